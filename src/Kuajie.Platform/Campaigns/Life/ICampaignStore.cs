using Kuajie.Platform.Messages;

namespace Kuajie.Platform.Campaigns.Life;

/// <summary>Where campaigns are kept, with what is switched off and who wants no promotions. One conformance suite runs on every implementation.</summary>
public interface ICampaignStore
{
    /// <summary>The campaigns that a domain owns or is the partner of, in name order.</summary>
    IReadOnlyList<Campaign> Of(string domain);

    /// <summary>A campaign by its id, or null.</summary>
    Campaign? Find(string campaignId);

    /// <summary>Stores a campaign in place of the one of its id, and what tells of it, in one transaction.</summary>
    void Put(Campaign campaign, IReadOnlyList<Message> messages);

    /// <summary>Forgets a campaign. False where there is none.</summary>
    bool Remove(string campaignId);

    /// <summary>The switches that a domain or its partners set, by the domain that set it and the other one.</summary>
    IReadOnlyList<CampaignSwitch> SwitchesOf(string domain);

    /// <summary>Sets a switch.</summary>
    void PutSwitch(CampaignSwitch change);

    /// <summary>Users of a domain who want no promotions, in id order.</summary>
    IReadOnlyList<PromotionRefusal> RefusalsOf(string domain);

    /// <summary>Remembers that a user wants no promotions.</summary>
    void PutRefusal(PromotionRefusal refusal);

    /// <summary>Forgets that a user wants no promotions. False where nothing was known.</summary>
    bool RemoveRefusal(string domain, string userId);
}
