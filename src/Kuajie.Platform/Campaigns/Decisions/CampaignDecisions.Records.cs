using Kuajie.Platform.Campaigns.Life;
using Kuajie.Platform.Recommendations.Impressions;

namespace Kuajie.Platform.Campaigns.Decisions;

/// <content>What is on record, and what the last process did not come to put there.</content>
public sealed partial class CampaignDecisions
{
    /// <summary>How a campaign is delivered so far.</summary>
    public CampaignDelivery DeliveryOf(Campaign campaign)
    {
        ArgumentNullException.ThrowIfNull(campaign);
        var recorded = CampaignDelivery.OnRecord(campaign, store, clock.GetUtcNow());
        return ReadyOf(campaign) is { } ready && TallyOf(ready) is var tally
            ? recorded with
            {
                HeldMinorUnits = tally.Budget.Held,
                Reach = tally.Seen.Reach,
            }
            : recorded;
    }

    /// <summary>Whether a user is held out of each approved campaign of the domain, and whether it was rolled out to the user.</summary>
    public IReadOnlyList<CampaignMembership> MembershipsOf(string domain, string userId) =>
        [
            .. shelf
                .HostedBy(domain)
                .Where(each =>
                    each.Campaign.StandingAt(each.Definition, clock.GetUtcNow())
                        is CampaignStanding.Running
                            or CampaignStanding.Paused
                            or CampaignStanding.Scheduled
                )
                .Select(each => new CampaignMembership(
                    each.Campaign.Name,
                    each.HeldOut?.Contains(UnitOf(userId, null)) == true,
                    each.RolledOut?.Contains(UnitOf(userId, null)) != false
                )),
        ];

    /// <summary>Puts shown lists on record that the last process decided and did not come to write, for it may have been killed in between.</summary>
    /// <returns>How many there were.</returns>
    public async Task<int> RecoverAsync(IImpressionStore shown, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(shown);
        if (store.Last() is not { } last)
        {
            return 0;
        }
        var missing = 0;
        foreach (var decision in store.Since(last - ImpressionsLagAtMost).Where(each => shown.Find(each.DecisionId) is null))
        {
            if (shelf.FindById(decision.CampaignId) is { } campaign)
            {
                await impressions.AddAsync(ImpressionOf(decision, campaign, []), cancellation).ConfigureAwait(false);
                missing++;
            }
        }
        return missing;
    }

    /// <summary>Shown lists gather a quarter of a second before they are written; the rest is for a slow disk.</summary>
    private static readonly TimeSpan ImpressionsLagAtMost = TimeSpan.FromMinutes(1);
}
