using Kuajie.Platform.Campaigns.Life;
using Kuajie.Platform.Messages;
using Microsoft.EntityFrameworkCore;

namespace Kuajie.Storage.Records;

/// <summary>Campaigns in the records.</summary>
public sealed class CampaignStore(RecordsDatabase database) : ICampaignStore
{
    /// <inheritdoc/>
    public IReadOnlyList<Campaign> Of(string domain)
    {
        using var context = database.OpenContext();
        return
        [
            .. context
                .Campaigns.AsNoTracking()
                .Where(campaign => campaign.Owner == domain || campaign.Partner == domain)
                .AsEnumerable()
                .OrderBy(campaign => campaign.Name, StringComparer.Ordinal),
        ];
    }

    /// <inheritdoc/>
    public Campaign? Find(string campaignId)
    {
        using var context = database.OpenContext();
        return context.Campaigns.AsNoTracking().SingleOrDefault(campaign => campaign.CampaignId == campaignId);
    }

    /// <inheritdoc/>
    public void Put(Campaign campaign, IReadOnlyList<Message> messages)
    {
        ArgumentNullException.ThrowIfNull(campaign);
        ArgumentNullException.ThrowIfNull(messages);
        using var context = database.OpenContext();
        var isKnown = context.Campaigns.AsNoTracking().Any(known => known.CampaignId == campaign.CampaignId);
        context.Entry(campaign).State = isKnown ? EntityState.Modified : EntityState.Added;
        context.Messages.AddRange(messages);
        context.SaveChanges();
    }

    /// <inheritdoc/>
    public bool Remove(string campaignId)
    {
        using var context = database.OpenContext();
        return context.Campaigns.Where(campaign => campaign.CampaignId == campaignId).ExecuteDelete() > 0;
    }

    /// <inheritdoc/>
    public IReadOnlyList<CampaignSwitch> SwitchesOf(string domain)
    {
        using var context = database.OpenContext();
        return
        [
            .. context
                .CampaignSwitches.AsNoTracking()
                .Where(each => each.Domain == domain || each.Partner == domain)
                .AsEnumerable()
                .OrderBy(each => each.Domain, StringComparer.Ordinal)
                .ThenBy(each => each.Partner, StringComparer.Ordinal),
        ];
    }

    /// <inheritdoc/>
    public void PutSwitch(CampaignSwitch change)
    {
        ArgumentNullException.ThrowIfNull(change);
        using var context = database.OpenContext();
        var isKnown = context
            .CampaignSwitches.AsNoTracking()
            .Any(known => known.Domain == change.Domain && known.Partner == change.Partner);
        context.Entry(change).State = isKnown ? EntityState.Modified : EntityState.Added;
        context.SaveChanges();
    }

    /// <inheritdoc/>
    public IReadOnlyList<PromotionRefusal> RefusalsOf(string domain)
    {
        using var context = database.OpenContext();
        return
        [
            .. context
                .PromotionRefusals.AsNoTracking()
                .Where(refusal => refusal.Domain == domain)
                .AsEnumerable()
                .OrderBy(refusal => refusal.UserId, StringComparer.Ordinal),
        ];
    }

    /// <inheritdoc/>
    public void PutRefusal(PromotionRefusal refusal)
    {
        ArgumentNullException.ThrowIfNull(refusal);
        using var context = database.OpenContext();
        var isKnown = context
            .PromotionRefusals.AsNoTracking()
            .Any(known => known.Domain == refusal.Domain && known.UserId == refusal.UserId);
        context.Entry(refusal).State = isKnown ? EntityState.Modified : EntityState.Added;
        context.SaveChanges();
    }

    /// <inheritdoc/>
    public bool RemoveRefusal(string domain, string userId)
    {
        using var context = database.OpenContext();
        return context.PromotionRefusals.Where(refusal => refusal.Domain == domain && refusal.UserId == userId).ExecuteDelete() > 0;
    }
}
