using System.Collections.Concurrent;
using System.Collections.Frozen;
using Kuajie.Platform.Audience;
using Kuajie.Platform.Campaigns.Offers;
using Kuajie.Platform.Catalog;
using Kuajie.Platform.Faults;
using Kuajie.Platform.Messages;
using Kuajie.Platform.Partners;

namespace Kuajie.Platform.Campaigns.Life;

/// <summary>Tells whether the partnership of two domains lets the users of each be shown what the other has.</summary>
/// <param name="domain">One domain.</param>
/// <param name="other">The other.</param>
public delegate bool PromotionAgreement(string domain, string other);

/// <summary>
/// The campaigns of all domains: draft → proposed → approved, then scheduled, running and closed by the clock; paused, stopped and killed by either side. Written through; what decisions need is held ready.
/// Every method names the domain that acts; who acts for it is kept in the campaign's history. Safe to call from many threads.
/// </summary>
/// <param name="store">Where they are kept.</param>
/// <param name="partners">Knows the domains.</param>
/// <param name="segments">Knows which segments campaigns may take.</param>
/// <param name="catalog">Knows the items that creatives may be about.</param>
/// <param name="agreement">Knows what partnerships allow.</param>
/// <param name="clock">The clock.</param>
public sealed partial class CampaignShelf(
    ICampaignStore store,
    IPartnerStore partners,
    ISegmentStore segments,
    ICatalogStore catalog,
    PromotionAgreement agreement,
    TimeProvider clock
)
{
    private const int MostOfDomain = 500;
    private const int LongestNote = 500;
    private readonly ConcurrentDictionary<string, IReadOnlyList<ReadyCampaign>> ready = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, FrozenSet<string>> refusals = new(StringComparer.Ordinal);
    private readonly Lock changing = new();

    /// <summary>Makes the id of a campaign, unique for ever; who is held out follows from it. Default by clock and chance.</summary>
    public Func<DateTimeOffset, string> NewId { get; init; } = now => $"campaign-{Guid.CreateVersion7(now):N}";

    /// <summary>The campaigns that a domain owns or is the partner of, in name order. Drafts are their owner's alone.</summary>
    public IReadOnlyList<Campaign> Of(string domain) =>
        [.. store.Of(domain).Where(each => each.State != CampaignState.Draft || each.SideOf(domain) == CampaignSide.Owner)];

    /// <summary>A campaign that a domain owns or is the partner of.</summary>
    /// <exception cref="KuajieException">There is none of the name.</exception>
    public Campaign Find(string domain, string name) =>
        Of(domain).FirstOrDefault(each => string.Equals(each.Name, name, StringComparison.Ordinal))
        ?? throw CampaignLifeTexts.Fault("unknown-campaign", "Unknown", "campaign", name, domain);

    /// <summary>A campaign by its id, or null.</summary>
    public Campaign? FindById(string campaignId) => store.Find(campaignId);

    /// <summary>Defines a campaign, in place of the draft of its name.</summary>
    /// <exception cref="KuajieException">Something is wrong with it, or it is no draft any more.</exception>
    /// <exception cref="SeveralFaultsException">Several things are wrong with it.</exception>
    public Campaign Define(string owner, string name, CampaignDefinition definition, string by)
    {
        ArgumentNullException.ThrowIfNull(definition);
        var now = clock.GetUtcNow();
        Throw([
            .. CampaignRules.Faults(owner, name, definition),
            .. CampaignRules.PastFaults(definition, now),
            .. Unknown(owner, definition),
        ]);
        lock (changing)
        {
            var known = store.Of(owner);
            var former = known.FirstOrDefault(each => string.Equals(each.Name, name, StringComparison.Ordinal));
            if (former is not null && former.SideOf(owner) != CampaignSide.Owner)
            {
                throw CampaignLifeTexts.Fault("campaign-name-taken", "NameTaken", "campaign", name, owner);
            }
            ThrowIfNot(former, CampaignState.Draft);
            if (
                store
                    .Of(definition.Partner)
                    .Any(each => each.CampaignId != former?.CampaignId && string.Equals(each.Name, name, StringComparison.Ordinal))
            )
            {
                throw CampaignLifeTexts.Fault("campaign-name-taken", "NameTaken", "campaign", name, definition.Partner);
            }
            if (former is null && known.Count >= MostOfDomain)
            {
                throw CampaignLifeTexts.Fault("too-many-campaigns", "TooMany", "campaign", known.Count, owner, MostOfDomain);
            }
            var campaign =
                former ?? new Campaign(NewId(now), owner, definition.Partner, name, CampaignState.Draft, false, false, "", "[]", "[]", now);
            return Put(
                campaign with
                {
                    Partner = definition.Partner,
                    DefinitionJson = definition.ToJson(),
                    ReviewsJson = "[]",
                },
                new CampaignStep(now, by, CampaignSide.Owner, "define", null)
            );
        }
    }

    /// <summary>Forgets a draft.</summary>
    /// <exception cref="KuajieException">There is none of the name, or it is no draft.</exception>
    public void Remove(string owner, string name)
    {
        lock (changing)
        {
            var found = Owned(owner, name);
            ThrowIfNot(found, CampaignState.Draft);
            store.Remove(found.CampaignId);
        }
    }

    /// <summary>Puts a draft before the partner. Creatives that the owner did not review count as approved by it.</summary>
    /// <exception cref="KuajieException">It is no draft, what it names is gone, its window is over, or no partnership allows it.</exception>
    public Campaign Propose(string owner, string name, string by)
    {
        lock (changing)
        {
            var found = Owned(owner, name);
            ThrowIfNot(found, CampaignState.Draft);
            var definition = CampaignDefinition.Of(found.DefinitionJson);
            Throw([
                .. CampaignRules.PastFaults(definition, clock.GetUtcNow()),
                .. Unknown(owner, definition),
                .. NoAgreement(found),
                .. NoCreative(found, definition, CampaignSide.Owner),
            ]);
            return Put(
                Reviewed(found, definition, CampaignSide.Owner, by) with
                {
                    State = CampaignState.Proposed,
                },
                Step(by, CampaignSide.Owner, "propose")
            );
        }
    }

    /// <summary>The partner agrees: the campaign runs within its window. Creatives that the partner did not review count as approved by it.</summary>
    /// <exception cref="KuajieException">It is not proposed, what it names is gone, its window is over, no partnership allows it, or no creative may be shown.</exception>
    public Campaign Approve(string partner, string name, string by)
    {
        lock (changing)
        {
            var found = Partnered(partner, name);
            ThrowIfNot(found, CampaignState.Proposed);
            var definition = CampaignDefinition.Of(found.DefinitionJson);
            Throw([
                .. CampaignRules.PastFaults(definition, clock.GetUtcNow()),
                .. Unknown(found.Owner, definition),
                .. NoAgreement(found),
                .. NoCreative(found, definition, CampaignSide.Partner),
            ]);
            return Put(
                Reviewed(found, definition, CampaignSide.Partner, by) with
                {
                    State = CampaignState.Approved,
                },
                Step(by, CampaignSide.Partner, "approve")
            );
        }
    }

    /// <summary>The partner does not agree: the campaign is a draft again.</summary>
    /// <exception cref="KuajieException">It is not proposed, or the note is too long.</exception>
    public Campaign Reject(string partner, string name, string? note, string by)
    {
        ThrowIfLong(note);
        lock (changing)
        {
            var found = Partnered(partner, name);
            ThrowIfNot(found, CampaignState.Proposed);
            return Put(found with { State = CampaignState.Draft }, Step(by, CampaignSide.Partner, "reject", note));
        }
    }

    /// <summary>A side holds an approved campaign; the other side's hold is its own.</summary>
    /// <exception cref="KuajieException">It is not approved, or is over.</exception>
    public Campaign Pause(string domain, string name, string by) => Hold(domain, name, by, isHeld: true);

    /// <summary>A side lets go of a campaign that it held.</summary>
    /// <exception cref="KuajieException">It is not approved, is over, or the side does not hold it.</exception>
    public Campaign Start(string domain, string name, string by) => Hold(domain, name, by, isHeld: false);

    /// <summary>A side ends a campaign, for good: nothing more is shown or charged.</summary>
    /// <exception cref="KuajieException">It is a draft, or over.</exception>
    public Campaign Stop(string domain, string name, string by) => End(domain, name, by, CampaignState.Stopped, "stop");

    /// <summary>The kill switch: as <see cref="Stop"/>, whatever else is decided about it, a proposed one too.</summary>
    /// <exception cref="KuajieException">It is a draft, or was ended before.</exception>
    public Campaign Kill(string domain, string name, string by) => End(domain, name, by, CampaignState.Killed, "kill");

    /// <summary>Lets more of the users see a campaign; everybody who saw it before still does.</summary>
    /// <exception cref="KuajieException">It is not approved, is over, or the share is not above the present.</exception>
    public Campaign Raise(string owner, string name, double rollout, string by)
    {
        lock (changing)
        {
            var found = Owned(owner, name);
            ThrowIfNot(found, CampaignState.Approved);
            ThrowIfOver(found);
            var definition = CampaignDefinition.Of(found.DefinitionJson);
            return rollout > definition.Rollout && rollout <= 1
                ? Put(
                    found with
                    {
                        DefinitionJson = (definition with { Rollout = rollout }).ToJson(),
                    },
                    Step(by, CampaignSide.Owner, "raise", FormattableString.Invariant($"{rollout}"))
                )
                : throw CampaignLifeTexts.Fault("lower-rollout", "LowerRollout", "rollout", rollout, definition.Rollout);
        }
    }

    /// <summary>The approved campaigns whose users are a domain's, made ready for decisions; those of the highest priority first, then in name order.</summary>
    internal IReadOnlyList<ReadyCampaign> HostedBy(string domain) => ready.TryGetValue(domain, out var known) ? known : Ready(domain);

    /// <summary>Takes segments of a domain as they are now, from the next decision on.</summary>
    public void SegmentsChanged(string domain)
    {
        lock (changing)
        {
            ready.TryRemove(domain, out _);
        }
    }

    /// <summary>Whether the partnership still allows a campaign to be shown.</summary>
    internal bool IsAgreed(Campaign campaign) => agreement(campaign.Owner, campaign.Partner);

    private IReadOnlyList<ReadyCampaign> Ready(string domain)
    {
        lock (changing)
        {
            var switches = store.SwitchesOf(domain).Where(each => each.IsOff).ToArray();
            return ready[domain] = [
                .. store
                    .Of(domain)
                    .Where(each => each.State is CampaignState.Approved or CampaignState.Stopped or CampaignState.Killed)
                    .Select(each => ReadyCampaign.Of(each, IsOff(each, switches), segments))
                    .Where(each => string.Equals(each.Host, domain, StringComparison.Ordinal))
                    .OrderByDescending(each => each.Definition.Priority)
                    .ThenBy(each => each.Campaign.Name, StringComparer.Ordinal),
            ];
        }
    }

    private Campaign Hold(string domain, string name, string by, bool isHeld)
    {
        lock (changing)
        {
            var found = Find(domain, name);
            ThrowIfNot(found, CampaignState.Approved);
            ThrowIfOver(found);
            var side = found.SideOf(domain)!.Value;
            var wasHeld = side == CampaignSide.Owner ? found.IsPausedByOwner : found.IsPausedByPartner;
            if (!isHeld && !wasHeld)
            {
                throw CampaignLifeTexts.Fault("not-held", "NotHeld", name, name);
            }
            return Put(
                side == CampaignSide.Owner ? found with { IsPausedByOwner = isHeld } : found with { IsPausedByPartner = isHeld },
                Step(by, side, isHeld ? "pause" : "start")
            );
        }
    }

    private Campaign End(string domain, string name, string by, CampaignState state, string action)
    {
        lock (changing)
        {
            var found = Find(domain, name);
            if (found.State is not (CampaignState.Proposed or CampaignState.Approved))
            {
                throw WrongState(found, CampaignState.Approved);
            }
            return Put(found with { State = state }, Step(by, found.SideOf(domain)!.Value, action));
        }
    }

    private Campaign Owned(string owner, string name) =>
        Find(owner, name) is { } found && found.SideOf(owner) == CampaignSide.Owner
            ? found
            : throw CampaignLifeTexts.Fault("not-the-owner", "NotTheOwner", "campaign", name, owner);

    private Campaign Partnered(string partner, string name) =>
        Find(partner, name) is { } found && found.SideOf(partner) == CampaignSide.Partner
            ? found
            : throw CampaignLifeTexts.Fault("not-the-partner", "NotThePartner", "campaign", name, partner);

    private CampaignStep Step(string by, CampaignSide side, string action, string? note = null) =>
        new(clock.GetUtcNow(), by, side, action, note);

    private Campaign Put(Campaign campaign, CampaignStep step)
    {
        var put = campaign with
        {
            HistoryJson = CampaignDefinition.ListToJson<CampaignStep>([.. HistoryOf(campaign), step]),
            ChangedAt = step.At,
        };
        store.Put(put, MessagesOf(put, step));
        Forget(put.Owner, put.Partner);
        return put;
    }

    /// <summary>Both sides are told of what changes whether it is shown; of drafts nobody is.</summary>
    private static IReadOnlyList<Message> MessagesOf(Campaign campaign, CampaignStep step) =>
        step.Action is "propose" or "approve" or "reject" or "pause" or "start" or "stop" or "kill"
            ? CampaignMessages.Changed(campaign, step.At, step.Action, step.Side)
            : [];

    private void Forget(string domain, string other)
    {
        ready.TryRemove(domain, out _);
        ready.TryRemove(other, out _);
    }

    private IEnumerable<KuajieException> NoAgreement(Campaign campaign) =>
        agreement(campaign.Owner, campaign.Partner)
            ? []
            : [CampaignLifeTexts.Fault("no-agreement", "NoAgreement", "partner", campaign.Owner, campaign.Partner)];

    private IEnumerable<KuajieException> Unknown(string owner, CampaignDefinition definition)
    {
        if (partners.Domains().All(each => each.Name != definition.Partner))
        {
            yield return CampaignLifeTexts.Fault("unknown-partner-domain", "UnknownPartner", "partner", definition.Partner);
            yield break;
        }
        if (definition.Segment is { } segment && segments.Find(definition.HostOf(owner), segment) is null)
        {
            yield return CampaignLifeTexts.Fault("unknown-segment-of-host", "UnknownSegment", "segment", segment, definition.HostOf(owner));
        }
        var items = definition.Creatives.Select(creative => creative.Item).OfType<string>().Distinct(StringComparer.Ordinal).ToArray();
        var found = items.Length == 0 ? null : catalog.Find(definition.PromotedOf(owner), items);
        foreach (var (place, creative) in definition.Creatives.Index())
        {
            if (creative.Item is { } item && found?.ContainsKey(item) == false)
            {
                yield return CampaignLifeTexts.Fault(
                    "unknown-item-of-creative",
                    "UnknownItem",
                    $"creatives[{place}].item",
                    item,
                    definition.PromotedOf(owner)
                );
            }
        }
    }

    private void ThrowIfOver(Campaign campaign)
    {
        var standing = campaign.StandingAt(CampaignDefinition.Of(campaign.DefinitionJson), clock.GetUtcNow());
        if (standing is CampaignStanding.Closed or CampaignStanding.Stopped or CampaignStanding.Killed)
        {
            throw CampaignLifeTexts.Fault("campaign-over", "Over", campaign.Name, campaign.Name, Wire($"{standing}"));
        }
    }

    private static void ThrowIfNot(Campaign? campaign, CampaignState state)
    {
        if (campaign is not null && campaign.State != state)
        {
            throw WrongState(campaign, state);
        }
    }

    private static KuajieException WrongState(Campaign campaign, CampaignState state) =>
        CampaignLifeTexts.Fault("wrong-state", "WrongState", campaign.Name, campaign.Name, Wire($"{campaign.State}"), Wire($"{state}"));

    private static void ThrowIfLong(string? note)
    {
        if (note is { Length: > LongestNote })
        {
            throw CampaignLifeTexts.Fault("out-of-range", "OutOfRange", "note", note.Length, 0, LongestNote);
        }
    }

    private static string Wire(string name) => System.Text.Json.JsonNamingPolicy.CamelCase.ConvertName(name);

    private static void Throw(IReadOnlyList<KuajieException> faults)
    {
        if (faults.Count > 0)
        {
            throw faults.Count == 1 ? faults[0] : new SeveralFaultsException(faults);
        }
    }
}
