using Kuajie.Platform.Campaigns.Life;
using Kuajie.Platform.Faults;
using Kuajie.Platform.Messages;

namespace Kuajie.Platform.Campaigns.Offers;

/// <summary>Offers of campaigns: defined, given codes, redeemed once each. Safe to call from many threads.</summary>
/// <param name="store">Where they are kept.</param>
/// <param name="campaigns">The campaigns.</param>
/// <param name="codes">Makes codes.</param>
/// <param name="clock">The clock.</param>
public sealed class OfferShelf(IOfferStore store, CampaignShelf campaigns, ICodeSource codes, TimeProvider clock)
{
    private const int MostOffers = 20;
    private const int MostCodesAtOnce = 10_000;
    private const long MostCodes = 1_000_000;
    private const int MostAttempts = 5;

    /// <summary>The offers of a campaign, in name order.</summary>
    /// <exception cref="KuajieException">There is no such campaign.</exception>
    public IReadOnlyList<(Offer Offer, OfferCount Codes)> Of(string domain, string campaign)
    {
        var found = campaigns.Find(domain, campaign);
        return [.. store.Of(found.CampaignId).Select(offer => (offer, store.CountOf(found.CampaignId, offer.Name)))];
    }

    /// <summary>Defines an offer, in place of the one of its name. Codes that are out stay good.</summary>
    /// <exception cref="KuajieException">Something is wrong with it, or the campaign is over or another's.</exception>
    /// <exception cref="SeveralFaultsException">Several things are wrong with it.</exception>
    public Offer Define(string owner, string campaign, string name, OfferKind kind, OfferDetail detail, DateTimeOffset expiresAt)
    {
        ArgumentNullException.ThrowIfNull(detail);
        var found = Owned(owner, campaign);
        var now = clock.GetUtcNow();
        KuajieException[] faults = [.. OfferRules.Faults(name, kind, detail, expiresAt, now)];
        if (faults.Length > 0)
        {
            throw faults.Length == 1 ? faults[0] : new SeveralFaultsException(faults);
        }
        if (store.Of(found.CampaignId) is { Count: >= MostOffers } known && known.All(each => each.Name != name))
        {
            throw CampaignLifeTexts.Fault("out-of-range", "OutOfRange", "offers", known.Count + 1, 0, MostOffers);
        }
        var offer = new Offer(found.CampaignId, name, kind, detail.ToJson(), expiresAt, now);
        store.Put(offer);
        return offer;
    }

    /// <summary>Makes codes of an offer.</summary>
    /// <returns>The codes: they are told once, and cannot be guessed from each other.</returns>
    /// <exception cref="KuajieException">There is no such offer, it is another's, or there would be too many.</exception>
    public IReadOnlyList<string> Generate(string owner, string campaign, string offer, int count)
    {
        var found = Room(owner, campaign, offer, count);
        for (var attempt = 1; ; attempt++)
        {
            var made = new HashSet<string>(count, StringComparer.Ordinal);
            while (made.Count < count)
            {
                made.Add(CodeText.Next(codes));
            }
            var taken = store.AddCodes(
                [.. made.Select(code => new OfferCode(code, found.CampaignId, offer, null, null))],
                Issued(found, offer, count)
            );
            if (taken.Count == 0)
            {
                return [.. made];
            }
            if (attempt == MostAttempts)
            {
                throw CampaignLifeTexts.Fault("code-taken", "CodeTaken", "codes", taken[0], taken.Count);
            }
        }
    }

    /// <summary>Takes codes that the owner made elsewhere, all or none.</summary>
    /// <exception cref="KuajieException">There is no such offer, it is another's, a code is none or is taken, or there would be too many.</exception>
    public int Upload(string owner, string campaign, string offer, IReadOnlyList<string> given)
    {
        ArgumentNullException.ThrowIfNull(given);
        var found = Room(owner, campaign, offer, given.Count);
        KuajieException[] faults =
        [
            .. given
                .Index()
                .Where(each => !CodeText.IsCode(each.Item))
                .Take(MostOffers)
                .Select(each => CampaignLifeTexts.Fault("invalid-code", "InvalidCode", $"codes[{each.Index}]", each.Item)),
        ];
        if (faults.Length > 0)
        {
            throw faults.Length == 1 ? faults[0] : new SeveralFaultsException(faults);
        }
        string[] kept = [.. given.Select(CodeText.Kept)];
        if (kept.GroupBy(code => code, StringComparer.Ordinal).FirstOrDefault(same => same.Count() > 1) is { } twice)
        {
            throw CampaignLifeTexts.Fault("code-taken", "CodeTaken", "codes", twice.Key, twice.Count());
        }
        var taken = store.AddCodes(
            [.. kept.Select(code => new OfferCode(code, found.CampaignId, offer, null, null))],
            Issued(found, offer, kept.Length)
        );
        return taken.Count == 0 ? kept.Length : throw CampaignLifeTexts.Fault("code-taken", "CodeTaken", "codes", taken[0], taken.Count);
    }

