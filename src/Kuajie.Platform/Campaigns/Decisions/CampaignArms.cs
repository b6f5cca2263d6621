using Kuajie.Platform.Experiments;

namespace Kuajie.Platform.Campaigns.Decisions;

/// <summary>How shown lists record what a campaign did: as the arm of an experiment of its name, the creative's or the holdout's.</summary>
internal static class CampaignArms
{
    /// <summary>The arm of who was held out.</summary>
    public const string Holdout = "holdout";

    /// <summary>The name under which a campaign's arms are recorded.</summary>
    public static string ExperimentOf(string campaign) => "campaign." + campaign;

    /// <summary>What is recorded of an arm.</summary>
    public static string Of(string campaign, string arm) => ArmText.Of(ExperimentOf(campaign), arm);

    /// <summary>What a campaign's list shows, as <c>campaign:creative</c>, or null. It is the last of the arms on record: those before it were held out.</summary>
    public static string? ShownOf(string? recorded)
    {
        var last = recorded?[(recorded.LastIndexOf(',') + 1)..];
        var beginning = ExperimentOf("");
        return last?.StartsWith(beginning, StringComparison.Ordinal) == true ? last[beginning.Length..] : null;
    }
}
