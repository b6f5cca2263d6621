using Kuajie.Platform.Faults;
using Kuajie.Platform.Texts;

namespace Kuajie.Server.Interactions;

/// <summary>Texts about the intake of events.</summary>
internal static class EventTexts
{
    private static readonly TextSource Source = TextSource.Of(typeof(EventTexts));

    public static KuajieException FaultAt(string where, string code, string key, params ReadOnlySpan<object?> arguments) =>
        Source.Fault(code, key, where, isUsage: true, arguments: arguments);

    public static KuajieException Several(int faults, string where) =>
        Source.Fault("invalid-events", nameof(Several), where, isUsage: true, arguments: [faults]);

    public static KuajieException Full(int waiting, int seconds) =>
        Source.Fault("intake-full", nameof(Full), arguments: [waiting, seconds]);

    public static KuajieException Stopping => Source.Fault("stopping", nameof(Stopping));
}
