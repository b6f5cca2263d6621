using Kuajie.Platform.Campaigns.Decisions;
using Microsoft.EntityFrameworkCore;

namespace Kuajie.Storage.Records;

/// <summary>Decisions and what came of them in the records.</summary>
public sealed class DecisionStore(RecordsDatabase database) : IDecisionStore
{
    private readonly Lock writing = new();

    /// <inheritdoc/>
    public void Append(IReadOnlyList<Decision> decisions)
    {
        ArgumentNullException.ThrowIfNull(decisions);
        lock (writing)
        {
            using var connection = database.OpenConnection();
            DecisionRows.Insert(connection, decisions);
        }
    }

    /// <inheritdoc/>
    public Decision? Find(string decisionId)
    {
        using var context = database.OpenContext();
        return context.Decisions.AsNoTracking().SingleOrDefault(decision => decision.DecisionId == decisionId);
    }

    /// <inheritdoc/>
    public Decision? FindRequest(string domain, string requestId)
    {
        using var connection = database.OpenConnection();
        return DecisionRows.FindRequest(connection, domain, requestId);
    }

    /// <inheritdoc/>
    public IReadOnlyList<DecisionOutcome> OutcomesOf(string decisionId)
    {
        using var context = database.OpenContext();
        return
        [
            .. context.DecisionOutcomes.AsNoTracking().Where(outcome => outcome.DecisionId == decisionId).OrderBy(outcome => outcome.Kind),
        ];
    }

    /// <inheritdoc/>
    public IReadOnlyList<bool> AppendOutcomes(IReadOnlyList<DecisionOutcome> outcomes)
    {
        ArgumentNullException.ThrowIfNull(outcomes);
        lock (writing)
        {
            using var context = database.OpenContext();
            string[] ids = [.. outcomes.Select(outcome => outcome.DecisionId).Distinct(StringComparer.Ordinal)];
            var known = context
                .DecisionOutcomes.AsNoTracking()
                .Where(outcome => ids.Contains(outcome.DecisionId))
                .Select(outcome => new { outcome.DecisionId, outcome.Kind })
                .AsEnumerable()
                .Select(outcome => (outcome.DecisionId, outcome.Kind))
                .ToHashSet();
            bool[] isNew = [.. outcomes.Select(outcome => known.Add((outcome.DecisionId, outcome.Kind)))];
            context.DecisionOutcomes.AddRange(outcomes.Where((_, place) => isNew[place]));
            context.SaveChanges();
            return isNew;
        }
    }

    /// <inheritdoc/>
    public IReadOnlyList<DeliveryCount> DeliveryOf(string campaignId)
    {
        using var context = database.OpenContext();
        var counts = new SortedDictionary<(int Day, string Creative), DeliveryCount>(
            Comparer<(int Day, string Creative)>.Create(
                (one, other) => one.Day != other.Day ? one.Day.CompareTo(other.Day) : string.CompareOrdinal(one.Creative, other.Creative)
            )
        );
        foreach (
            var shown in context
                .Decisions.Where(decision => decision.CampaignId == campaignId)
                .GroupBy(decision => new { decision.Creative, decision.Day })
                .Select(group => new
                {
                    group.Key.Creative,
                    group.Key.Day,
                    Count = group.LongCount(),
                    Spent = group.Sum(decision => decision.AmountMinorUnits),
                })
        )
        {
            counts[(shown.Day, shown.Creative)] = new DeliveryCount(shown.Creative, shown.Day, shown.Count, 0, 0, shown.Spent, 0);
        }
        foreach (
            var came in context
                .DecisionOutcomes.Where(outcome => outcome.CampaignId == campaignId)
                .GroupBy(outcome => new
                {
                    outcome.Creative,
                    outcome.Day,
                    outcome.Kind,
                    outcome.Mark,
                })
                .Select(group => new
                {
                    group.Key.Creative,
                    group.Key.Day,
                    group.Key.Kind,
                    group.Key.Mark,
                    Count = group.LongCount(),
                    Spent = group.Sum(outcome => outcome.AmountMinorUnits),
                })
        )
        {
            var key = (came.Day, came.Creative);
            var count = counts.GetValueOrDefault(key) ?? new DeliveryCount(came.Creative, came.Day, 0, 0, 0, 0, 0);
            counts[key] = count with
            {
                Clicks = count.Clicks + (came.Kind == OutcomeKind.Click ? came.Count : 0),
                Conversions = count.Conversions + (came.Kind == OutcomeKind.Conversion ? came.Count : 0),
                SpentMinorUnits = count.SpentMinorUnits + came.Spent,
                Uncharged =
                    count.Uncharged + (came.Mark is OutcomeMark.Closed or OutcomeMark.Exhausted or OutcomeMark.Late ? came.Count : 0),
            };
        }
        return [.. counts.Values];
    }

    /// <inheritdoc/>
    public IReadOnlyList<SeenCount> SeenOf(string campaignId)
    {
        using var context = database.OpenContext();
        return
        [
            .. context
                .Decisions.Where(decision => decision.CampaignId == campaignId && (decision.UserId != null || decision.SessionId != null))
                .GroupBy(decision => new
                {
                    decision.UserId,
                    SessionId = decision.UserId == null ? decision.SessionId : null,
                    decision.Day,
                })
                .Select(group => new
                {
                    group.Key.UserId,
                    group.Key.SessionId,
                    group.Key.Day,
                    Count = group.Count(),
                })
                .AsEnumerable()
                .Select(seen => new SeenCount(seen.UserId, seen.SessionId, seen.Day, seen.Count)),
        ];
    }

