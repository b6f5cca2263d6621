using Kuajie.Algorithms.CrossDomain.Gated;
using Kuajie.Algorithms.Datasets;
using Kuajie.Algorithms.Models;
using Kuajie.Conformance.Models;
using Kuajie.Platform.Recommendations;

namespace Kuajie.Platform.Tests.Recommendations;

public class ItemRankingTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public void Rank_ByIndex_GivesWhatScoringAllGives(int target)
    {
        var dataset = ModelWorlds.Tastes(target).Dataset;
        var factors = Trained("implicit-als", "{\"rank\":8}", dataset, target);
        var cross = Trained("joint-als", "{\"rank\":8}", dataset, target);
        IModel[] models = [factors, new GatedModel(new GatedOptions { CrossSegments = "many-linked few-linked" }, factors, cross)];
        foreach (var model in models)
        {
            Assert.All(
                Enumerable.Range(0, 40),
                user =>
                {
                    var history = dataset.HistoryOf(user);
                    var seen = history[target].Items.ToArray().ToHashSet();
                    var whole = new ItemRanking(model).Rank(history, seen, 3).ToArray();
                    Assert.Equal(whole, new ItemRanking(model, largestScoredWhole: 10).Rank(history, seen, 3));
                    Assert.Equal(150 - seen.Count, whole.Length);
                }
            );
        }
    }

    [Fact]
    public void Rank_BlendBehindAGate_GivesEveryItemOnceAndTheBestFirst()
    {
        var dataset = ModelWorlds.Tastes(1).Dataset;
        const string Parts = """{"parts":[{"model":"item-knn"},{"model":"implicit-als","options":"{\"rank\":8}"}]}""";
        var blend = Trained("blend", Parts, dataset, 1);
        var model = new GatedModel(
            new GatedOptions { CrossSegments = "cold-linked" },
            blend,
            Trained("joint-als", "{\"rank\":8}", dataset, 1)
        );
        foreach (var history in Enumerable.Range(0, 40).Select(dataset.HistoryOf))
        {
            var seen = history[1].Items.ToArray().ToHashSet();
            var whole = new ItemRanking(model).Rank(history, seen, 3).ToArray();
            var found = new ItemRanking(model, largestScoredWhole: 10).Rank(history, seen, 3).ToArray();
            Assert.Equal(whole.Select(item => item.Index).Order(), found.Select(item => item.Index).Order());
            Assert.Equal(
                whole.Take(3).Select(item => item.Score),
                found.Take(3).Select(item => item.Score),
                (a, b) => MathF.Abs(a - b) < 2e-4f
            );
        }
    }

    [Fact]
    public void Rank_ModelWithoutFactors_IsScoredWhole()
    {
        var dataset = ModelWorlds.Tastes(1).Dataset;
        var model = Trained("item-knn", "{}", dataset, 1);

        Assert.Equal(150, new ItemRanking(model, largestScoredWhole: 10).Rank(UserHistory.Empty(2), new HashSet<int>(), 5).Count());
    }

    private static IModel Trained(string model, string options, InteractionDataset dataset, int target) =>
        ModelCatalog.Find(model)!.CreateTrainer(options).Train(dataset, target, new TrainingRun());
}
