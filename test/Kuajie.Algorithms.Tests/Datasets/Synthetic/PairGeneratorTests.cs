using Kuajie.Algorithms.Datasets.Synthetic;

namespace Kuajie.Algorithms.Tests.Datasets.Synthetic;

public sealed class PairGeneratorTests
{
    private static readonly PairWorld World = new(3000, 800, 60_000, 7);

    [Theory]
    [InlineData(3000, 800, 60_000)]
    [InlineData(40_000, 16, 40_000)]
    [InlineData(5, 16, 10)]
    [InlineData(100, 400, 5_000)]
    public void Generate_AnyWorld_GivesSoManyDistinctPairsInOrder(int users, int items, int rows)
    {
        var pairs = Pairs(new PairWorld(users, items, rows), 2);
        Assert.Equal(rows, pairs.Count);
        Assert.Equal(pairs.Order(), pairs);
        Assert.Equal(rows, pairs.Distinct().Count());
        Assert.Equal(Enumerable.Range(0, users), pairs.Select(pair => pair.User).Distinct());
        Assert.All(pairs, pair => Assert.InRange(pair.Item, 0, items - 1));
    }

    [Fact]
    public void Generate_AnyThreads_GivesTheSamePairs()
    {
        var expected = Pairs(World, 1);
        Assert.All([2, 3], threads => Assert.Equal(expected, Pairs(World, threads)));
        Assert.NotEqual(expected, Pairs(World with { Seed = 8 }, 1));
    }

    [Fact]
    public void Generate_ManyUsers_SkewsActivityAndPopularity()
    {
        var pairs = Pairs(World, 2);
        var ofItem = pairs.CountBy(pair => pair.Item).Select(pair => pair.Value).OrderDescending().ToArray();
        var ofUser = pairs.CountBy(pair => pair.User).Select(pair => pair.Value).Order().ToArray();
        Assert.True(ofItem.Take(80).Sum() > 0.3 * World.Rows, "A tenth of the items takes more than three tenths of the pairs.");
        Assert.True(ofUser[1500] < 0.75 * ofUser.Average(), "The median user does clearly less than the mean one, as with a log-normal.");
        Assert.True(ofUser[^1] <= World.MostRowsOfUser);
    }

    [Fact]
    public void Generate_ManyUsers_ClustersTastes()
    {
        // Two users who share one item share more of the others than users at random do.
        var items = Pairs(World, 2).GroupBy(pair => pair.User).Select(user => user.Select(pair => pair.Item).ToHashSet()).ToArray();
        var (near, far) = (new List<double>(), new List<double>());
        var rarest = items.SelectMany(user => user).CountBy(item => item).OrderBy(pair => pair.Value).Select(pair => pair.Key).ToArray();
        foreach (var item in rarest.Take(200))
        {
            var sharing = items.Where(user => user.Contains(item)).ToArray();
            for (var user = 0; user + 1 < sharing.Length; user++)
            {
                near.Add(Overlap(sharing[user], sharing[user + 1]));
                far.Add(Overlap(sharing[user], items[(user * 37) + item]));
            }
        }
        Assert.True(near.Average() > 1.3 * far.Average(), $"Found overlaps {near.Average():F3} beside {far.Average():F3}.");
    }

    [Fact]
    public void Generate_ImpossibleWorld_NamesWhatIsWrong()
    {
        var fault = Assert.Throws<ArgumentException>(() => PairGenerator.Generate(World with { Rows = 2999 }, 1, _ => { }));
        Assert.StartsWith("Found 2999 rows; expected 3000 … 300000.", fault.Message);
        Assert.Equal(["users", "items"], new PairWorld(0, 15, 1).Faults().Select(number => number.Name));
    }

    private static double Overlap(HashSet<int> one, HashSet<int> other) => one.Count(other.Contains) / Math.Sqrt(one.Count * other.Count);

    private static List<(int User, int Item)> Pairs(PairWorld world, int threads)
    {
        var pairs = new List<(int User, int Item)>();
        PairGenerator.Generate(
            world,
            threads,
            chunk =>
            {
                for (var place = 0; place < chunk.Length; place += 2)
                {
                    pairs.Add((chunk.Span[place], chunk.Span[place + 1]));
                }
            }
        );
        return pairs;
    }
}
