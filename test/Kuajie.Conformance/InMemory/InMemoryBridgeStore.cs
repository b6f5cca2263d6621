using Kuajie.Platform.Bridges;

namespace Kuajie.Conformance.InMemory;

/// <summary>Counts what linked people have, out of lists: the plain twin of the real store.</summary>
/// <param name="interactions">What users did.</param>
/// <param name="tagsOf">The tags of an item by domain and id.</param>
public sealed class InMemoryBridgeStore(InMemoryInteractionStore interactions, Func<string, string, IReadOnlyList<string>> tagsOf)
    : IBridgeStore
{
    /// <summary>How often something was counted.</summary>
    public int Countings { get; private set; }

    public BridgeCounts Count(
        BridgeThing thing,
        string source,
        string target,
        IReadOnlyList<(string Source, string Target)> people,
        int most
    )
    {
        Countings++;
        var items = people
            .Select(person => (Source: ItemsOf(source, person.Source), Target: ItemsOf(target, person.Target)))
            .Where(person => person is { Source.Length: > 0, Target.Length: > 0 })
            .ToArray();
        var had = items.Select(person => (Source: Had(thing, source, person.Source), Target: Had(thing, target, person.Target))).ToArray();
        if (thing == BridgeThing.Segment)
        {
            var (common, otherCommon) = (
                Names(had.SelectMany(person => person.Source), most),
                Names(had.SelectMany(person => person.Target), most)
            );
            had = [.. items.Select(person => (Segment(source, person.Source, common), Segment(target, person.Target, otherCommon)))];
        }
        var (first, second) = (
            Top([.. had.SelectMany(person => person.Source)], most),
            Top([.. had.SelectMany(person => person.Target)], most)
        );
        var pairs =
            from a in Enumerable.Range(0, first.Length)
            from b in Enumerable.Range(0, second.Length)
            let both = had.LongCount(person => person.Source.Contains(first[a].Name) && person.Target.Contains(second[b].Name))
            where both > 0
            select new PairCount(a, b, both);
        return new BridgeCounts(had.Length, first, second, [.. pairs])
        {
            Strata = thing == BridgeThing.Tag ? Strata(items, had, first, second) : [],
        };
    }

    public IReadOnlyList<(string Source, string Target)> Having(
        BridgeThing thing,
        string source,
        string target,
        IReadOnlyList<(string Source, string Target)> people,
        (string Source, string Target) pair,
        int most
    ) =>
        [
            .. people
                .Where(person =>
                    Had(thing, source, ItemsOf(source, person.Source)).Contains(pair.Source)
                    && Had(thing, target, ItemsOf(target, person.Target)).Contains(pair.Target)
                )
                .OrderBy(person => person.Source, StringComparer.Ordinal)
                .ThenBy(person => person.Target, StringComparer.Ordinal)
                .Take(most),
        ];

    private static StratumCounts[] Strata(
        (string[] Source, string[] Target)[] items,
        (string[] Source, string[] Target)[] had,
        NamedCount[] first,
        NamedCount[] second
    ) =>
        [
            .. Enumerable
                .Range(0, items.Length)
                .GroupBy(person => (Level(items[person].Source), Level(items[person].Target)))
                .OrderBy(people => people.Key)
                .Select(people => new StratumCounts(
                    people.Count(),
                    Counts(first, tag => people.LongCount(person => had[person].Source.Contains(tag))),
                    Counts(second, tag => people.LongCount(person => had[person].Target.Contains(tag))),
                    [
                        .. from a in Enumerable.Range(0, first.Length)
                        from b in Enumerable.Range(0, second.Length)
                        let both = people.LongCount(person =>
                            had[person].Source.Contains(first[a].Name) && had[person].Target.Contains(second[b].Name)
                        )
                        where both > 0
                        select new PairCount(a, b, both),
                    ]
                )),
        ];

    private static int Level(string[] items) => Math.Min((int)Math.Floor(2 * Math.Log2(items.Length)), StratumCounts.LastLevel);

    private static Dictionary<int, long> Counts(NamedCount[] tags, Func<string, long> people) =>
        tags.Select((tag, place) => (place, count: people(tag.Name)))
            .Where(tag => tag.count > 0)
            .ToDictionary(tag => tag.place, tag => tag.count);

    private string[] ItemsOf(string domain, string user) =>
        [.. interactions.All.Where(row => row.Domain == domain && row.UserId == user).Select(row => row.ItemId).Distinct()];

    private string[] Had(BridgeThing thing, string domain, string[] items)
    {
        if (thing == BridgeThing.Item)
        {
            return items;
        }
        return [.. Counted(domain, items).Where(tag => tag.Value >= 2 || 2 * tag.Value >= items.Length).Select(tag => tag.Key)];
    }

    private string[] Segment(string domain, string[] items, string[] common) =>
        [
            .. Counted(domain, items)
                .Where(tag => common.Contains(tag.Key))
                .OrderByDescending(tag => tag.Value)
                .ThenBy(tag => tag.Key, StringComparer.Ordinal)
                .Take(1)
                .Select(tag => tag.Key),
        ];

    private KeyValuePair<string, int>[] Counted(string domain, string[] items) =>
        [.. items.SelectMany(item => tagsOf(domain, item).Distinct()).CountBy(tag => tag)];

    private static string[] Names(IEnumerable<string> names, int most) => [.. Top([.. names], most).Select(name => name.Name)];

    private static NamedCount[] Top(string[] names, int most) =>
        [
            .. names
                .CountBy(name => name)
                .OrderByDescending(name => name.Value)
                .ThenBy(name => name.Key, StringComparer.Ordinal)
                .Take(most)
                .Select(name => new NamedCount(name.Key, name.Value)),
        ];
}
