using CsCheck;
using Kuajie.Algorithms.Datasets;
using Kuajie.Algorithms.Datasets.Splits;
using Kuajie.Algorithms.Tests.Evaluation;

namespace Kuajie.Algorithms.Tests.Datasets.Splits;

public class SplittersTests
{
    private static readonly Func<InteractionDataset, ulong, DatasetSplit>[] All =
    [
        (dataset, seed) => Splitters.LeaveLastOut(dataset, 1, seed),
        (dataset, seed) => Splitters.LeaveOneOut(dataset, 1, seed, 10),
        (dataset, seed) => Splitters.RatioPerUser(dataset, 1, 0.3, seed),
        (dataset, seed) => Splitters.ColdUsers(dataset, 1, 0.2, seed),
        (dataset, seed) => Splitters.ColdItems(dataset, 1, 0.2, seed),
        (dataset, _) => Splitters.TemporalCut(dataset, 1, 0.3),
    ];

    [Fact]
    public void AnySplit_NeverLeaksAndLosesNothing()
    {
        Gen.Select(Gen.Int[0, All.Length - 1], Gen.ULong)
            .Sample(
                (splitter, seed) =>
                {
                    var dataset = ToyData.Random(25, 15, 6, seed, hasTimes: true);
                    var split = All[splitter](dataset, seed);
                    var training = split.Training.Domains[1].Interactions;
                    Assert.All(split.HeldOut, row => Assert.False(training.Contains(row.User, row.Item)));
                    Assert.All(split.HeldOut, row => Assert.True(dataset.Domains[1].Interactions.Contains(row.User, row.Item)));
                    Assert.Equal(dataset.Domains[1].Interactions.EntryCount, training.EntryCount + split.HeldOut.Count);
                    Assert.Equal(split.HeldOut, All[splitter](dataset, seed).HeldOut);
                },
                iter: 60
            );
    }

    [Fact]
    public void LeaveLastOut_WithTimes_HoldsTheLatestOut()
    {
        var builder = new InteractionDatasetBuilder();
        builder.AddDomain("target");
        builder.Add(0, "u", "old", 1, 10);
        builder.Add(0, "u", "latest", 2, 30);
        builder.Add(0, "u", "middle", 1, 20);
        builder.Add(0, "single", "old", 1, 99);
        var split = Splitters.LeaveLastOut(builder.Build(), 0, seed: 1);
        Assert.Equal([new HeldOutRow(0, 1, 2)], split.HeldOut);
        Assert.Equal([10L, 20L], split.Training.HistoryOf(0)[0].UnixSeconds.ToArray());
    }

    [Fact]
    public void TemporalCut_OtherDomain_LosesItsFutureToo()
    {
        var builder = new InteractionDatasetBuilder();
        builder.AddDomain("source");
        builder.AddDomain("target");
        builder.Add(0, "u", "before", 1, 10);
        builder.Add(0, "u", "after", 1, 90);
        for (var day = 0; day < 10; day++)
        {
            builder.Add(1, "u", $"t{day}", 1, 10 * day);
        }
        builder.LinkSameIds(0, 1);
        var split = Splitters.TemporalCut(builder.Build(), 1, 0.2);
        Assert.Equal([8, 9], split.HeldOut.Select(row => row.Item));
        Assert.Equal([0], split.Training.HistoryOf(0)[0].Items.ToArray());
    }

    [Fact]
    public void TemporalCut_NoTimes_SaysSo()
    {
        var fault = Assert.Throws<ArgumentException>(() => Splitters.TemporalCut(ToyData.Random(5, 5, 2, 1), 1, 0.2));
        Assert.StartsWith("Found no times in target; expected a time for each interaction.", fault.Message);
    }

    [Fact]
    public void ColdUsers_HeldOutUsers_HaveNoTargetRowsButKeepOthers()
    {
        var split = Splitters.ColdUsers(ToyData.Random(30, 10, 4, 2), 1, 0.2, seed: 1);
        var users = split.HeldOut.Select(row => row.User).Distinct().ToArray();
        Assert.Equal(6, users.Length);
        Assert.All(users, user => Assert.Equal(0, split.Training.HistoryOf(user)[1].Count));
        Assert.All(users, user => Assert.NotEqual(0, split.Training.HistoryOf(user)[0].Count));
    }

    [Fact]
    public void ColdItems_HeldOutItems_HaveNoTrainingRows()
    {
        var split = Splitters.ColdItems(ToyData.Random(30, 10, 4, 2), 1, 0.2, seed: 1);
        var trained = split.Training.Domains[1].Interactions.Transpose();
        Assert.Equal(2, split.HeldOut.Select(row => row.Item).Distinct().Count());
        Assert.All(split.HeldOut, row => Assert.Equal(0, trained.RowLength(row.Item)));
    }

    [Fact]
    public void RatioPerUser_EachUser_KeepsAtLeastOne()
    {
        var dataset = ToyData.Random(30, 10, 3, 2);
        var split = Splitters.RatioPerUser(dataset, 1, 0.9, seed: 1);
        Assert.All(Enumerable.Range(0, dataset.UserCount), user => Assert.NotEqual(0, split.Training.HistoryOf(user)[1].Count));
    }
}
