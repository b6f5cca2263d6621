using Kuajie.Algorithms.Experiments.Planning;
using Kuajie.Platform.Campaigns.Life;

namespace Kuajie.Platform.Campaigns.Previews;

/// <summary>What could have chosen a campaign's creatives.</summary>
public enum PreviewedChoice
{
    /// <summary>One creative alone: what a fixed campaign does with its first.</summary>
    Only,

    /// <summary>All approved creatives, evenly.</summary>
    Evenly,

    /// <summary>Thompson sampling.</summary>
    Thompson,

    /// <summary>LinUCB.</summary>
    LinUcb,
}

/// <summary>Why nothing can be said of other choices.</summary>
public enum PreviewShortage
{
    /// <summary>No decisions whose clicks or conversions have had their time.</summary>
    NoDecisions,

    /// <summary>Nothing was left to chance.</summary>
    NoChance,

    /// <summary>Fewer than two creatives that both sides approved.</summary>
    OneCreative,
}

/// <summary>What other ways to choose a campaign's creatives would have brought, from the decisions on record.</summary>
/// <param name="Campaign">The campaign.</param>
/// <param name="Definition">Its definition.</param>
/// <param name="Decisions">Decisions it stands on.</param>
/// <param name="Unsettled">Decisions left out because what comes of them may still come.</param>
/// <param name="Unrecorded">Decisions left out because not all probabilities are on record.</param>
/// <param name="People">Users, and visits of visitors, that the campaign was shown to.</param>
/// <param name="Confidence">Confidence of each interval, so that all differences hold together with 95 %.</param>
/// <param name="Shortage">Why there are no policies; null where there are.</param>
/// <param name="Policies">The policies: each approved creative alone, evenly, Thompson sampling, LinUCB.</param>
public sealed record CampaignPreview(
    Campaign Campaign,
    CampaignDefinition Definition,
    int Decisions,
    int Unsettled,
    int Unrecorded,
    int People,
    double Confidence,
    PreviewShortage? Shortage,
    IReadOnlyList<PolicyOfCampaign> Policies
)
{
    /// <summary>Share of the decisions that reached the goal.</summary>
    public double? Logged => Policies.Count == 0 ? null : Policies[0].Preview.Logged;
}

/// <summary>What one way to choose would have brought, per decision.</summary>
/// <param name="Choice">The way.</param>
/// <param name="Creative">The creative, where it is one alone.</param>
/// <param name="IsPresent">Whether it is what the campaign does.</param>
/// <param name="Preview">Estimates and verdict.</param>
public sealed record PolicyOfCampaign(PreviewedChoice Choice, string? Creative, bool IsPresent, ChoicePreview Preview);
