using Kuajie.Platform.Campaigns.Life;

namespace Kuajie.Platform.Campaigns.Decisions;

/// <content>Why campaigns are passed over, counted for who asks what keeps them from being shown.</content>
public sealed partial class CampaignDecisions
{
    private void Refuse(ReadyCampaign campaign, Look looked, string reason)
    {
        looked.Refused(campaign, reason);
        // Of a campaign in whose window the place was to be filled it is counted why it was not by it.
        if (reason != DecisionReason.OtherSlot && IsInWindow(campaign, looked.Now))
        {
            traffic?.Passed(campaign.Campaign.CampaignId, campaign.DayOf(looked.Now), reason);
        }
    }

    private void Outrank(ReadyCampaign[] others, Look looked)
    {
        foreach (
            var other in others.Where(each =>
                traffic is not null
                && IsInWindow(each, looked.Now)
                && each.Definition.Slots.Contains(looked.Query.Slot, StringComparer.Ordinal)
            )
        )
        {
            // Who would have been refused for a reason of the campaign's own was not taken from it by another.
            traffic!.Passed(other.Campaign.CampaignId, other.DayOf(looked.Now), Refusal(other, looked) ?? DecisionReason.Outranked);
        }
    }

    private static bool IsInWindow(ReadyCampaign campaign, DateTimeOffset now) =>
        campaign.Campaign.State == CampaignState.Approved && now >= campaign.Definition.StartsAt && now < campaign.Definition.EndsAt;
}
