using Kuajie.Platform.Texts;

namespace Kuajie.Platform.Campaigns.Outcomes;

/// <summary>Names of what campaigns are measured by.</summary>
internal static class OutcomeTexts
{
    private static readonly TextSource Source = TextSource.Of(typeof(OutcomeTexts));

    /// <summary>That nobody knows what a campaign caused that was kept from nobody.</summary>
    public static string NoHoldout => Source.Format("NoHoldout");

    /// <summary>That the figures still come and go.</summary>
    public static string NotOver => Source.Format("NotOver");

    public static string NameOf(OutcomeMeasureKind kind, OutcomeSide side, string currency) =>
        Source.Format($"Measure{side}{kind}", currency);
}
