using Kuajie.Platform.Campaigns.Life;
using Kuajie.Platform.Messages;

namespace Kuajie.Conformance.InMemory;

/// <summary>Campaigns in memory.</summary>
public sealed class InMemoryCampaignStore : ICampaignStore
{
    private readonly Dictionary<string, Campaign> campaigns = new(StringComparer.Ordinal);
    private readonly Dictionary<(string Domain, string Partner), CampaignSwitch> switches = [];
    private readonly Dictionary<(string Domain, string User), PromotionRefusal> refusals = [];

    public IReadOnlyList<Campaign> Of(string domain) =>
        [.. campaigns.Values.Where(each => each.SideOf(domain) is not null).OrderBy(each => each.Name, StringComparer.Ordinal)];

    public Campaign? Find(string campaignId) => campaigns.GetValueOrDefault(campaignId);

    /// <summary>What was told.</summary>
    public List<Message> Messages { get; } = [];

    public void Put(Campaign campaign, IReadOnlyList<Message> messages)
    {
        campaigns[campaign.CampaignId] = campaign;
        Messages.AddRange(messages);
    }

    public bool Remove(string campaignId) => campaigns.Remove(campaignId);

    public IReadOnlyList<CampaignSwitch> SwitchesOf(string domain) =>
        [
            .. switches
                .Values.Where(each => each.Domain == domain || each.Partner == domain)
                .OrderBy(each => each.Domain, StringComparer.Ordinal)
                .ThenBy(each => each.Partner, StringComparer.Ordinal),
        ];

    public void PutSwitch(CampaignSwitch change) => switches[(change.Domain, change.Partner)] = change;

    public IReadOnlyList<PromotionRefusal> RefusalsOf(string domain) =>
        [.. refusals.Values.Where(each => each.Domain == domain).OrderBy(each => each.UserId, StringComparer.Ordinal)];

    public void PutRefusal(PromotionRefusal refusal) => refusals[(refusal.Domain, refusal.UserId)] = refusal;

    public bool RemoveRefusal(string domain, string userId) => refusals.Remove((domain, userId));
}
