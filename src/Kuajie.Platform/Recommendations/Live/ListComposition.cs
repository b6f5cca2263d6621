using Kuajie.Algorithms.Ranking.Diversity;
using Kuajie.Algorithms.Ranking.Exploration;

namespace Kuajie.Platform.Recommendations.Live;

/// <summary>
/// Fills a list's places: pinned items, then promoted shares, then each target's own by score, diversity or draw. What was chosen before is left out of what is chosen later,
/// so no item stands twice, and a draw's propensities are those of its own places given what was fixed.
/// </summary>
internal sealed class ListComposition(LiveRequest request, TargetRun[] runs, LiveOptions options, ColdStart cold, LiveItems items)
{
    /// <summary>The places in order, and whether any was left to chance.</summary>
    public (IReadOnlyList<ListPlace> Places, bool WasDrawn) Compose(LiveCursor cursor)
    {
        if (IsPlain)
        {
            return (Ranked(0, runs[0].Best(null, request.Count), SlotNames.Ranked), false);
        }
        var places = new ListPlace?[request.Count];
        if (cursor.Shown.Length == 0)
        {
            Pin(places);
        }
        Promote(places);
        var wasDrawn = Rank(places, cursor.Seed ^ ((ulong)cursor.Shown.Length << 1));
        return ([.. places.OfType<ListPlace>()], wasDrawn);
    }

    private bool IsPlain =>
        runs.Length == 1
        && request.Pinned.Count + request.Promoted.Count == 0
        && request.Diversity is null
        && request.Exploration is null
        && !cold.Draws(request, runs[0])
        && !cold.Ranks(runs[0]);

    private static ListPlace[] Ranked(int run, Candidate[] candidates, string slot) =>
        Array.ConvertAll(candidates, candidate => new ListPlace(run, candidate, slot, null));

    private void Pin(ListPlace?[] places)
    {
        foreach (var pin in request.Pinned)
        {
            var domain = pin.Domain ?? runs[0].Model.Target.Domain;
            var run = Array.FindIndex(runs, each => string.Equals(each.Model.Target.Domain, domain, StringComparison.Ordinal));
            var number = run < 0 ? -1 : runs[run].Model.Target.Ids.Find(pin.ItemId);
            if (number >= 0 && places[pin.Position - 1] is null && runs[run].MayShow(number))
            {
                var score = runs[run].ScoreOf(number);
                places[pin.Position - 1] = new ListPlace(
                    run,
                    new Candidate(IndexOf(run, number), number, float.IsNaN(score) ? 0 : score),
                    SlotNames.Pinned,
                    null
                );
                runs[run].Take(number);
            }
        }
    }

    private int IndexOf(int run, int number) =>
        runs[run].Model.IndexOf(runs[run].Model.Model.TargetDomain, number) is >= 0 and var index ? index : int.MaxValue;

    private void Promote(ListPlace?[] places)
    {
        foreach (var promoted in request.Promoted)
        {
            bool[] isFree = [.. places.Select(place => place is null)];
            var kept = SlotPlan.Spread(isFree, promoted.Share);
            var turns = SlotPlan.Turns(TargetsOrOwn(), kept.Count);
            for (var run = 0; run < runs.Length; run++)
            {
                int[] own = [.. kept.Where((_, turn) => turns[turn] == run)];
                Fill(places, own, run, own.Length == 0 ? [] : runs[run].Best(promoted.Filter, own.Length), SlotNames.Promoted);
            }
        }
    }

    private IReadOnlyList<LiveTarget> TargetsOrOwn() => request.Targets.Count == 0 ? [new LiveTarget(request.UserDomain)] : request.Targets;

    private void Fill(ListPlace?[] places, int[] own, int run, Candidate[] candidates, string slot)
    {
        for (var each = 0; each < Math.Min(own.Length, candidates.Length); each++)
        {
            places[own[each]] = new ListPlace(run, candidates[each], slot, null);
            runs[run].Take(candidates[each].Number);
        }
    }

