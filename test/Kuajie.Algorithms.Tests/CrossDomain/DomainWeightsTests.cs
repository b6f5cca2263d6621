using Kuajie.Algorithms.Datasets;
using Kuajie.Algorithms.Models;
using Kuajie.Conformance.Models;

namespace Kuajie.Algorithms.Tests.CrossDomain;

/// <summary>Weights per domain of the kinds that have them, beside the single weight for all.</summary>
public class DomainWeightsTests
{
    public static TheoryData<string> Kinds => ["joint-als", "joint-ease", "joint-graph-walk", "embedding-mapping"];

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Train_DomainWithoutWeight_SaysNothing(string kind)
    {
        var (three, two) = Worlds();
        var silenced = Train(kind, three, "[1, 0]");
        Assert.Equal(Scores(silenced, three, 0, 1), Scores(silenced, three, 0));
        Assert.NotEqual(Scores(Train(kind, three, "[1, 1]"), three, 0, 1), Scores(Train(kind, three, "[1, 1]"), three, 0));
        if (kind is "joint-ease" or "joint-graph-walk")
        {
            // A single other domain of weight 1 is what is left; factors begin elsewhere where the target is another domain.
            var alone = ModelCatalog.Find(kind)!.CreateTrainer("{\"otherDomainWeight\":1}").Train(two, 1, new TrainingRun());
            var history = two.HistoryOf(3);
            var expected = new float[two.Domains[1].Items.Count];
            alone.Score(history, expected);
            Assert.All(expected.Zip(Scores(silenced, three, 0, 2)), pair => Assert.Equal(pair.First, pair.Second, 1e-4f));
        }
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Train_EqualWeights_AreTheSingleWeight(string kind)
    {
        var (three, _) = Worlds();
        var options = kind == "embedding-mapping" ? "{}" : "{\"otherDomainWeight\":0.5}";
        var single = ModelCatalog.Find(kind)!.CreateTrainer(options).Train(three, 2, new TrainingRun());
        Assert.Equal(Scores(single, three, 0, 1, 2), Scores(Train(kind, three, "[0.5, 0.5]"), three, 0, 1, 2));
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Train_WeightsOfAnotherNumber_IsAFault(string kind)
    {
        var (three, _) = Worlds();
        var thrown = Assert.Throws<InvalidModelOptionsException>(() => Train(kind, three, "[1]"));
        Assert.Equal("domainWeights", Assert.Single(thrown.Faults).Option);
        Assert.Throws<InvalidModelOptionsException>(() => ModelCatalog.Find(kind)!.CreateTrainer("{\"domainWeights\":[-1]}"));
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void SearchSpace_ThreeDomains_TriesEachAheadOfTheOther(string kind)
    {
        var (three, two) = Worlds();
        var space = ModelCatalog.Find(kind)!.SearchSpace(three, 2).Select(trainer => OptionsJson.Write(trainer.Options)).ToArray();
        Assert.Contains(space, options => options.Contains("\"domainWeights\":[1,0.1]", StringComparison.Ordinal));
        Assert.Contains(space, options => options.Contains("\"domainWeights\":[0.1,1]", StringComparison.Ordinal));
        Assert.All(
            ModelCatalog.Find(kind)!.SearchSpace(two, 1),
            trainer => Assert.Contains("\"domainWeights\":[]", OptionsJson.Write(trainer.Options), StringComparison.Ordinal)
        );
    }

    /// <summary>The checkerboard with its source, a second partner alike, and the target; and without the second partner.</summary>
    private static (InteractionDataset Three, InteractionDataset Two) Worlds()
    {
        var two = ModelWorlds.Checkerboard();
        var other = two.Domains[0];
        return (new InteractionDataset(two.UserCount, [other, other, two.Domains[1]]), two);
    }

    private static IModel Train(string kind, InteractionDataset dataset, string weights) =>
        ModelCatalog.Find(kind)!.CreateTrainer($"{{\"domainWeights\":{weights}}}").Train(dataset, 2, new TrainingRun());

    /// <summary>Scores of a user of whom only some domains are known.</summary>
    private static float[] Scores(IModel model, InteractionDataset dataset, params int[] known)
    {
        var history = UserHistory.Empty(dataset.Domains.Count);
        foreach (var domain in known)
        {
            history = history.With(domain, dataset.Domains[domain].HistoryOf(3));
        }
        var scores = new float[dataset.Domains[2].Items.Count];
        model.Score(history, scores);
        return scores;
    }
}
