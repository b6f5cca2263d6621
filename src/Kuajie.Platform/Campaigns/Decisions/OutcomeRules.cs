using Kuajie.Platform.Campaigns.Life;
using Kuajie.Platform.Interactions;

namespace Kuajie.Platform.Campaigns.Decisions;

/// <summary>What an event is to the impression it refers to, and whether it is paid for.</summary>
internal static class OutcomeRules
{
    /// <summary>Which kind of outcome an event is, or null for none.</summary>
    public static OutcomeKind? KindOf(ReadyCampaign campaign, InteractionKind kind) =>
        campaign.Conversions.Contains(kind) ? OutcomeKind.Conversion
        : kind == InteractionKind.Click ? OutcomeKind.Click
        : null;

    /// <summary>Whether an outcome is to be charged, the budget aside.</summary>
    /// <param name="campaign">The campaign.</param>
    /// <param name="decision">The impression.</param>
    /// <param name="kind">What came of it.</param>
    /// <param name="at">When, by the sender's clock.</param>
    /// <param name="now">When it came in.</param>
    public static OutcomeMark MarkOf(ReadyCampaign campaign, Decision decision, OutcomeKind kind, DateTimeOffset at, DateTimeOffset now)
    {
        var standing = campaign.Campaign.StandingAt(campaign.Definition, now);
        // Held is not over: who saw it before may click on it still.
        return standing is CampaignStanding.Closed or CampaignStanding.Stopped or CampaignStanding.Killed ? OutcomeMark.Closed
            : at - decision.At > TimeSpan.FromDays(campaign.Definition.AttributionDays) ? OutcomeMark.Late
            : IsPriced(campaign.Price.Model, kind) ? OutcomeMark.Charged
            : OutcomeMark.Unpriced;
    }

    private static bool IsPriced(CampaignPriceModel model, OutcomeKind kind) =>
        (model, kind) is (CampaignPriceModel.PerClick, OutcomeKind.Click) or (CampaignPriceModel.PerAction, OutcomeKind.Conversion);
}
