using Kuajie.Algorithms.Datasets;
using Kuajie.Algorithms.Models;
using Xunit;

namespace Kuajie.Conformance.Models;

/// <summary>What every model keeps to that recommends different things to different users.</summary>
public abstract class PersonalModelSuite : ModelSuite
{
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public void Score_Checkerboard_UnseenItemsOfOwnGroupOutrankTheOtherGroup(int target)
    {
        var dataset = ModelWorlds.Checkerboard();
        var model = Train(dataset, target);
        for (var user = 0; user < 30; user++)
        {
            AssertOwnGroupFirst(model, dataset, $"first{user}", 0, target);
            AssertOwnGroupFirst(model, dataset, $"second{user}", 1, target);
        }
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public void Score_Tastes_HitsMoreHeldOutItemsThanPopularity(int target)
    {
        var (dataset, heldOut) = ModelWorlds.Tastes(target);
        var popularity = ModelCatalog.Find("popularity")!.CreateTrainer().Train(dataset, target, new TrainingRun());
        var floor = 1.5 * ModelWorlds.HitRateAt10(popularity, dataset, heldOut);
        var found = ModelWorlds.HitRateAt10(Train(dataset, target), dataset, heldOut);
        Assert.True(found >= floor, $"Found a hit rate of {found:P1}; expected at least {floor:P1}, half as much again as popularity.");
    }

    /// <summary>Every unseen item of the user's group scores higher than every item of the other group.</summary>
    protected static void AssertOwnGroupFirst(IModel model, InteractionDataset dataset, string userId, int group, int target)
    {
        var user = dataset.Domains[0].UserIndexOf(userId) is var first and >= 0 ? first : dataset.Domains[1].UserIndexOf(userId);
        var history = dataset.HistoryOf(user);
        var scores = Scores(model, history);
        var seen = history[target].Items.ToArray();
        var own = Enumerable.Range(group * ModelWorlds.GroupItems, ModelWorlds.GroupItems).Except(seen).ToArray();
        var other = Enumerable.Range((1 - group) * ModelWorlds.GroupItems, ModelWorlds.GroupItems);
        var best = other.Max(item => scores[item]);
        Assert.All(
            own,
            item => Assert.True(scores[item] > best, $"{userId}: item {item} scores {scores[item]}, the other group up to {best}.")
        );
    }
}
