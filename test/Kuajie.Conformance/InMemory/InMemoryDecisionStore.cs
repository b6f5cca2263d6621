using Kuajie.Platform.Campaigns.Decisions;

namespace Kuajie.Conformance.InMemory;

/// <summary>Decisions in memory, as plain as can be: lists that are read through.</summary>
public sealed class InMemoryDecisionStore : IDecisionStore
{
    private readonly Lock changing = new();
    private readonly List<Decision> decisions = [];
    private readonly List<DecisionOutcome> outcomes = [];

    /// <summary>What the next writing throws, once; null for nothing.</summary>
    public Exception? NextFault { get; set; }

    /// <summary>Ends when decisions may be stored: a disk that takes its time.</summary>
    public Task Ready { get; set; } = Task.CompletedTask;

    public void Append(IReadOnlyList<Decision> decisions)
    {
        Ready.Wait();
        lock (changing)
        {
            Fail();
            this.decisions.AddRange(decisions);
        }
    }

    public Decision? Find(string decisionId)
    {
        lock (changing)
        {
            return decisions.Find(each => each.DecisionId == decisionId);
        }
    }

    public Decision? FindRequest(string domain, string requestId)
    {
        lock (changing)
        {
            return decisions.Find(each => each.Domain == domain && each.RequestId == requestId);
        }
    }

    public IReadOnlyList<DecisionOutcome> OutcomesOf(string decisionId)
    {
        lock (changing)
        {
            return [.. outcomes.Where(each => each.DecisionId == decisionId).OrderBy(each => each.Kind)];
        }
    }

    public IReadOnlyList<bool> AppendOutcomes(IReadOnlyList<DecisionOutcome> outcomes)
    {
        lock (changing)
        {
            Fail();
            var isNew = new bool[outcomes.Count];
            for (var place = 0; place < isNew.Length; place++)
            {
                var each = outcomes[place];
                isNew[place] = !this.outcomes.Exists(known => known.DecisionId == each.DecisionId && known.Kind == each.Kind);
                if (isNew[place])
                {
                    this.outcomes.Add(each);
                }
            }
            return isNew;
        }
    }

    public IReadOnlyList<DeliveryCount> DeliveryOf(string campaignId)
    {
        lock (changing)
        {
            var shown = decisions.Where(each => each.CampaignId == campaignId).ToArray();
            var came = outcomes.Where(each => each.CampaignId == campaignId).ToArray();
            return
            [
                .. shown
                    .Select(each => (each.Day, each.Creative))
                    .Concat(came.Select(each => (each.Day, each.Creative)))
                    .Distinct()
                    .OrderBy(key => key.Day)
                    .ThenBy(key => key.Creative, StringComparer.Ordinal)
                    .Select(key =>
                    {
                        var own = came.Where(each => (each.Day, each.Creative) == key).ToArray();
                        var seen = shown.Where(each => (each.Day, each.Creative) == key).ToArray();
                        return new DeliveryCount(
                            key.Creative,
                            key.Day,
                            seen.Length,
                            own.Count(each => each.Kind == OutcomeKind.Click),
                            own.Count(each => each.Kind == OutcomeKind.Conversion),
                            seen.Sum(each => each.AmountMinorUnits) + own.Sum(each => each.AmountMinorUnits),
                            own.Count(each => each.Mark is OutcomeMark.Closed or OutcomeMark.Exhausted or OutcomeMark.Late)
                        );
                    }),
            ];
        }
    }

    public IReadOnlyList<SeenCount> SeenOf(string campaignId)
    {
        lock (changing)
        {
            return
            [
                .. decisions
                    .Where(each => each.CampaignId == campaignId && (each.UserId ?? each.SessionId) is not null)
                    .GroupBy(each => (each.UserId, Session: each.UserId is null ? each.SessionId : null, each.Day))
                    .Select(same => new SeenCount(same.Key.UserId, same.Key.Session, same.Key.Day, same.Count())),
            ];
        }
    }

    public IEnumerable<LearntDecision> ContextsOf(string campaignId, OutcomeKind goal)
    {
        lock (changing)
        {
            return
            [
                .. decisions
                    .Where(each => each.CampaignId == campaignId && each.ContextJson is not null)
                    .OrderBy(each => each.At)
                    .ThenBy(each => each.DecisionId, StringComparer.Ordinal)
                    .Select(each => new LearntDecision(
                        each.Creative,
                        each.ContextJson!,
                        outcomes.Exists(outcome => outcome.DecisionId == each.DecisionId && outcome.Kind == goal)
                    )),
            ];
        }
    }

    public IReadOnlyList<ChosenCreative> ChoicesOf(string campaignId, OutcomeKind goal, DateTimeOffset until, int most)
    {
        lock (changing)
        {
            return
            [
                .. decisions
                    .Where(each => each.CampaignId == campaignId && each.At < until)
                    .OrderBy(each => each.At)
                    .ThenBy(each => each.DecisionId, StringComparer.Ordinal)
                    .TakeLast(most)
                    .Select(each => new ChosenCreative(
                        each.At,
                        each.Creative,
                        each.Propensity,
                        each.PropensitiesJson,
                        each.ContextJson,
                        outcomes.Find(came => came.DecisionId == each.DecisionId && came.Kind == goal)?.At
                    )),
            ];
        }
    }

    public IReadOnlyList<SlotRate> RatesOf(string domain, IReadOnlyList<string> slots, DateTimeOffset since, DateTimeOffset until)
    {
        lock (changing)
        {
            return
            [
                .. decisions
                    .Where(each => each.Domain == domain && slots.Contains(each.Slot) && each.At >= since && each.At < until)
                    .GroupBy(each => each.CampaignId)
                    .OrderBy(group => group.Key, StringComparer.Ordinal)
                    .Select(group => new SlotRate(
                        group.Key,
                        group.LongCount(),
                        Count(group, OutcomeKind.Click),
                        Count(group, OutcomeKind.Conversion)
                    )),
            ];
        }

        long Count(IEnumerable<Decision> group, OutcomeKind kind) =>
            group.LongCount(decision => outcomes.Exists(each => each.DecisionId == decision.DecisionId && each.Kind == kind));
    }

    public IReadOnlyList<Decision> Since(DateTimeOffset moment)
    {
        lock (changing)
        {
            return
            [
                .. decisions
                    .Where(each => each.At >= moment)
                    .OrderBy(each => each.At)
                    .ThenBy(each => each.DecisionId, StringComparer.Ordinal),
            ];
        }
    }

    public DateTimeOffset? Last()
    {
        lock (changing)
        {
            return decisions.Count == 0 ? null : decisions.Max(each => each.At);
        }
    }

    public long EraseUser(string domain, string userId)
    {
        lock (changing)
        {
            var erased = 0;
            var visits = decisions
                .Where(each => each.Domain == domain && each.UserId == userId && each.SessionId is not null)
                .Select(each => each.SessionId)
                .ToHashSet();
            for (var place = 0; place < decisions.Count; place++)
            {
                var each = decisions[place];
                if (each.Domain == domain && (each.UserId == userId || (each.UserId is null && visits.Contains(each.SessionId))))
                {
                    decisions[place] = each with { UserId = null, SessionId = null, RequestId = null, ContextJson = null };
                    erased++;
                }
            }
            return erased;
        }
    }

    private void Fail()
    {
        if (NextFault is { } fault)
        {
            NextFault = null;
            throw fault;
        }
    }
}
