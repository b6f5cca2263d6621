using Kuajie.Algorithms.CrossDomain.ContentBridge;
using Kuajie.Algorithms.Datasets;
using Kuajie.Algorithms.Models;
using Kuajie.Algorithms.Models.Content;
using Kuajie.Algorithms.Numerics.Sparse;
using Kuajie.Algorithms.Text;

namespace Kuajie.Algorithms.Tests.Models;

public class ContentModelTests
{
    private const int Knowledge = 0;
    private const int Sports = 1;

    [Fact]
    public void Score_WeightedPast_EqualsHandCalculation()
    {
        // Terms run, eat. c0 = run, c1 = (run + eat) / √2, c2 = eat; users: c0 has 3, c1 has 1, c2 none.
        var options = new ContentOptions
        {
            WeightExponent = 1,
            PopularityBoost = 1,
            PopularityPrior = 0.1,
        };
        var model = new ContentTrainer(options).Train(World(), Knowledge, new TrainingRun());
        var history = History(Knowledge, [0, 1], [1, 3]);

        // Profile: 1·run + 3·(run + eat)/√2, over mean weight 1; its length √((1 + 3/√2)² + (3/√2)²).
        var (run, eat) = (1 + (3 / Math.Sqrt(2)), 3 / Math.Sqrt(2));
        var norm = Math.Sqrt((run * run) + (eat * eat));
        double[] expected = [(run / norm * 4 / 4) + 0.1, ((run + eat) / Math.Sqrt(2) / norm * 2 / 4) + (0.1 / 3), eat / norm * 1 / 4];
        AssertNear(expected, Scores(model, history));
        Assert.Equal(expected[2], model.Explain(history, 2, 5).Single().Amount, 1e-6);
        Assert.Equal(1, model.Explain(history, 2, 5).Single().Item);
    }

    [Fact]
    public void Score_NoPast_IsPopularityAndAnUnknownPastToo()
    {
        var dataset = World();
        var model = new ContentTrainer().Train(dataset, Knowledge, new TrainingRun());
        Assert.Equal(Scores(model, UserHistory.Empty(2)), Scores(model, History(Sports, [0], [1])));
        Assert.Equal(0, Scores(model, UserHistory.Empty(2))[2]);
    }

    [Fact]
    public void Score_VectorsBesideTerms_ShareTheCosine()
    {
        var dataset = World();
        // Vectors: c0 and c2 the same, c1 none.
        var content = dataset.Domains[Knowledge].Content!.WithVectors(new float[] { 3, 4, 0, 0, 3, 4 }, 2);
        dataset = dataset.WithContent([content, null]);
        var options = new ContentOptions
        {
            VectorShare = 0.25,
            PopularityBoost = 0,
            PopularityPrior = 0,
        };
        var model = new ContentTrainer(options).Train(dataset, Knowledge, new TrainingRun());

        // c0 · c0 = ¾ + ¼; c0 · c1 = √¾ · 1/√2, as c1 is words alone; c0 · c2 = ¼, the vectors alone.
        AssertNear([1, Math.Sqrt(0.75) / Math.Sqrt(2), 0.25], Scores(model, History(Knowledge, [0], [1])));
    }

    [Fact]
    public void Bridge_TagMap_LetsASourceTagSpeakForATargetTag()
    {
        var none = new ContentBridgeOptions
        {
            AudienceShare = 0,
            PopularityBoost = 0,
            PopularityPrior = 0,
        };
        var mapped = none with { TagMap = "ＤＩＥＴ -> Run : 0.5; unheard -> run" };
        var dataset = TaggedWorld();
        var history = History(Knowledge, [0], [1]);

        AssertNear([0, 1], Scores(Trained(none), history));
        // c0 = diet becomes (diet + ½ run) / √1.25.
        AssertNear([0.5 / Math.Sqrt(1.25), 1 / Math.Sqrt(1.25)], Scores(Trained(mapped), history));
        var model = Assert.IsAssignableFrom<IContentModel>(Trained(mapped));
        Assert.Equal(new ContentTerm(ContentTermKind.Tag, "run"), model.SharedTerms(Knowledge, 0, 0, 5).Single().Term);
        Assert.Empty(model.SharedTerms(Knowledge, 0, 1, 0));

        IModel Trained(ContentBridgeOptions options) => new ContentBridgeTrainer(options).Train(dataset, Sports, new TrainingRun());
    }

