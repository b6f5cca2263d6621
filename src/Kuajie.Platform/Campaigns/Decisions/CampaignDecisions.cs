using System.Collections.Concurrent;
using System.Security.Cryptography;
using Kuajie.Algorithms.Experiments.Assignment;
using Kuajie.Marketing.Audience;
using Kuajie.Platform.Audience;
using Kuajie.Platform.Campaigns.Forecasts;
using Kuajie.Platform.Campaigns.Life;
using Kuajie.Platform.Experiments;
using Kuajie.Platform.Faults;
using Kuajie.Platform.Interactions.Live;
using Kuajie.Platform.Recommendations.Impressions;

namespace Kuajie.Platform.Campaigns.Decisions;

/// <summary>
/// Fills places: eligible campaigns → consent and rules → pace, budget and frequency caps → creative. What an impression may cost is held back before it is promised, and it is promised once decision and
/// charge are on the disk; decisions that wait share a commit. So nothing that was answered is ever lost, nothing is charged twice, and no budget is overspent, whoever asks at once and whenever the process
/// ends. Of several campaigns that fit, the higher priority goes first, then the one that is further behind its pace. Safe to call from many threads.
/// </summary>
public sealed partial class CampaignDecisions : IAsyncDisposable
{
    /// <summary>What ids of decisions begin with: events that name other lists need no look-up.</summary>
    public const string IdPrefix = "decision-";

    private readonly CampaignShelf shelf;
    private readonly IDecisionStore store;
    private readonly AudienceProfiles profiles;
    private readonly ImpressionLog impressions;
    private readonly TimeProvider clock;
    private readonly SlotTraffic? traffic;
    private readonly GroupCommit<Pending> commits;
    private readonly ConcurrentDictionary<string, CampaignTally> tallies = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<(string Domain, string Request), Lazy<Task<DecisionAnswer>>> underWay = new();
    private readonly Lock restoring = new();

    /// <summary>Starts to decide.</summary>
    /// <param name="shelf">The campaigns.</param>
    /// <param name="store">Where decisions are kept.</param>
    /// <param name="profiles">Tells what is known of users.</param>
    /// <param name="impressions">The way of shown lists into their store; what is decided is on record there too.</param>
    /// <param name="options">Bounds of what waits for the disk.</param>
    /// <param name="clock">The clock.</param>
    /// <param name="traffic">Counts what is asked for, so that it can be forecast; null where nobody forecasts.</param>
    public CampaignDecisions(
        CampaignShelf shelf,
        IDecisionStore store,
        AudienceProfiles profiles,
        ImpressionLog impressions,
        GroupCommitOptions options,
        TimeProvider clock,
        SlotTraffic? traffic = null
    )
    {
        (this.shelf, this.store, this.profiles, this.impressions, this.clock) = (shelf, store, profiles, impressions, clock);
        this.traffic = traffic;
        commits = new GroupCommit<Pending>(Commit, options, clock);
    }

    /// <summary>Makes the id of a decision: begins with <see cref="IdPrefix"/> and is never given twice. Default one that nobody can guess, for each is worth a click; a simulation, which has to repeat itself, makes its own.</summary>
    public Func<DateTimeOffset, string> NewId { get; init; } = now => $"{IdPrefix}{Guid.CreateVersion7(now):N}";

    /// <summary>What waits for the disk.</summary>
    public GroupCommitState State => commits.State;

    /// <summary>Fills a place. Completes once what it answers is on the disk.</summary>
    /// <param name="query">The place.</param>
    /// <param name="cancellation">Ends the waiting; what was decided may be on record all the same, and is what the next request of its id is answered.</param>
    /// <exception cref="KuajieException">The query is wrong, its id belongs to another one, too many wait, or the disk is full.</exception>
    public async Task<DecisionAnswer> DecideAsync(DecisionQuery query, CancellationToken cancellation = default)
    {
        ThrowIfWrong(query);
        if (query.RequestId is not { } request)
        {
            return await AnewAsync(query).WaitAsync(cancellation).ConfigureAwait(false);
        }
        var key = (query.Domain, request);
        var answering = underWay.GetOrAdd(key, _ => new Lazy<Task<DecisionAnswer>>(() => OnceAsync(key, query)));
        var answer = await answering.Value.WaitAsync(cancellation).ConfigureAwait(false);
        return IsOf(answer.Decision, query)
            ? answer
            : throw CampaignLifeTexts.Fault("request-id-reused", "RequestReused", "request", request);
    }

