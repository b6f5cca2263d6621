using Kuajie.Algorithms.Datasets;
using Kuajie.Algorithms.Models;
using Kuajie.Algorithms.Models.ItemKnn;

namespace Kuajie.Algorithms.Tests.Models;

public class ItemKnnModelTests
{
    [Fact]
    public void Score_ThreeItems_EqualsHandCalculation()
    {
        var builder = new InteractionDatasetBuilder();
        var knowledge = builder.AddDomain("knowledge");
        builder.Add(knowledge, "u1", "a");
        builder.Add(knowledge, "u1", "b");
        builder.Add(knowledge, "u2", "a");
        builder.Add(knowledge, "u2", "b");
        builder.Add(knowledge, "u2", "c");
        builder.Add(knowledge, "u3", "c");
        var dataset = builder.Build();
        var options = new ItemKnnOptions { Shrinkage = 2, PopularityPrior = 0.5 };
        var model = new ItemKnnTrainer(options).Train(dataset, knowledge, new TrainingRun());

        var scores = new float[3];
        model.Score(dataset.HistoryOf(0), scores);

        // Norms are √2 each: cosine(a, b) = 2 / (2 + 2), cosine(a, c) = cosine(b, c) = 1 / (2 + 2). Every item has two users: prior 0.5 · 2 / 2.
        Assert.Equal([0.5f + 0.5f, 0.5f + 0.5f, 0.5f + 0.25f + 0.25f], scores);
        Assert.Equal([new Contribution(0, 0, 0.25f), new Contribution(0, 1, 0.25f)], model.Explain(dataset.HistoryOf(0), 2, 9));
    }

    [Fact]
    public void Score_ConditionalProbability_EqualsHandCalculation()
    {
        var builder = new InteractionDatasetBuilder();
        var knowledge = builder.AddDomain("knowledge");
        foreach (var (user, items) in new[] { ("u1", "ab"), ("u2", "ab"), ("u3", "a"), ("u4", "a"), ("u5", "bc") })
        {
            foreach (var item in items)
            {
                builder.Add(knowledge, user, $"{item}");
            }
        }
        var dataset = builder.Build();
        var options = new ItemKnnOptions
        {
            Similarity = ItemKnnSimilarity.ConditionalProbability,
            PopularityExponent = 0.5,
            Shrinkage = 0,
            PopularityPrior = 0,
        };
        var model = new ItemKnnTrainer(options).Train(dataset, knowledge, new TrainingRun());
        var scores = new float[3];

        // a has 4 users, b 3, c 1; a and b share 2, b and c share 1. From b: P(a | b) / √4 and P(c | b) / √1.
        model.Score(new UserHistory(new DomainHistory(new[] { 1 }, new[] { 1f }, default)), scores);
        Assert.Equal(2 / 3.0 / 2, scores[0], 1e-6);
        Assert.Equal(1 / 3.0, scores[2], 1e-6);
        // From a: P(b | a) / √3.
        model.Score(new UserHistory(new DomainHistory(new[] { 0 }, new[] { 1f }, default)), scores);
        Assert.Equal(2 / 4.0 / Math.Sqrt(3), scores[1], 1e-6);
    }

    [Fact]
    public void Score_Bm25_BusyUserSaysLessThanQuietOne()
    {
        var builder = new InteractionDatasetBuilder();
        var knowledge = builder.AddDomain("knowledge");
        foreach (var (user, items) in new[] { ("quiet", "ab"), ("busy", "acdefgh"), ("third", "ch"), ("fourth", "bd") })
        {
            foreach (var item in items)
            {
                builder.Add(knowledge, user, $"{item}");
            }
        }
        var dataset = builder.Build();
        var ids = dataset.Domains[0].Items;
        float[] Scores(ItemKnnSimilarity similarity)
        {
            var options = new ItemKnnOptions
            {
                Similarity = similarity,
                Shrinkage = 0,
                PopularityPrior = 0,
            };
            var scores = new float[ids.Count];
            new ItemKnnTrainer(options)
                .Train(dataset, knowledge, new TrainingRun())
                .Score(new UserHistory(new DomainHistory(new[] { ids.IndexOf("a") }, new[] { 1f }, default)), scores);
            return scores;
        }

        // b and c both have two users and share one with a: b the quiet one, c the busy one.
        var cosine = Scores(ItemKnnSimilarity.Cosine);
        Assert.Equal(cosine[ids.IndexOf("b")], cosine[ids.IndexOf("c")]);
        var weighted = Scores(ItemKnnSimilarity.Bm25);
        Assert.True(weighted[ids.IndexOf("b")] > weighted[ids.IndexOf("c")]);
    }
}
