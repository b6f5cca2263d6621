using Kuajie.Algorithms.CrossDomain.TwinItems;
using Kuajie.Algorithms.Datasets;
using Kuajie.Algorithms.Numerics.Sampling;
using Kuajie.Algorithms.Tests.Evaluation;
using Kuajie.Algorithms.Text;

namespace Kuajie.Algorithms.Tests.CrossDomain;

public class TwinFinderTests
{
    [Fact]
    public void Find_SameLinkedUsers_IsATwinWithItsEvidence()
    {
        // s0 and t0 have u1, u2, u3 in common; t0 has u4 besides, and a stranger to the source who does not count: 3 / √(3 · 4).
        var builder = Builder();
        Add(builder, 0, "s0", "u1", "u2", "u3");
        Add(builder, 0, "s1", "u4");
        Add(builder, 1, "t0", "u1", "u2", "u3", "u4", "stranger");
        var dataset = builder.Build();

        var pair = Assert.Single(TwinFinder.Find(dataset, 0, 1));

        Assert.Equal((0, 0, 3, 3, 4), (pair.SourceItem, pair.TargetItem, pair.SharedUsers, pair.SourceUsers, pair.TargetUsers));
        Assert.Equal(3 / Math.Sqrt(12), pair.UserCosine, 1e-12);
        Assert.Equal((true, false, null), (pair.ByUsers, pair.ByContent, pair.ContentCosine));
    }

    [Theory]
    [InlineData(0.86, 3, true)]
    [InlineData(0.87, 3, false)]
    [InlineData(0.5, 4, false)]
    public void Find_Rule_DecidesByCosineAndSharedUsers(double leastCosine, int leastShared, bool isTwin)
    {
        var builder = Builder();
        Add(builder, 0, "s0", "u1", "u2", "u3");
        Add(builder, 0, "s1", "u4");
        Add(builder, 1, "t0", "u1", "u2", "u3", "u4");
        var settings = new TwinSettings { Rule = new TwinRule(leastCosine, leastShared) };

        Assert.Equal(isTwin ? 1 : 0, TwinFinder.Find(builder.Build(), 0, 1, settings).Count);
    }

    [Fact]
    public void Find_RandomData_EqualsPlainSets()
    {
        var dataset = ToyData.Random(80, 30, 25, seed: 7);
        var settings = new TwinSettings { Rule = new TwinRule(0.3, 2) };
        var found = TwinFinder.Find(dataset, 0, 1, settings).Select(pair => (pair.SourceItem, pair.TargetItem)).Order();

        Assert.Equal(PlainTwins(dataset, settings.Rule), found);
        Assert.NotEmpty(found);
    }

    [Fact]
    public void Find_SameWords_AreTwinsWithoutASharedUser()
    {
        var dataset = WithTexts("三体 刘慈欣 著 全集", "Marathon Training Plan", "三体 刘慈欣 著 全集", "Yoga at Home");

        var pair = Assert.Single(TwinFinder.Find(dataset, 0, 1));

        Assert.Equal((0, 0, 0), (pair.SourceItem, pair.TargetItem, pair.SharedUsers));
        Assert.Equal((false, true), (pair.ByUsers, pair.ByContent));
        Assert.Equal(1, pair.ContentCosine!.Value, 1e-6);
        Assert.Empty(TwinFinder.Find(dataset, 0, 1, new TwinSettings { LeastContentCosine = null }));
    }

    [Theory]
    [InlineData(0.5)]
    [InlineData(0.8)]
    public void Find_ContentOfManyItems_EqualsComparingAllPairs(double least)
    {
        var dataset = RandomTexts(60, seed: 3);
        var (first, second) = (dataset.Domains[0].Content!.Terms, dataset.Domains[1].Content!.Terms);
        var expected =
            from source in Enumerable.Range(0, first.RowCount)
            from target in Enumerable.Range(0, second.RowCount)
            where Dense(first, source).Zip(Dense(second, target), (a, b) => a * b).Sum() >= least
            select (source, target);
        var found = TwinFinder.Find(dataset, 0, 1, new TwinSettings { LeastContentCosine = least });

        Assert.Equal(expected.Order(), found.Select(pair => (pair.SourceItem, pair.TargetItem)).Order());
        Assert.True(found.Count > 5);
    }

