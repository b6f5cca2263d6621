using Kuajie.Conformance.InMemory;
using Kuajie.Platform.Bridges;
using Kuajie.Platform.Catalog;
using Kuajie.Platform.Interactions;

namespace Kuajie.Storage.Tests.DuckDb;

/// <summary>The store's counts for bridges are those of the plain twin.</summary>
public sealed class DuckDbBridgesTests : IDisposable
{
    private static readonly DateTimeOffset At = new(2026, 3, 1, 0, 10, 0, TimeSpan.Zero);
    private readonly TemporaryStore temporary = new();
    private readonly InMemoryInteractionStore rows = new();
    private readonly List<(string Source, string Target)> people = [];

    public DuckDbBridgesTests()
    {
        var random = new Kuajie.Algorithms.Numerics.Sampling.SplittableRandom(11);
        foreach (var domain in (string[])["courses", "games"])
        {
            for (var row = 0; row < 400; row++)
            {
                rows.Add(
                    domain,
                    $"u{random.NextInteger(40)}",
                    $"i{random.NextInteger(25)}",
                    InteractionKind.Click,
                    At.AddMinutes(row),
                    null
                );
            }
        }
        temporary.Store.Append(rows.All);
        temporary.Store.Put([
            .. from domain in (string[])["courses", "games"] from item in Enumerable.Range(0, 25) select ItemOf(domain, $"i{item}"),
        ]);
        // Some linked to several, some to nobody who is there.
        people.AddRange(Enumerable.Range(0, 35).Select(person => ($"u{person}", $"u{(person * 7) % 45}")));
        people.Add(("u3", "u9"));
    }

    public void Dispose() => temporary.Dispose();

    [Theory]
    [InlineData(BridgeThing.Item, 100)]
    [InlineData(BridgeThing.Item, 4)]
    [InlineData(BridgeThing.Tag, 100)]
    [InlineData(BridgeThing.Tag, 3)]
    [InlineData(BridgeThing.Segment, 100)]
    [InlineData(BridgeThing.Segment, 3)]
    public void Count_OverRandomRows_IsThatOfTheTwin(BridgeThing thing, int most)
    {
        var twin = new InMemoryBridgeStore(rows, (_, item) => TagsOf(item) is { Length: > 0 } tags ? tags : ["course"]).Count(
            thing,
            "courses",
            "games",
            people,
            most
        );

        var found = temporary.Store.Count(thing, "courses", "games", people, most);

        Assert.True(twin.People is > 20 and < 36 && twin.Pairs.Count > 3);
        Assert.Equal(twin.People, found.People);
        Assert.Equal(twin.Source, found.Source);
        Assert.Equal(twin.Target, found.Target);
        Assert.Equal(twin.Pairs, found.Pairs);
        Assert.Equal(twin.Strata.Select(Text), found.Strata.Select(Text));
        Assert.Equal(thing == BridgeThing.Tag ? twin.People : 0, found.Strata.Sum(stratum => stratum.People));
    }

    [Theory]
    [InlineData(BridgeThing.Item)]
    [InlineData(BridgeThing.Tag)]
    public void Having_EveryPair_IsWhoIsCounted(BridgeThing thing)
    {
        var twin = new InMemoryBridgeStore(rows, (_, item) => TagsOf(item) is { Length: > 0 } tags ? tags : ["course"]);
        var counts = temporary.Store.Count(thing, "courses", "games", people, 5);

        foreach (var pair in counts.Pairs)
        {
            var names = (counts.Source[pair.Source].Name, counts.Target[pair.Target].Name);
            var found = temporary.Store.Having(thing, "courses", "games", people, names, 100);
            Assert.Equal(pair.People, found.Count);
            Assert.Equal(twin.Having(thing, "courses", "games", people, names, 100), found);
            Assert.Equal(found.Take(2), temporary.Store.Having(thing, "courses", "games", people, names, 2));
        }
    }

    private static string Text(StratumCounts stratum) =>
        $"{stratum.People}: {Text(stratum.Source)} / {Text(stratum.Target)} / {string.Join(' ', stratum.Pairs)}";

    private static string Text(IReadOnlyDictionary<int, long> counts) => string.Join(' ', counts.OrderBy(count => count.Key));

    [Fact]
    public void Count_TurnedRound_IsTheSameTurnedRound()
    {
        var there = temporary.Store.Count(BridgeThing.Tag, "courses", "games", people, 50);

        var back = temporary.Store.Count(BridgeThing.Tag, "games", "courses", [.. people.Select(each => (each.Target, each.Source))], 50);

        Assert.Equal(there.Source, back.Target);
        Assert.Equal(
            there.Pairs,
            back.Pairs.Select(pair => new PairCount(pair.Target, pair.Source, pair.People)).OrderBy(pair => (pair.Source, pair.Target))
        );
    }

    [Fact]
    public void Count_DomainThatIsNotThere_IsNobody()
    {
        var found = temporary.Store.Count(BridgeThing.Tag, "courses", "nowhere", people, 50);

        Assert.Equal(0, found.People);
        Assert.Empty(found.Source);
        Assert.Empty(found.Pairs);
    }

    private static string[] TagsOf(string item)
    {
        var number = int.Parse(item[1..], System.Globalization.CultureInfo.InvariantCulture);
        return number % 5 == 0 ? [] : [$"t{number % 3}", $"t{number % 7}"];
    }

    private static Item ItemOf(string domain, string item) =>
        new(domain, item, "course", item, null, TagsOf(item), null, null, null, null, null, "{}");
}
