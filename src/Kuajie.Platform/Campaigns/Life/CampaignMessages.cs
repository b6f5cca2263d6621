using Kuajie.Platform.Messages;

namespace Kuajie.Platform.Campaigns.Life;

/// <summary>What the sides of a campaign are told of it.</summary>
internal static class CampaignMessages
{
    /// <summary>That it stands elsewhere than before, for both sides.</summary>
    /// <param name="campaign">The campaign.</param>
    /// <param name="at">Since when.</param>
    /// <param name="action">What was decided; <c>open</c> and <c>close</c> where its window did.</param>
    /// <param name="side">Who decided it, or null for the clock.</param>
    public static IReadOnlyList<Message> Changed(Campaign campaign, DateTimeOffset at, string action, CampaignSide? side)
    {
        var state = campaign.StandingAt(CampaignDefinition.Of(campaign.DefinitionJson), at);
        return ToBoth(campaign, MessageKinds.CampaignChanged, at, domain => Facts(campaign, domain, state, action, side));
    }

    /// <summary>The same for both sides, each with its own domain.</summary>
    public static IReadOnlyList<Message> ToBoth(Campaign campaign, string kind, DateTimeOffset at, Func<string, object> facts) =>
        [.. new[] { campaign.Owner, campaign.Partner }.Select(domain => Message.Of(domain, kind, at, facts(domain)))];

    private static object Facts(Campaign campaign, string domain, CampaignStanding state, string action, CampaignSide? side) =>
        new
        {
            domain,
            campaign = campaign.Name,
            owner = campaign.Owner,
            partner = campaign.Partner,
            state,
            action,
            side,
        };
}