    [Fact]
    public void Exclude_Twins_TakesTheSourceRowsOutAndKeepsIndexes()
    {
        var builder = Builder();
        Add(builder, 0, "s0", "u1", "u2", "u3");
        Add(builder, 0, "s1", "u1");
        Add(builder, 1, "t0", "u1", "u2", "u3");
        var dataset = builder.Build();

        var without = TwinFinder.Exclude(dataset, 0, TwinFinder.Find(dataset, 0, 1));

        Assert.Equal(dataset.Domains[0].Items.Ids, without.Domains[0].Items.Ids);
        Assert.Equal(1, without.Domains[0].Interactions.EntryCount);
        Assert.True(without.Domains[0].Interactions.Contains(dataset.Domains[0].UserIndexOf("u1"), 1));
        Assert.Same(dataset.Domains[1], without.Domains[1]);
    }

    [Fact]
    public void Find_OneDomain_Throws() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => TwinFinder.Find(ToyData.Random(5, 3, 3, seed: 1), 1, 1));

    private static IEnumerable<(int, int)> PlainTwins(InteractionDataset dataset, TwinRule rule)
    {
        var (first, second) = (dataset.Domains[0].Interactions, dataset.Domains[1].Interactions);
        int[] linked = [.. Enumerable.Range(0, dataset.UserCount).Where(user => first.RowLength(user) > 0 && second.RowLength(user) > 0)];
        return (
            from source in Enumerable.Range(0, first.ColumnCount)
            from target in Enumerable.Range(0, second.ColumnCount)
            let sources = linked.Where(user => first.Contains(user, source)).ToArray()
            let targets = linked.Where(user => second.Contains(user, target)).ToArray()
            where rule.AreTwins(sources.Intersect(targets).Count(), sources.Length, targets.Length)
            select (source, target)
        ).Order();
    }

    private static InteractionDataset RandomTexts(int items, ulong seed)
    {
        var random = new SplittableRandom(seed);
        var texts = new string[2 * items];
        for (var item = 0; item < texts.Length; item++)
        {
            var words = new List<string>();
            for (var word = 0; word < 4; word++)
            {
                words.Add($"w{(int)(12 * random.NextDouble() * random.NextDouble())}");
            }
            texts[item] = string.Join(' ', words);
        }
        return WithTexts(texts);
    }

    private static InteractionDataset WithTexts(params string[] titles)
    {
        var builder = Builder();
        var content = new TextContentBuilder(new TextContentOptions { LeastItems = 1, MostItemShare = 1 });
        content.AddDomain();
        content.AddDomain();
        for (var place = 0; place < titles.Length; place++)
        {
            var domain = place < titles.Length / 2 ? 0 : 1;
            builder.AddItem(domain, $"i{place}");
            content.Add(domain, new ItemText(titles[place], null, [], []));
        }
        return builder.Build().WithContent([.. content.Build()]);
    }

    private static float[] Dense(Kuajie.Algorithms.Numerics.Sparse.SparseMatrix matrix, int row)
    {
        var dense = new float[matrix.ColumnCount];
        for (var place = 0; place < matrix.RowLength(row); place++)
        {
            dense[matrix.RowColumns(row)[place]] = matrix.RowValues(row)[place];
        }
        return dense;
    }

    private static void Add(InteractionDatasetBuilder builder, int domain, string item, params string[] users) =>
        Array.ForEach(users, user => builder.Add(domain, user, item));

    private static InteractionDatasetBuilder Builder()
    {
        var builder = new InteractionDatasetBuilder();
        builder.AddDomain("source");
        builder.AddDomain("target");
        builder.LinkSameIds(0, 1);
        return builder;
    }
}