    /// <inheritdoc/>
    public IEnumerable<LearntDecision> ContextsOf(string campaignId, OutcomeKind goal)
    {
        using var context = database.OpenContext();
        var learnt = context
            .Decisions.AsNoTracking()
            .Where(decision => decision.CampaignId == campaignId && decision.ContextJson != null)
            .OrderBy(decision => decision.At)
            .ThenBy(decision => decision.DecisionId)
            .Select(decision => new
            {
                decision.Creative,
                Context = decision.ContextJson!,
                IsReached = context.DecisionOutcomes.Any(outcome => outcome.DecisionId == decision.DecisionId && outcome.Kind == goal),
            });
        foreach (var each in learnt)
        {
            yield return new LearntDecision(each.Creative, each.Context, each.IsReached);
        }
    }

    /// <inheritdoc/>
    public IReadOnlyList<ChosenCreative> ChoicesOf(string campaignId, OutcomeKind goal, DateTimeOffset until, int most)
    {
        using var context = database.OpenContext();
        return
        [
            .. context
                .Decisions.AsNoTracking()
                .Where(decision => decision.CampaignId == campaignId && decision.At < until)
                .OrderByDescending(decision => decision.At)
                .ThenByDescending(decision => decision.DecisionId)
                .Take(most)
                .Select(decision => new
                {
                    decision.At,
                    decision.Creative,
                    decision.Propensity,
                    decision.PropensitiesJson,
                    decision.ContextJson,
                    ReachedAt = context
                        .DecisionOutcomes.Where(outcome => outcome.DecisionId == decision.DecisionId && outcome.Kind == goal)
                        .Select(outcome => (DateTimeOffset?)outcome.At)
                        .FirstOrDefault(),
                })
                .AsEnumerable()
                .Reverse()
                .Select(each => new ChosenCreative(
                    each.At,
                    each.Creative,
                    each.Propensity,
                    each.PropensitiesJson,
                    each.ContextJson,
                    each.ReachedAt
                )),
        ];
    }

    /// <inheritdoc/>
    public IReadOnlyList<SlotRate> RatesOf(string domain, IReadOnlyList<string> slots, DateTimeOffset since, DateTimeOffset until)
    {
        using var context = database.OpenContext();
        return
        [
            .. context
                .Decisions.Where(decision =>
                    decision.At >= since && decision.At < until && decision.Domain == domain && slots.Contains(decision.Slot)
                )
                .GroupBy(decision => decision.CampaignId)
                .Select(group => new
                {
                    group.Key,
                    Impressions = group.LongCount(),
                    Clicks = group.LongCount(decision =>
                        context.DecisionOutcomes.Any(each => each.DecisionId == decision.DecisionId && each.Kind == OutcomeKind.Click)
                    ),
                    Conversions = group.LongCount(decision =>
                        context.DecisionOutcomes.Any(each => each.DecisionId == decision.DecisionId && each.Kind == OutcomeKind.Conversion)
                    ),
                })
                .AsEnumerable()
                .OrderBy(each => each.Key, StringComparer.Ordinal)
                .Select(each => new SlotRate(each.Key, each.Impressions, each.Clicks, each.Conversions)),
        ];
    }

    /// <inheritdoc/>
    public IReadOnlyList<Decision> Since(DateTimeOffset moment)
    {
        using var context = database.OpenContext();
        return
        [
            .. context
                .Decisions.AsNoTracking()
                .Where(decision => decision.At >= moment)
                .OrderBy(decision => decision.At)
                .ThenBy(decision => decision.DecisionId),
        ];
    }

    /// <inheritdoc/>
    public DateTimeOffset? Last()
    {
        using var context = database.OpenContext();
        return context
            .Decisions.OrderByDescending(decision => decision.At)
            .Select(decision => (DateTimeOffset?)decision.At)
            .FirstOrDefault();
    }

    /// <inheritdoc/>
    public long EraseUser(string domain, string userId)
    {
        lock (writing)
        {
            using var context = database.OpenContext();
            context.PromotionRefusals.Where(refusal => refusal.Domain == domain && refusal.UserId == userId).ExecuteDelete();
            string?[] visits =
            [
                .. context
                    .Decisions.Where(decision => decision.Domain == domain && decision.UserId == userId && decision.SessionId != null)
                    .Select(decision => decision.SessionId)
                    .Distinct(),
            ];
            return context
                .Decisions.Where(decision =>
                    decision.Domain == domain
                    && (decision.UserId == userId || (decision.UserId == null && visits.Contains(decision.SessionId)))
                )
                .ExecuteUpdate(change =>
                    change
                        .SetProperty(decision => decision.UserId, (string?)null)
                        .SetProperty(decision => decision.SessionId, (string?)null)
                        .SetProperty(decision => decision.RequestId, (string?)null)
                        .SetProperty(decision => decision.ContextJson, (string?)null)
                );
        }
    }
}
