using Kuajie.Platform.Campaigns.Life;
using Kuajie.Platform.Experiments;
using Kuajie.Platform.Faults;
using Kuajie.Platform.Interactions;
using Kuajie.Platform.Interactions.Live;

namespace Kuajie.Platform.Campaigns.Decisions;

/// <content>What came of what was shown: charged once, and learnt from.</content>
public sealed partial class CampaignDecisions
{
    /// <summary>Takes in clicks and conversions of impressions: charges those that are paid for, once, and lets the campaigns learn. Called by one thread at a time.</summary>
    /// <param name="events">What happened; events of other lists and repetitions are passed over.</param>
    public void TakeIn(IReadOnlyList<LiveEvent> events)
    {
        ArgumentNullException.ThrowIfNull(events);
        var charges = new Dictionary<(string Decision, OutcomeKind Kind), OutcomeCharge>();
        try
        {
            foreach (var each in events)
            {
                if (each.ListId is { } list && list.StartsWith(IdPrefix, StringComparison.Ordinal) && store.Find(list) is { } decision)
                {
                    Charge(decision, each, charges);
                }
            }
        }
        catch
        {
            Settle([.. charges.Values], []);
            throw;
        }
        if (charges.Count > 0)
        {
            Store([.. charges.Values]);
        }
    }

    /// <summary>Takes in clicks and conversions that the last process stored and did not come to charge, for it may have been killed in between. What was charged is not charged again.</summary>
    /// <param name="outcomes">What users and visitors did.</param>
    /// <param name="domains">The domains to look at.</param>
    /// <param name="since">How far to look back.</param>
    /// <param name="cancellation">Ends the reading.</param>
    public void RecoverOutcomes(
        IOutcomeStore outcomes,
        IEnumerable<string> domains,
        DateTimeOffset since,
        CancellationToken cancellation = default
    )
    {
        ArgumentNullException.ThrowIfNull(outcomes);
        ArgumentNullException.ThrowIfNull(domains);
        foreach (var domain in domains)
        {
            TakeIn([
                .. outcomes
                    .Outcomes(domain, since, DateTimeOffset.MaxValue, cancellation)
                    .Where(each => each.ListId?.StartsWith(IdPrefix, StringComparison.Ordinal) == true)
                    .Select(each => new LiveEvent("", domain, each.UserId, null, "", each.Kind, each.At, each.Value, each.ListId)),
            ]);
        }
    }

    /// <summary>What an event comes to: which kind it is of its impression, and what of the budget is held back for it. Only events of the two domains count.</summary>
    private void Charge(Decision decision, LiveEvent happened, Dictionary<(string, OutcomeKind), OutcomeCharge> charges)
    {
        if (
            shelf.FindById(decision.CampaignId) is not { } campaign
            || campaign.SideOf(happened.Domain) is null
            || ReadyOf(campaign) is not { } ready
            || OutcomeRules.KindOf(ready, happened.Kind) is not { } kind
            || charges.ContainsKey((decision.DecisionId, kind))
            || store.OutcomesOf(decision.DecisionId).Any(each => each.Kind == kind)
        )
        {
            return;
        }
        var now = clock.GetUtcNow();
        var (tally, day) = (TallyOf(ready), ready.DayOfOutcome(now));
        var mark = OutcomeRules.MarkOf(ready, decision, kind, happened.At, now);
        var amount = 0L;
        if (mark == OutcomeMark.Charged)
        {
            var price = ready.Price.AmountMinorUnits;
            var isGiven = tally.Budget.TryHold(price, price, day, long.MaxValue) == BudgetAnswer.Given;
            (amount, mark) = isGiven ? (price, mark) : (0, OutcomeMark.Exhausted);
        }
        charges[(decision.DecisionId, kind)] = new OutcomeCharge(
            tally,
            decision,
            new DecisionOutcome(decision.DecisionId, kind, decision.CampaignId, decision.Creative, happened.At, day, amount, mark)
        );
    }

    private void Store(OutcomeCharge[] charges)
    {
        IReadOnlyList<bool> isNew = [];
        try
        {
            isNew = store.AppendOutcomes([.. charges.Select(each => each.Outcome)]);
        }
        finally
        {
            Settle(charges, isNew);
        }
    }

    /// <summary>What is on record is spent; what is not, or was before, is free again.</summary>
    private static void Settle(OutcomeCharge[] charges, IReadOnlyList<bool> isNew)
    {
        for (var place = 0; place < charges.Length; place++)
        {
            var (tally, decision, outcome) = charges[place];
            var isStored = place < isNew.Count && isNew[place];
            tally.Budget.Settle(outcome.AmountMinorUnits, isStored ? outcome.AmountMinorUnits : 0, outcome.Day);
            if (isStored)
            {
                tally.Reached(decision, outcome.Kind);
            }
        }
    }

    private sealed record OutcomeCharge(CampaignTally Tally, Decision Decision, DecisionOutcome Outcome);
}