    /// <summary>A decision, or null.</summary>
    public Decision? Find(string decisionId) => store.Find(decisionId);

    /// <summary>Ends after everything that waits is on the disk: what an erasure waits for.</summary>
    public Task FlushAsync() => commits.FlushAsync();

    /// <summary>Forgets what is held of a user.</summary>
    public void Forget(string domain, string userId)
    {
        foreach (var campaign in shelf.HostedBy(domain))
        {
            if (tallies.TryGetValue(campaign.Campaign.CampaignId, out var tally))
            {
                tally.Seen.Forget(SeenCounts.UnitOf(userId, null));
            }
        }
    }

    /// <summary>Takes no more and stores what waits.</summary>
    public ValueTask DisposeAsync() => commits.DisposeAsync();

    private async Task<DecisionAnswer> OnceAsync((string Domain, string Request) key, DecisionQuery query)
    {
        // The caller has to find this task under the key before it ends and takes itself away.
        await Task.Yield();
        try
        {
            return store.FindRequest(key.Domain, key.Request) is { } known ? Again(known) : await AnewAsync(query).ConfigureAwait(false);
        }
        finally
        {
            underWay.TryRemove(key, out _);
        }
    }

    private DecisionAnswer Again(Decision known)
    {
        var campaign = shelf.FindById(known.CampaignId)!;
        var definition = CampaignDefinition.Of(campaign.DefinitionJson);
        return new DecisionAnswer(
            known,
            campaign,
            definition.PromotedOf(campaign.Owner),
            definition.Creatives.First(each => each.Name == known.Creative),
            [],
            []
        );
    }

    private async Task<DecisionAnswer> AnewAsync(DecisionQuery query)
    {
        var now = clock.GetUtcNow();
        var looked = new Look(query, now, NewId(now));
        traffic?.Asked(query.Domain, query.Slot, query.UserId, query.SessionId, now);
        ReadyCampaign[] inTurn = [.. InTurn(query, now)];
        for (var place = 0; place < inTurn.Length; place++)
        {
            var campaign = inTurn[place];
            if (Refusal(campaign, looked) is { } refusal)
            {
                Refuse(campaign, looked, refusal);
                continue;
            }
            if (Hold(campaign, looked) is { } pending)
            {
                looked.Outrank(shelf.HostedBy(query.Domain), campaign);
                Outrank(inTurn[(place + 1)..], looked);
                return await CommitAsync(pending, looked).ConfigureAwait(false);
            }
        }
        if (looked.HeldOutOf.Count > 0)
        {
            await impressions.AddAsync(looked.NothingShown(), CancellationToken.None).ConfigureAwait(false);
        }
        return new DecisionAnswer(null, null, null, null, looked.HeldOutOf, looked.Reasons);
    }

    private IEnumerable<ReadyCampaign> InTurn(DecisionQuery query, DateTimeOffset now)
    {
        var hosted = shelf.HostedBy(query.Domain);
        return hosted.Count <= 1
            ? hosted
            : hosted
                .OrderByDescending(each => each.Definition.Priority)
                .ThenBy(each => Delivered(each, now))
                .ThenBy(each => each.Campaign.Name, StringComparer.Ordinal);
    }

    /// <summary>What a campaign spent as a share of what its pace allows.</summary>
    private double Delivered(ReadyCampaign campaign, DateTimeOffset now)
    {
        if (campaign.Campaign.StandingAt(campaign.Definition, now) != CampaignStanding.Running)
        {
            return double.PositiveInfinity;
        }
        var tally = TallyOf(campaign);
        var allowed = tally.AllowedBy(campaign, now);
        return allowed == 0 ? double.MaxValue : (double)(tally.Budget.Spent + tally.Budget.Held) / allowed;
    }

