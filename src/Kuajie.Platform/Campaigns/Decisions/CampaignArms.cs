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
}
