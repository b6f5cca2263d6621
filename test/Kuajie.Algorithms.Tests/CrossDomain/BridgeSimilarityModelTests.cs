using Kuajie.Algorithms.CrossDomain.BridgeSimilarity;
using Kuajie.Algorithms.Datasets;
using Kuajie.Algorithms.Models;

namespace Kuajie.Algorithms.Tests.CrossDomain;

public class BridgeSimilarityModelTests
{
    private const int Knowledge = 0;
    private const int Sports = 1;

    [Theory]
    [InlineData(Sports)]
    [InlineData(Knowledge)]
    public void Score_LinkedUsers_EqualsHandCalculation(int target)
    {
        var dataset = World();
        var options = new BridgeSimilarityOptions
        {
            Shrinkage = 1,
            PopularityDamping = 1,
            PopularityPrior = 0.1,
            WeightExponent = 0,
        };
        var model = new BridgeSimilarityTrainer(options).Train(dataset, target, new TrainingRun());
        var scores = new float[2];
        model.Score(History(dataset, 1 - target, 0, 1), scores);

        // Over the linked users k1 and k2 alone: c0 = {k1, k2}, c1 = {k2}; e0 = {k1, k2}, e1 = {k1}.
        // S[c0, e0] = 2 / (√2·√2 + 1), S[c0, e1] = S[c1, e0] = 1 / (√2 + 1), S[c1, e1] = 0.
        // All users count for popularity: c0 has 2, c1 has 12; e0 has 2, e1 has 1.
        var (both, one) = (2.0 / 3, 1 / (Math.Sqrt(2) + 1));
        double[] expected =
            target == Sports ? [((both + one) / 2) + 0.1, (one / 1) + 0.05] : [((both + one) / 2) + (0.1 * 2 / 12), (one / 12) + 0.1];
        Assert.Equal(expected[0], scores[0], 1e-6);
        Assert.Equal(expected[1], scores[1], 1e-6);
    }

    [Fact]
    public void Score_NoSourceHistory_IsPopularity()
    {
        var dataset = World();
        var model = new BridgeSimilarityTrainer().Train(dataset, Knowledge, new TrainingRun());
        var scores = new float[2];
        model.Score(UserHistory.Empty(2), scores);
        Assert.True(scores[1] > scores[0]);
    }

    [Fact]
    public void Score_ThreeDomains_SumsTheBridges()
    {
        var builder = new InteractionDatasetBuilder();
        var domains = new[] { builder.AddDomain("knowledge"), builder.AddDomain("sports"), builder.AddDomain("auto") };
        foreach (var domain in domains)
        {
            builder.Add(domain, "u1", "x");
        }
        builder.LinkSameIds(0, 1);
        builder.LinkSameIds(0, 2);
        var dataset = builder.Build();
        var options = new BridgeSimilarityOptions { Shrinkage = 0, PopularityPrior = 0 };
        var model = new BridgeSimilarityTrainer(options).Train(dataset, 0, new TrainingRun());
        var scores = new float[1];
        model.Score(dataset.HistoryOf(0), scores);
        Assert.Equal([2f], scores);
        Assert.Equal([new Contribution(1, 0, 1), new Contribution(2, 0, 1)], model.Explain(dataset.HistoryOf(0), 0, 5));
    }

    private static InteractionDataset World()
    {
        var builder = new InteractionDatasetBuilder();
        builder.AddDomain("knowledge");
        builder.AddDomain("sports");
        builder.Add(Knowledge, "k1", "c0");
        builder.Add(Knowledge, "k2", "c0");
        builder.Add(Knowledge, "k2", "c1");
        builder.Add(Sports, "k1", "e0");
        builder.Add(Sports, "k1", "e1");
        builder.Add(Sports, "k2", "e0");
        for (var unlinked = 0; unlinked < 11; unlinked++)
        {
            builder.Add(Knowledge, $"alone{unlinked}", "c1");
        }
        builder.LinkSameIds(Knowledge, Sports);
        return builder.Build();
    }

    private static UserHistory History(InteractionDataset dataset, int domain, params int[] items) =>
        UserHistory.Empty(dataset.Domains.Count).With(domain, new DomainHistory(items, items.Select(_ => 1f).ToArray(), default));
}
