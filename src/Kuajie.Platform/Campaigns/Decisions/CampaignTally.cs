using Kuajie.Algorithms.Bandits;
using Kuajie.Platform.Campaigns.Life;

namespace Kuajie.Platform.Campaigns.Decisions;

/// <summary>What changes about a campaign while it runs: its budget, how often whom it was shown, what its bandit learnt. Made from the store when the campaign is first looked at. Safe to call from many threads.</summary>
internal sealed class CampaignTally
{
    private readonly Lock learning = new();
    private readonly Dictionary<string, int> places;
    private readonly ThompsonSampler? thompson;
    private readonly LinUcb? linear;
    private readonly OutcomeKind goal;
    private long highest;
    private long impressions;

    private CampaignTally(CampaignDefinition definition)
    {
        Budget = new CampaignBudget(definition.BudgetMinorUnits, definition.DailyCapMinorUnits);
        Seen = new SeenCounts(definition);
        places = definition.Creatives.Index().ToDictionary(each => each.Item.Name, each => each.Index, StringComparer.Ordinal);
        goal = definition.Goal == CampaignGoal.Click ? OutcomeKind.Click : OutcomeKind.Conversion;
        thompson = definition.Ranking == CreativeRanking.Thompson ? new ThompsonSampler(places.Count) : null;
        linear =
            definition.Ranking == CreativeRanking.LinUcb
                ? new LinUcb(places.Count, UserContext.Count, new LinUcbOptions { Epsilon = definition.Epsilon })
                : null;
    }

    public CampaignBudget Budget { get; }

    public SeenCounts Seen { get; }

    /// <summary>Impressions on record. The next one's number is one more; only the one writer of decisions counts.</summary>
    public long Impressions => Volatile.Read(ref impressions);

    /// <summary>What is on record of a campaign.</summary>
    public static CampaignTally Of(ReadyCampaign campaign, IDecisionStore store)
    {
        var tally = new CampaignTally(campaign.Definition);
        foreach (var count in store.DeliveryOf(campaign.Campaign.CampaignId))
        {
            tally.Budget.Restore(count.Day, count.SpentMinorUnits);
            tally.impressions += count.Impressions;
            if (tally.thompson is { } thompson && tally.places.TryGetValue(count.Creative, out var place))
            {
                thompson.Tried(place, count.Impressions);
                thompson.Succeeded(place, tally.goal == OutcomeKind.Click ? count.Clicks : count.Conversions);
            }
        }
        foreach (var seen in store.SeenOf(campaign.Campaign.CampaignId).OrderBy(each => each.Day))
        {
            tally.Seen.Restore(SeenCounts.UnitOf(seen.UserId, seen.SessionId), seen.Day, seen.Impressions);
        }
        if (tally.linear is not null)
        {
            foreach (var learnt in store.ContextsOf(campaign.Campaign.CampaignId, tally.goal))
            {
                tally.Learn(learnt);
            }
        }
        return tally;
    }

    /// <summary>What may have been spent by a moment. A clock that goes back takes nothing back that was allowed before.</summary>
    public long AllowedBy(ReadyCampaign campaign, DateTimeOffset now)
    {
        var allowed = campaign.Pace.AllowedBy(now);
        lock (learning)
        {
            return highest = Math.Max(highest, allowed);
        }
    }

    /// <summary>Chooses among the creatives that both sides approved.</summary>
    /// <param name="campaign">The campaign.</param>
    /// <param name="context">What is known, where the bandit asks for it; else empty.</param>
    /// <param name="seed">Decides what is left to chance.</param>
    /// <returns>The creative's place in the definition with the probability of its choice, and the probabilities of all, by place; null where nothing was left to chance.</returns>
    public (BanditChoice Choice, double[]? Propensities) Choose(ReadyCampaign campaign, ReadOnlySpan<double> context, ulong seed)
    {
        var approved = campaign.Approved;
        if (!campaign.IsLeftToChance)
        {
            return (new BanditChoice(approved[0], 1), null);
        }
        var propensities = new double[places.Count];
        lock (learning)
        {
            var choice = thompson?.Choose(approved, seed) ?? linear!.Choose(context, approved, seed);
            var probabilities = thompson?.Probabilities(approved) ?? linear!.Probabilities(context, approved);
            for (var place = 0; place < approved.Length; place++)
            {
                propensities[approved[place]] = probabilities[place];
            }
            return (choice, propensities);
        }
    }

    /// <summary>An impression is on record.</summary>
    public void Shown(Decision decision)
    {
        Interlocked.Increment(ref impressions);
        lock (learning)
        {
            if (!places.TryGetValue(decision.Creative, out var place))
            {
                return;
            }
            thompson?.Tried(place);
            if (linear is not null && decision.ContextJson is { } context)
            {
                linear.Tried(place, UserContext.FromJson(context));
            }
        }
    }

    /// <summary>What came of an impression is on record.</summary>
    public void Reached(Decision decision, OutcomeKind kind)
    {
        if (kind != goal)
        {
            return;
        }
        lock (learning)
        {
            if (!places.TryGetValue(decision.Creative, out var place))
            {
                return;
            }
            thompson?.Succeeded(place);
            if (linear is not null && decision.ContextJson is { } context)
            {
                linear.Rewarded(place, UserContext.FromJson(context), 1);
            }
        }
    }

    private void Learn(LearntDecision learnt)
    {
        if (places.TryGetValue(learnt.Creative, out var place))
        {
            var context = UserContext.FromJson(learnt.ContextJson);
            linear!.Tried(place, context);
            if (learnt.IsReached)
            {
                linear.Rewarded(place, context, 1);
            }
        }
    }
}