    /// <summary>Why a campaign must not be shown, budget and caps aside; null where it may.</summary>
    private string? Refusal(ReadyCampaign campaign, Look looked)
    {
        var query = looked.Query;
        return !campaign.Definition.Slots.Contains(query.Slot, StringComparer.Ordinal) ? DecisionReason.OtherSlot
            : campaign.Campaign.StandingAt(campaign.Definition, looked.Now) != CampaignStanding.Running ? DecisionReason.NotRunning
            : campaign.IsSwitchedOff ? DecisionReason.SwitchedOff
            : !shelf.IsAgreed(campaign.Campaign) ? DecisionReason.NoAgreement
            : query.UserId is { } user && shelf.IsRefused(query.Domain, user) ? DecisionReason.Refused
            : campaign.Approved.Length == 0 ? DecisionReason.NoCreative
            : campaign.IsMember is { } isMember && MemberRefusal(isMember, looked) is { } refusal ? refusal
            : campaign.RolledOut?.Contains(looked.Unit) == false ? DecisionReason.NotRolledOut
            : null;
    }

    private string? MemberRefusal(Func<UserProfile, bool> isMember, Look looked) =>
        looked.Query.UserId is null ? DecisionReason.UnknownUser
        : looked.Profile(profiles) is { } profile && isMember(profile) ? null
        : DecisionReason.NotInSegment;

    /// <summary>Holds back what an impression may cost and counts it for the user; or notes why not.</summary>
    private Pending? Hold(ReadyCampaign campaign, Look looked)
    {
        var tally = TallyOf(campaign);
        var day = campaign.DayOf(looked.Now);
        var allowed = tally.AllowedBy(campaign, looked.Now);
        var (price, amount) = (campaign.Price.MostOfOne, campaign.Price.ReservedForImpression);
        // Whatever can fail comes before anything is held back.
        var context =
            campaign.Definition.Ranking == CreativeRanking.LinUcb || campaign.IsLeftToChance
                ? UserContext.Of(
                    looked.Query.UserId is null ? null : looked.Profile(profiles),
                    TimeZoneInfo.ConvertTime(looked.Now, campaign.Zone)
                )
                : null;
        // Only who would have been shown it counts as held out, and as often as the others see it.
        var isHeldOut = campaign.HeldOut?.Contains(looked.Unit) == true;
        var refusal = tally.Seen.TryCount(
            looked.SeenUnit,
            day,
            () =>
                (isHeldOut ? tally.Budget.Ask(price, day, allowed) : tally.Budget.TryHold(price, amount, day, allowed)) is var answer
                && answer != BudgetAnswer.Given
                    ? DecisionReason.Of(answer)
                    : null
        );
        if (isHeldOut || refusal is not null)
        {
            Refuse(campaign, looked, refusal ?? DecisionReason.HeldOut);
            return null;
        }
        var (choice, propensities) = tally.Choose(campaign, context, UnitHash.SeedOf(looked.Id));
        return new Pending(
            campaign,
            tally,
            looked.SeenUnit,
            amount,
            [.. looked.HeldOutOf],
            looked.Decision(campaign, choice, propensities, day, context)
        );
    }

    private async Task<DecisionAnswer> CommitAsync(Pending pending, Look looked)
    {
        try
        {
            await commits.Add([pending]).ConfigureAwait(false);
        }
        catch (Exception fault)
        {
            // Nothing of it is stored: what was held back is free again.
            pending.Tally.Budget.Settle(pending.Held, 0, pending.Decision.Day);
            pending.Tally.Seen.TakeBack(pending.SeenUnit, pending.Decision.Day);
            throw fault switch
            {
                GroupCommitFullException full => CampaignLifeTexts.Fault("intake-full", "Full", "decisions", full.WaitingRows),
                ObjectDisposedException => CampaignLifeTexts.Fault("stopping", "Stopping", "decisions"),
                _ => fault,
            };
        }
        var campaign = pending.Campaign;
        return new DecisionAnswer(
            pending.Stored,
            campaign.Campaign,
            campaign.Promoted,
            campaign.Definition.Creatives.First(each => each.Name == pending.Decision.Creative),
            looked.HeldOutOf,
            looked.Reasons
        );
    }

