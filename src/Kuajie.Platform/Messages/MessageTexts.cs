using Kuajie.Platform.Faults;
using Kuajie.Platform.Texts;

namespace Kuajie.Platform.Messages;

/// <summary>Texts about messages.</summary>
internal static class MessageTexts
{
    public static TextSource Source { get; } = TextSource.Of(typeof(MessageTexts));

    public static KuajieException Fault(string code, string key, string where, params ReadOnlySpan<object?> arguments) =>
        Source.Fault(code, key, where, isUsage: true, arguments: arguments);
}
