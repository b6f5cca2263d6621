using Kuajie.Platform.Campaigns.Life;

namespace Kuajie.Platform.Campaigns.Decisions;

/// <summary>How a campaign is delivered so far.</summary>
/// <param name="Standing">Where it stands.</param>
/// <param name="Currency">Currency of the amounts.</param>
/// <param name="BudgetMinorUnits">What may be spent in all.</param>
/// <param name="SpentMinorUnits">What was spent.</param>
/// <param name="HeldMinorUnits">What is held back for what is on its way to the disk.</param>
/// <param name="AllowedMinorUnits">What may have been spent by now.</param>
/// <param name="Today">The day by the campaign's midnights, as yyyymmdd.</param>
/// <param name="Reach">Users, and visits of visitors, that it was counted for since it was first looked at, those on record among them.</param>
/// <param name="Counts">What is on record, by creative and day.</param>
public sealed record CampaignDelivery(
    CampaignStanding Standing,
    string Currency,
    long BudgetMinorUnits,
    long SpentMinorUnits,
    long HeldMinorUnits,
    long AllowedMinorUnits,
    int Today,
    int Reach,
    IReadOnlyList<DeliveryCount> Counts
)
{
    /// <summary>As it is on record.</summary>
    /// <param name="campaign">The campaign.</param>
    /// <param name="store">Where decisions are kept.</param>
    /// <param name="now">The moment.</param>
    public static CampaignDelivery OnRecord(Campaign campaign, IDecisionStore store, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(campaign);
        ArgumentNullException.ThrowIfNull(store);
        var definition = CampaignDefinition.Of(campaign.DefinitionJson);
        var counts = store.DeliveryOf(campaign.CampaignId);
        return new CampaignDelivery(
            campaign.StandingAt(definition, now),
            definition.Currency,
            definition.BudgetMinorUnits,
            counts.Sum(each => each.SpentMinorUnits),
            0,
            definition.ToPace().AllowedBy(now),
            definition.DayOf(now),
            store
                .SeenOf(campaign.CampaignId)
                .Select(each => SeenCounts.UnitOf(each.UserId, each.SessionId))
                .Distinct(StringComparer.Ordinal)
                .Count(),
            counts
        );
    }
}

/// <summary>What a campaign does with a user.</summary>
/// <param name="Campaign">Its name.</param>
/// <param name="IsHeldOut">Whether the user is kept from it.</param>
/// <param name="IsRolledOut">Whether it was rolled out to the user.</param>
public sealed record CampaignMembership(string Campaign, bool IsHeldOut, bool IsRolledOut);