    /// <summary>By one thread at a time. Numbers of impressions are given here, in the order of the disk, so that prices per thousand come out even.</summary>
    private bool[] Commit(IReadOnlyList<Pending> group)
    {
        var numbers = new Dictionary<CampaignTally, long>();
        var stored = new Decision[group.Count];
        for (var place = 0; place < stored.Length; place++)
        {
            var (pending, tally) = (group[place], group[place].Tally);
            var number = numbers[tally] = numbers.GetValueOrDefault(tally, tally.Impressions) + 1;
            stored[place] = pending.Decision with { AmountMinorUnits = pending.Campaign.Price.OfImpression(number) };
        }
        store.Append(stored);
        for (var place = 0; place < stored.Length; place++)
        {
            var pending = group[place];
            pending.Stored = stored[place];
            pending.Tally.Budget.Settle(pending.Held, Math.Min(pending.Held, stored[place].AmountMinorUnits), stored[place].Day);
            // A fixed fee is nobody's to hold back: it is due with whichever impression comes to the disk first.
            pending.Tally.Budget.Restore(stored[place].Day, Math.Max(0, stored[place].AmountMinorUnits - pending.Held));
            pending.Tally.Shown(stored[place]);
            Record(ImpressionOf(stored[place], pending.Campaign.Campaign, pending.HeldOutOf));
        }
        return [.. Enumerable.Repeat(true, stored.Length)];
    }

    /// <summary>Before anybody is told, so that whoever waits for decisions has waited for their lists. One that cannot be taken any more is written at the next start.</summary>
    private void Record(Impression shown)
    {
        try
        {
            impressions.AddAsync(shown, CancellationToken.None).AsTask().GetAwaiter().GetResult();
        }
        catch (ObjectDisposedException)
        {
            // The service stops; the decision stands, and its list is made from it.
        }
    }

    private ReadyCampaign? ReadyOf(Campaign campaign) =>
        shelf
            .HostedBy(CampaignDefinition.Of(campaign.DefinitionJson).HostOf(campaign.Owner))
            .FirstOrDefault(each => string.Equals(each.Campaign.CampaignId, campaign.CampaignId, StringComparison.Ordinal));

    private CampaignTally TallyOf(ReadyCampaign campaign)
    {
        if (tallies.TryGetValue(campaign.Campaign.CampaignId, out var known))
        {
            return known;
        }
        lock (restoring)
        {
            return tallies.TryGetValue(campaign.Campaign.CampaignId, out known)
                ? known
                : tallies[campaign.Campaign.CampaignId] = CampaignTally.Of(campaign, store);
        }
    }

    private static Impression ImpressionOf(Decision decision, Campaign campaign, string[] heldOutOf)
    {
        var definition = CampaignDefinition.Of(campaign.DefinitionJson);
        var creative = definition.Creatives.First(each => each.Name == decision.Creative);
        return new Impression(
            decision.DecisionId,
            decision.At,
            decision.Domain,
            decision.UserId,
            decision.SessionId,
            decision.Slot,
            string.Join(
                ',',
                heldOutOf
                    .Select(name => CampaignArms.Of(name, CampaignArms.Holdout))
                    .Append(CampaignArms.Of(campaign.Name, decision.Creative))
            ),
            [
                new ImpressionItem(
                    definition.PromotedOf(campaign.Owner),
                    creative.Item ?? creative.Name,
                    1,
                    null,
                    Look.SlotName,
                    0,
                    decision.Propensity
                ),
            ]
        );
    }

    private static bool IsOf(Decision? decision, DecisionQuery query) =>
        decision is null || (decision.UserId == query.UserId && decision.SessionId == query.SessionId && decision.Slot == query.Slot);

    private static string UnitOf(string? userId, string? sessionId) => userId ?? "visit " + sessionId;

    private static void ThrowIfWrong(DecisionQuery query)
    {
        ArgumentNullException.ThrowIfNull(query);
        if (string.IsNullOrEmpty(query.UserId) && string.IsNullOrEmpty(query.SessionId))
        {
            throw CampaignLifeTexts.Fault("nobody", "Nobody", "user");
        }
        if (!CampaignRules.IsName(query.Slot))
        {
            throw CampaignLifeTexts.Fault("invalid-name", "InvalidName", "slot", query.Slot, 40);
        }
        if (query.RequestId is { Length: 0 or > 100 })
        {
            throw CampaignLifeTexts.Fault("out-of-range", "OutOfRange", "request", query.RequestId.Length, 1, 100);
        }
    }
}
