namespace Kuajie.Platform.Recommendations.Live;

/// <summary>
/// What is shown to somebody who did nothing that is known: not what is popular alone, but that together with what the segments they belong to take (counted twice), what is
/// taken up now and what is new, by reciprocal rank (Cormack and others, SIGIR 2009), some places drawn at random, so that lists differ and the new has a chance to be learnt.
/// </summary>
internal sealed class ColdStart(LiveTrends trends, LiveOptions options)
{
    private const int FromEach = 40;
    private const double RankOffset = 2;
    private const double AudienceWeight = 2;

    /// <summary>How far down each ranking is read where boosts may lift what stands there.</summary>
    private const int BoostedDepth = 1_000;

    /// <summary>Whether nothing is known of the person, so that popularity alone would rank.</summary>
    public bool Ranks(TargetRun run) => run.Person.History.IsEmpty && (options.ColdExploration > 0 || run.Audience is not null);

    /// <summary>Whether some places are drawn although the request does not ask for it.</summary>
    public bool Draws(LiveRequest request, TargetRun run) =>
        options.ColdExploration > 0 && run.Person.History.IsEmpty && request.Exploration is null && request.Diversity is null;

    /// <summary>Candidates, best first, with the sums of their reciprocal ranks as scores; with boosts these are scaled to 0 … 1 and multiplied.</summary>
    public Candidate[] Pool(TargetRun run, int count)
    {
        var room = Math.Max(FromEach, 2 * count);
        var sums = Sums(run, run.HasBoosts ? Math.Max(room, BoostedDepth) : room);
        if (sums.Count == 0)
        {
            return [];
        }
        var (largest, boosts) = (run.HasBoosts ? sums.Values.Max(each => each.Sum) : 1, run.BoostFactors());
        Candidate[] ranked =
        [
            .. sums.Where(each => run.MayOffer(each.Key))
                .Select(each => (Number: each.Key, each.Value.Index, Score: each.Value.Sum / largest * boosts(each.Key)))
                .OrderByDescending(each => each.Score)
                .ThenBy(each => each.Number)
                .Take(2 * room)
                .Select(each => new Candidate(each.Index, each.Number, (float)each.Score)),
        ];
        // What a boost puts to nothing fills places that would stay empty, and is drawn for no other.
        var above = ranked.Count(candidate => candidate.Score > 0);
        return ranked[..(above >= count ? above : ranked.Length)];
    }

    private Dictionary<int, (int Index, double Sum)> Sums(TargetRun run, int room)
    {
        var (model, mask) = (run.Model, run.Mask());
        var sums = new Dictionary<int, (int Index, double Sum)>();
        using (var popular = run.WithoutBoosts())
        {
            Add(sums, popular.Best(null, room).Select(candidate => (candidate.Number, candidate.Index)));
        }
        if (run.Audience is { } audience)
        {
            var ranked = audience.Counts.Rank(audience.Traits, mask, room);
            Add(sums, ranked.Select(item => (item.Number, IndexOf(model, item.Number))), AudienceWeight);
        }
        Add(
            sums,
            trends.Top(model.Target.Domain, TrendWindow.Week, mask, room).Items.Select(item => (item.Number, IndexOf(model, item.Number)))
        );
        Add(sums, Newest(model.Target, mask, room).Select(number => (number, IndexOf(model, number))));
        return sums;
    }

    /// <summary>Numbers of the items that are new, newest first; none where the catalog tells no times.</summary>
    public static IReadOnlyList<int> Newest(DomainItems items, ItemMask mask, int most)
    {
        var columns = items.Columns;
        var newest = new PriorityQueue<int, long>();
        for (var number = 0; number < columns.Chunks.Length * ItemChunk.Size; number++)
        {
            if (columns.NewSince(number) is > 0 and var since && mask.Has(number))
            {
                newest.Enqueue(number, since);
                if (newest.Count > most)
                {
                    newest.Dequeue();
                }
            }
        }
        var ordered = new List<int>(newest.Count);
        while (newest.TryDequeue(out var number, out _))
        {
            ordered.Add(number);
        }
        ordered.Reverse();
        return ordered;
    }

    private static int IndexOf(LiveModel model, int number) =>
        model.IndexOf(model.Model.TargetDomain, number) is >= 0 and var index ? index : int.MaxValue;

    private static void Add(Dictionary<int, (int Index, double Sum)> sums, IEnumerable<(int Number, int Index)> ranked, double weight = 1)
    {
        foreach (var (rank, (number, index)) in ranked.Index())
        {
            sums[number] = (index, sums.GetValueOrDefault(number).Sum + (weight / (RankOffset + rank)));
        }
    }
}