    [Theory]
    [InlineData("a", "a")]
    [InlineData("a -> b; -> c", "-> c")]
    [InlineData("a -> b : 2", "a -> b : 2")]
    [InlineData("a -> b : x", "a -> b : x")]
    public void Parse_NoMap_NamesThePart(string text, string wrong) => Assert.Equal((null, wrong), TagMap.Parse(text));

    [Fact]
    public void Bridge_AudienceShare_LendsTheTermsOfItemsMetTogether()
    {
        // Everybody who met e0 (run) met e2 (no word) as well: e2 gets run by its audience, and e1, whom nobody met, keeps to itself.
        var dataset = AudienceWorld();
        var options = new ContentBridgeOptions
        {
            AudienceShare = 0.5,
            PopularityBoost = 0,
            PopularityPrior = 0,
        };
        var model = new ContentBridgeTrainer(options).Train(dataset, Sports, new TrainingRun());
        AssertNear([1, 0, 1], Scores(model, History(Knowledge, [0], [1])));
        AssertNear(
            [1, 0, 0],
            Scores(
                new ContentBridgeTrainer(options with { AudienceShare = 0 }).Train(dataset, Sports, new TrainingRun()),
                History(Knowledge, [0], [1])
            )
        );
    }

    private static InteractionDataset World()
    {
        var builder = new InteractionDatasetBuilder();
        builder.AddDomain("knowledge");
        builder.AddDomain("sports");
        foreach (var (user, item) in new[] { ("u1", "c0"), ("u2", "c0"), ("u3", "c0"), ("u1", "c1") })
        {
            builder.Add(Knowledge, user, item);
        }
        builder.AddItem(Knowledge, "c2");
        builder.Add(Sports, "s1", "e0");
        var half = (float)(1 / Math.Sqrt(2));
        var terms = new SparseMatrix(3, 2, [0, 1, 3, 4], [0, 0, 1, 1], [1, half, half, 1]);
        return builder.Build().WithContent([new ItemContent(new IdMap(["run", "eat"]), terms), null]);
    }

    private static InteractionDataset TaggedWorld()
    {
        var builder = new InteractionDatasetBuilder();
        builder.AddDomain("knowledge");
        builder.AddDomain("sports");
        builder.Add(Knowledge, "u1", "c0");
        builder.Add(Sports, "s1", "e0");
        builder.Add(Sports, "s1", "e1");
        var vocabulary = new IdMap([ContentTerm.TagKey("diet"), ContentTerm.TagKey("run")]);
        return builder
            .Build()
            .WithContent([
                new ItemContent(vocabulary, new SparseMatrix(1, 2, [0, 1], [0], [1])),
                new ItemContent(vocabulary, new SparseMatrix(2, 2, [0, 1, 2], [1, 0], [1, 1])),
            ]);
    }

    private static InteractionDataset AudienceWorld()
    {
        var builder = new InteractionDatasetBuilder();
        builder.AddDomain("knowledge");
        builder.AddDomain("sports");
        builder.Add(Knowledge, "u1", "c0");
        foreach (var item in new[] { "e0", "e1", "e2" })
        {
            builder.AddItem(Sports, item);
        }
        foreach (var user in new[] { "s1", "s2" })
        {
            builder.Add(Sports, user, "e0");
            builder.Add(Sports, user, "e2");
        }
        var vocabulary = new IdMap(["run", "rest"]);
        return builder
            .Build()
            .WithContent([
                new ItemContent(vocabulary, new SparseMatrix(1, 2, [0, 1], [0], [1])),
                new ItemContent(vocabulary, new SparseMatrix(3, 2, [0, 1, 2, 2], [0, 1], [1, 1])),
            ]);
    }

    private static UserHistory History(int domain, int[] items, float[] weights) =>
        UserHistory.Empty(2).With(domain, new DomainHistory(items, weights, default));

    private static float[] Scores(IModel model, UserHistory history)
    {
        var scores = new float[model.DomainItemCounts[model.TargetDomain]];
        model.Score(history, scores);
        return scores;
    }

    private static void AssertNear(double[] expected, float[] found)
    {
        Assert.Equal(expected.Length, found.Length);
        Assert.All(expected.Zip(found), pair => Assert.Equal(pair.First, pair.Second, 1e-6));
    }
}
