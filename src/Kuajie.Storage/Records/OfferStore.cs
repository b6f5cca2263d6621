using Kuajie.Platform.Campaigns.Offers;
using Kuajie.Platform.Messages;
using Microsoft.EntityFrameworkCore;

namespace Kuajie.Storage.Records;

/// <summary>Offers and their codes in the records.</summary>
public sealed class OfferStore(RecordsDatabase database) : IOfferStore
{
    private readonly Lock writing = new();

    /// <inheritdoc/>
    public IReadOnlyList<Offer> Of(string campaignId)
    {
        using var context = database.OpenContext();
        return
        [
            .. context
                .Offers.AsNoTracking()
                .Where(offer => offer.CampaignId == campaignId)
                .AsEnumerable()
                .OrderBy(offer => offer.Name, StringComparer.Ordinal),
        ];
    }

    /// <inheritdoc/>
    public void Put(Offer offer)
    {
        ArgumentNullException.ThrowIfNull(offer);
        using var context = database.OpenContext();
        var isKnown = context.Offers.AsNoTracking().Any(known => known.CampaignId == offer.CampaignId && known.Name == offer.Name);
        context.Entry(offer).State = isKnown ? EntityState.Modified : EntityState.Added;
        context.SaveChanges();
    }

    /// <inheritdoc/>
    public IReadOnlyList<string> AddCodes(IReadOnlyList<OfferCode> codes, IReadOnlyList<Message> messages)
    {
        ArgumentNullException.ThrowIfNull(codes);
        lock (writing)
        {
            using var context = database.OpenContext();
            string[] asked = [.. codes.Select(code => code.Code)];
            string[] taken =
            [
                .. context
                    .OfferCodes.AsNoTracking()
                    .Where(code => asked.Contains(code.Code))
                    .Select(code => code.Code)
                    .OrderBy(code => code),
            ];
            if (taken.Length > 0)
            {
                return taken;
            }
            context.ChangeTracker.AutoDetectChangesEnabled = false;
            context.OfferCodes.AddRange(codes);
            context.Messages.AddRange(messages);
            context.SaveChanges();
            return [];
        }
    }

    /// <inheritdoc/>
    public OfferCode? Find(string code)
    {
        using var context = database.OpenContext();
        return context.OfferCodes.AsNoTracking().SingleOrDefault(known => known.Code == code);
    }

    /// <inheritdoc/>
    public bool TryRedeem(string code, DateTimeOffset at, string? requestId, IReadOnlyList<Message> messages)
    {
        ArgumentNullException.ThrowIfNull(messages);
        using var context = database.OpenContext();
        using var transaction = context.Database.BeginTransaction();
        // One statement that finds and marks: the engine lets one of several through.
        var isRedeemed =
            context
                .OfferCodes.Where(known => known.Code == code && known.RedeemedAt == null)
                .ExecuteUpdate(change =>
                    change.SetProperty(known => known.RedeemedAt, (DateTimeOffset?)at).SetProperty(known => known.RequestId, requestId)
                ) == 1;
        if (isRedeemed)
        {
            context.Messages.AddRange(messages);
            context.SaveChanges();
        }
        transaction.Commit();
        return isRedeemed;
    }

    /// <inheritdoc/>
    public OfferCount CountOf(string campaignId, string offer)
    {
        using var context = database.OpenContext();
        var codes = context.OfferCodes.Where(code => code.CampaignId == campaignId && code.Offer == offer);
        return new OfferCount(codes.LongCount(), codes.LongCount(code => code.RedeemedAt != null));
    }
}
