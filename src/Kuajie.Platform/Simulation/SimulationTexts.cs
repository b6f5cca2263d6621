using Kuajie.Platform.Faults;
using Kuajie.Platform.Texts;

namespace Kuajie.Platform.Simulation;

/// <summary>Texts about simulations.</summary>
internal static class SimulationTexts
{
    private static readonly TextSource Source = TextSource.Of(typeof(SimulationTexts));

    public static KuajieException DaysOutOfRange(int days, int most) =>
        Source.Fault("days-out-of-range", "DaysOutOfRange", "--days", isUsage: true, arguments: [days, most]);

    public static KuajieException NotEmpty(int domains) => Source.Fault("workspace-not-empty", "NotEmpty", arguments: [domains]);

    public static KuajieException UnreadableCampaign(string where, string? path, string place) =>
        Source.Fault("unreadable-definition", "UnreadableCampaign", where, isUsage: true, arguments: [path, place]);

    public static KuajieException CreativesDiffer(string where, string found, string expected) =>
        Source.Fault("creatives-differ", "CreativesDiffer", where, isUsage: true, arguments: [found, expected]);
}