    /// <summary>Redeems a code, once. Whoever asks again with the same id is told the same.</summary>
    /// <param name="domain">The domain that redeems it: one of the two sides.</param>
    /// <param name="code">The code, as somebody typed it.</param>
    /// <param name="requestId">The caller's id of the redemption, or null.</param>
    /// <exception cref="KuajieException">The code is unknown, used or expired, or its campaign does not run.</exception>
    public Redemption Redeem(string domain, string code, string? requestId)
    {
        ArgumentNullException.ThrowIfNull(code);
        var kept = CodeText.Kept(code);
        // What is another pair's is unknown here.
        if (
            store.Find(kept) is not { } known
            || campaigns.FindById(known.CampaignId) is not { } campaign
            || campaign.SideOf(domain) is null
        )
        {
            throw CampaignLifeTexts.Fault("unknown-code", "UnknownCode", "code", kept);
        }
        var offer = store.Of(known.CampaignId).First(each => each.Name == known.Offer);
        if (known.RedeemedAt is { } before)
        {
            return requestId is not null && known.RequestId == requestId
                ? new Redemption(campaign, offer, before)
                : throw CampaignLifeTexts.Fault(
                    "code-used",
                    "CodeUsed",
                    "code",
                    kept,
                    before.UtcDateTime.ToString("u", System.Globalization.CultureInfo.InvariantCulture)
                );
        }
        var now = clock.GetUtcNow();
        var standing = campaign.StandingAt(CampaignDefinition.Of(campaign.DefinitionJson), now);
        if (standing != CampaignStanding.Running)
        {
            throw CampaignLifeTexts.Fault("campaign-not-running", "NotRunning", "code", campaign.Name, standing);
        }
        if (now >= offer.ExpiresAt)
        {
            throw CampaignLifeTexts.Fault(
                "code-expired",
                "CodeExpired",
                "code",
                kept,
                offer.ExpiresAt.UtcDateTime.ToString("u", System.Globalization.CultureInfo.InvariantCulture)
            );
        }
        // Of several at once the store lets one through; the others look again and are told.
        return store.TryRedeem(kept, now, requestId, Redeemed(campaign, offer, domain, now))
            ? new Redemption(campaign, offer, now)
            : Redeem(domain, code, requestId);
    }

    /// <summary>Codes are secrets: messages tell how many there are.</summary>
    private IReadOnlyList<Message> Issued(Campaign campaign, string offer, int count) =>
        CampaignMessages.ToBoth(
            campaign,
            MessageKinds.OfferIssued,
            clock.GetUtcNow(),
            domain => new
            {
                domain,
                campaign = campaign.Name,
                offer,
                codes = count,
            }
        );

    private static IReadOnlyList<Message> Redeemed(Campaign campaign, Offer offer, string redeemedBy, DateTimeOffset now) =>
        CampaignMessages.ToBoth(
            campaign,
            MessageKinds.OfferRedeemed,
            now,
            domain => new
            {
                domain,
                campaign = campaign.Name,
                offer = offer.Name,
                kind = offer.Kind,
                redeemedBy,
            }
        );

    private Campaign Room(string owner, string campaign, string offer, int count)
    {
        var found = Owned(owner, campaign);
        if (store.Of(found.CampaignId).All(each => each.Name != offer))
        {
            throw CampaignLifeTexts.Fault("unknown-offer", "UnknownOffer", "offer", offer, campaign);
        }
        if (count is < 1 or > MostCodesAtOnce)
        {
            throw CampaignLifeTexts.Fault("out-of-range", "OutOfRange", "codes", count, 1, MostCodesAtOnce);
        }
        var all = store.CountOf(found.CampaignId, offer).Codes + count;
        return all <= MostCodes ? found : throw CampaignLifeTexts.Fault("out-of-range", "OutOfRange", "codes", all, 1, MostCodes);
    }

    private Campaign Owned(string owner, string campaign)
    {
        var found = campaigns.Find(owner, campaign);
        if (found.SideOf(owner) != CampaignSide.Owner)
        {
            throw CampaignLifeTexts.Fault("not-the-owner", "NotTheOwner", "campaign", campaign, owner);
        }
        var standing = found.StandingAt(CampaignDefinition.Of(found.DefinitionJson), clock.GetUtcNow());
        return standing is CampaignStanding.Closed or CampaignStanding.Stopped or CampaignStanding.Killed
            ? throw CampaignLifeTexts.Fault("campaign-over", "Over", campaign, campaign, $"{standing}")
            : found;
    }
}

/// <summary>A code that was redeemed.</summary>
/// <param name="Campaign">The campaign.</param>
/// <param name="Offer">What it gives.</param>
/// <param name="At">When.</param>
public sealed record Redemption(Campaign Campaign, Offer Offer, DateTimeOffset At);