    /// <summary>Fills what is free. A target that runs out leaves its places to the others.</summary>
    private bool Rank(ListPlace?[] places, ulong seed)
    {
        var wasDrawn = false;
        var isOut = new bool[runs.Length];
        while (Array.FindAll([.. Enumerable.Range(0, places.Length)], place => places[place] is null) is { Length: > 0 } free)
        {
            LiveTarget[] left = [.. TargetsOrOwn().Where((_, run) => !isOut[run])];
            if (left.Length == 0)
            {
                break;
            }
            int[] open = [.. Enumerable.Range(0, runs.Length).Where(run => !isOut[run])];
            var turns = SlotPlan.Turns(left, free.Length);
            for (var each = 0; each < open.Length; each++)
            {
                int[] own = [.. free.Where((_, turn) => turns[turn] == each)];
                var chosen = own.Length == 0 ? [] : Choose(open[each], own.Length, seed + (ulong)open[each]);
                for (var place = 0; place < chosen.Length; place++)
                {
                    places[own[place]] = chosen[place];
                    runs[open[each]].Take(chosen[place].Item.Number);
                    wasDrawn |= chosen[place].Propensity is not null;
                }
                isOut[open[each]] = chosen.Length < own.Length || own.Length == 0;
            }
        }
        return wasDrawn;
    }

    private ListPlace[] Choose(int run, int count, ulong seed)
    {
        if (request.Exploration is { } exploration)
        {
            return Drawn(run, Pool(run, ListDiversity.PoolFor(count)), exploration, count, seed);
        }
        if (request.Diversity is { } diversity)
        {
            return Diverse(run, Pool(run, ListDiversity.PoolFor(count)), diversity, count);
        }
        var pool = Pool(run, count);
        return cold.Draws(request, runs[run])
            ? Drawn(run, pool, new ListExploration(ExplorationMethod.Epsilon, options.ColdExploration), count, seed)
            : Ranked(run, pool[..Math.Min(count, pool.Length)], SlotNames.Ranked);
    }

    /// <summary>Candidates, best first: the model's, or for somebody of whom nothing is known those that more than popularity names.</summary>
    private Candidate[] Pool(int run, int count) => cold.Ranks(runs[run]) ? cold.Pool(runs[run], count) : runs[run].Best(null, count);

    private static ListPlace[] Drawn(int run, Candidate[] pool, ListExploration exploration, int count, ulong seed)
    {
        if (pool.Length == 0)
        {
            return [];
        }
        var drawn = exploration.Policy().Draw(Relevance.MinMax([.. pool.Select(candidate => candidate.Score)]), count, seed);
        return [.. drawn.Items.Select(item => new ListPlace(run, pool[item.Candidate], SlotNames.Explored, item.AtPosition))];
    }

    private ListPlace[] Diverse(int run, Candidate[] pool, ListDiversity diversity, int count)
    {
        var (model, person) = (runs[run].Model, runs[run].Person);
        var composer = new ListComposer(Find, model.Served, LiveReasons.EvidenceOf(model, person));
        ScoredItem[] scored =
        [
            .. pool.Select(candidate => new ScoredItem(candidate.Index, model.Target.Ids[candidate.Number], null, candidate.Score)),
        ];
        var chosen = composer.Diverse(scored, diversity, count);
        return
        [
            .. chosen.Select(item => new ListPlace(
                run,
                new Candidate(item.Index, model.Target.Ids.Find(item.ItemId), item.Score),
                SlotNames.Ranked,
                null
            )),
        ];
    }

    private IReadOnlyDictionary<string, Catalog.Item> Find(string domain, IReadOnlyCollection<string> ids) =>
        LiveReasons.Find(items, domain, ids);
}

/// <summary>A filled place.</summary>
/// <param name="Run">Which target's item.</param>
/// <param name="Item">The item.</param>
/// <param name="Slot">How it came here.</param>
/// <param name="Propensity">How probable it was here, or null where nothing was left to chance.</param>
internal sealed record ListPlace(int Run, Candidate Item, string Slot, double? Propensity);
