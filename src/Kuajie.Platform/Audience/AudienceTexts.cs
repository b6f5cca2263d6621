using Kuajie.Platform.Faults;
using Kuajie.Platform.Texts;

namespace Kuajie.Platform.Audience;

/// <summary>Texts of the audience slice.</summary>
internal static class AudienceTexts
{
    public static TextSource Source { get; } = TextSource.Of(typeof(AudienceTexts));

    public static string Say(string key, params ReadOnlySpan<object?> arguments) => Source.Format(key, arguments);

    public static KuajieException Fault(string code, string key, params ReadOnlySpan<object?> arguments) =>
        Source.Fault(code, key, isUsage: true, arguments: arguments);
}
