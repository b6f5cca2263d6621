using System.Collections.Frozen;
using System.Text.Json;
using Kuajie.Platform.Campaigns.Offers;
using Kuajie.Platform.Faults;

namespace Kuajie.Platform.Campaigns.Life;

/// <content>What sides and users agree to: creatives, partners, promotions at all; and the calendar they share.</content>
public sealed partial class CampaignShelf
{
    /// <summary>A live event of a campaign as a calendar file.</summary>
    /// <exception cref="KuajieException">There is no such campaign or event.</exception>
    public string CalendarOf(string domain, string name, string liveEvent, bool isChinese)
    {
        var found = Find(domain, name);
        var definition = CampaignDefinition.Of(found.DefinitionJson);
        var each =
            definition.LiveEvents.FirstOrDefault(one => string.Equals(one.Name, liveEvent, StringComparison.Ordinal))
            ?? throw CampaignLifeTexts.Fault("unknown-live-event", "UnknownLiveEvent", "liveEvent", liveEvent, name);
        var words = isChinese ? each.Chinese : each.English;
        return CalendarFile.Of(
            $"{found.CampaignId}-{each.Name}@kuajie",
            words.Title,
            words.Text,
            each.Link,
            each.StartsAt,
            each.EndsAt,
            found.ChangedAt
        );
    }

    /// <summary>What the sides said of a campaign's creatives.</summary>
    public static IReadOnlyList<CreativeReview> ReviewsOf(Campaign campaign)
    {
        ArgumentNullException.ThrowIfNull(campaign);
        return CampaignDefinition.ListOf<CreativeReview>(campaign.ReviewsJson);
    }

    /// <summary>What was decided about a campaign, oldest first.</summary>
    public static IReadOnlyList<CampaignStep> HistoryOf(Campaign campaign)
    {
        ArgumentNullException.ThrowIfNull(campaign);
        return CampaignDefinition.ListOf<CampaignStep>(campaign.HistoryJson);
    }

    /// <summary>A side says whether a creative may be shown: while it is written or proposed, and of one that runs to take it out or let it in again.</summary>
    /// <exception cref="KuajieException">There is no such creative, the campaign is over, or the note is too long.</exception>
    public Campaign Review(string domain, string name, string creative, bool isApproved, string? note, string by)
    {
        ThrowIfLong(note);
        lock (changing)
        {
            var found = Find(domain, name);
            ThrowIfOver(found);
            var definition = CampaignDefinition.Of(found.DefinitionJson);
            if (definition.Creatives.All(each => each.Name != creative))
            {
                throw CampaignLifeTexts.Fault(
                    "unknown-creative",
                    "UnknownCreative",
                    "creative",
                    creative,
                    name,
                    string.Join(", ", definition.Creatives.Select(each => each.Name))
                );
            }
            var side = found.SideOf(domain)!.Value;
            var review = new CreativeReview(creative, side, isApproved, note, clock.GetUtcNow(), by);
            var others = ReviewsOf(found).Where(each => each.Side != side || each.Creative != creative);
            return Put(
                found with
                {
                    ReviewsJson = CampaignDefinition.ListToJson<CreativeReview>([.. others, review]),
                },
                Step(by, side, "review", isApproved ? $"+ {creative}" : $"− {creative}")
            );
        }
    }

    /// <summary>Switches all campaigns of two domains off or on again, for the side that says so: from the next decision on.</summary>
    /// <exception cref="KuajieException">The partner is unknown.</exception>
    public CampaignSwitch Switch(string domain, string partner, bool isOff)
    {
        if (string.Equals(domain, partner, StringComparison.Ordinal) || partners.Domains().All(each => each.Name != partner))
        {
            throw CampaignLifeTexts.Fault("unknown-partner-domain", "UnknownPartner", "partner", partner);
        }
        var change = new CampaignSwitch(domain, partner, isOff, clock.GetUtcNow());
        lock (changing)
        {
            store.PutSwitch(change);
            Forget(domain, partner);
        }
        return change;
    }

    /// <summary>The switches that a domain set, or that were set against it.</summary>
    public IReadOnlyList<CampaignSwitch> SwitchesOf(string domain) => store.SwitchesOf(domain);

    /// <summary>Whether a user wants no promotions.</summary>
    public bool IsRefused(string domain, string userId) =>
        (refusals.TryGetValue(domain, out var known) ? known : ReadRefusals(domain)).Contains(userId);

    /// <summary>Remembers whether a user wants promotions: from the next decision on.</summary>
    public void SetRefused(string domain, string userId, bool isRefused)
    {
        lock (changing)
        {
            if (isRefused)
            {
                store.PutRefusal(new PromotionRefusal(domain, userId, clock.GetUtcNow()));
            }
            else
            {
                store.RemoveRefusal(domain, userId);
            }
            refusals.TryRemove(domain, out _);
        }
    }

    /// <summary>Reads anew who wants no promotions when that is asked next.</summary>
    public void ForgetRefusals(string domain) => refusals.TryRemove(domain, out _);

    private static bool IsOff(Campaign campaign, CampaignSwitch[] switches) =>
        Array.Exists(
            switches,
            each =>
                (each.Domain == campaign.Owner && each.Partner == campaign.Partner)
                || (each.Domain == campaign.Partner && each.Partner == campaign.Owner)
        );

    private FrozenSet<string> ReadRefusals(string domain)
    {
        lock (changing)
        {
            return refusals[domain] = store.RefusalsOf(domain).Select(each => each.UserId).ToFrozenSet(StringComparer.Ordinal);
        }
    }

    private Campaign Reviewed(Campaign campaign, CampaignDefinition definition, CampaignSide side, string by)
    {
        var reviews = ReviewsOf(campaign);
        var now = clock.GetUtcNow();
        var missing = definition.Creatives.Where(creative => !reviews.Any(each => each.Side == side && each.Creative == creative.Name));
        return campaign with
        {
            ReviewsJson = CampaignDefinition.ListToJson<CreativeReview>([
                .. reviews,
                .. missing.Select(creative => new CreativeReview(creative.Name, side, true, null, now, by)),
            ]),
        };
    }

    private static IEnumerable<KuajieException> NoCreative(Campaign campaign, CampaignDefinition definition, CampaignSide side)
    {
        var refused = ReviewsOf(campaign).Where(each => !each.IsApproved).Select(each => each.Creative).ToHashSet(StringComparer.Ordinal);
        return definition.Creatives.All(creative => refused.Contains(creative.Name))
            ? [CampaignLifeTexts.Fault("no-creative", "NoCreative", "creatives", campaign.Name, side)]
            : [];
    }
}
