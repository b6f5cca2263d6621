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

    /// <summary>Whether nothing is known of the person and the request leaves the ranking to the service.</summary>
    public bool Applies(LiveRequest request, TargetRun run) =>
        options.ColdExploration > 0
        && run.Person.History.IsEmpty
        && request.Exploration is null
        && request.Diversity is null
        && request.Boosts.Count == 0;

    /// <summary>Whether somebody's segments say more than popularity where the request wants a ranking of its own making.</summary>
    public static bool Informs(LiveRequest request, TargetRun run) => run.Audience is not null && request.Boosts.Count == 0;

    /// <summary>Candidates, best first, with the sums of their reciprocal ranks as scores.</summary>
    public Candidate[] Pool(TargetRun run, int count)
    {
        var room = Math.Max(FromEach, 2 * count);
        var model = run.Model;
        var sums = new Dictionary<int, (int Index, double Sum)>();
        Add(sums, run.Best(null, room).Select(candidate => (candidate.Number, candidate.Index)));
        var mask = run.Mask();
        if (run.Audience is { } audience)
        {
            var ranked = audience.Counts.Rank(audience.Traits, mask, room);
            Add(sums, ranked.Select(item => (item.Number, IndexOf(model, item.Number))), AudienceWeight);
        }
        Add(
            sums,
            trends.Top(model.Target.Domain, TrendWindow.Week, mask, room).Items.Select(item => (item.Number, IndexOf(model, item.Number)))
        );
        Add(sums, Newest(model, mask, room).Select(number => (number, IndexOf(model, number))));
        return
        [
            .. sums.Where(each => run.MayOffer(each.Key))
                .OrderByDescending(each => each.Value.Sum)
                .ThenBy(each => each.Key)
                .Take(2 * room)
                .Select(each => new Candidate(each.Value.Index, each.Key, (float)each.Value.Sum)),
        ];
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

    private static IReadOnlyList<int> Newest(LiveModel model, ItemMask mask, int most) => Newest(model.Target, mask, most);

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
