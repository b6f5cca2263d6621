using Kuajie.Algorithms.CrossDomain.JointAls;
using Kuajie.Algorithms.Datasets;
using Kuajie.Algorithms.Models;
using Kuajie.Algorithms.Models.Factorization;
using Kuajie.Algorithms.Models.ImplicitAls;
using Kuajie.Conformance.Models;

namespace Kuajie.Algorithms.Tests.Models.Factorization;

public class FactorGrowthTests
{
    private static readonly ImplicitAlsOptions Single = new()
    {
        Rank = 16,
        Sweeps = 9,
        GrowthSweeps = [3, 2],
    };
    private static readonly JointAlsOptions Joint = new()
    {
        Rank = 16,
        Sweeps = 9,
        GrowthSweeps = [3, 2],
    };

    public static TheoryData<string> Kinds => ["implicit-als", "joint-als"];

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Begin_FromTheOriginsModel_GivesTheSameModelBitByBit(string kind)
    {
        var dataset = ModelWorlds.Tastes(1).Dataset;
        var trainer = Trainer(kind);
        var origin = (IGrowingTrainer)ModelCatalog.Find(kind)!.CreateTrainer(trainer.OriginJson);
        Assert.NotNull(origin.OriginJson);
        var smaller = origin.Train(dataset, 1, new TrainingRun(7, 2));

        var training = trainer.Begin(dataset, 1, new TrainingRun(7, 3), smaller);
        training.Advance(training.SweepsPlanned);

        Assert.Equal(4, training.SweepsPlanned);
        AssertSame(trainer.Train(dataset, 1, new TrainingRun(7, 1)), training.Finish());
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Look_BetweenSweeps_ScoresAndDisturbsNothing(string kind)
    {
        var dataset = ModelWorlds.Tastes(1).Dataset;
        var trainer = Trainer(kind);
        var training = trainer.Begin(dataset, 1, new TrainingRun(), null);
        while (training.SweepsDone < training.SweepsPlanned)
        {
            training.Advance(1);
            var scores = new float[dataset.Domains[1].Items.Count];
            training.Look().Score(dataset.HistoryOf(0), scores);
            Assert.True(scores.Max() > 0);
        }
        AssertSame(trainer.Train(dataset, 1, new TrainingRun()), training.Finish());
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void EndedAfter_FewerSweeps_IsTheTrainingThatWasEnded(string kind)
    {
        var dataset = ModelWorlds.Tastes(1).Dataset;
        var training = Trainer(kind).Begin(dataset, 1, new TrainingRun(), null);
        training.Advance(2);
        AssertSame(Trainer(kind).EndedAfter(2).Train(dataset, 1, new TrainingRun()), training.Finish());
    }

    [Fact]
    public void Train_AnotherStart_IsAnotherModelAndTheSameEachTime()
    {
        var dataset = ModelWorlds.Tastes(1).Dataset;
        float[] Scores(int start)
        {
            var scores = new float[dataset.Domains[1].Items.Count];
            new JointAlsTrainer(Joint with { Start = start }).Train(dataset, 1, new TrainingRun()).Score(dataset.HistoryOf(0), scores);
            return scores;
        }
        Assert.Equal(Scores(1), Scores(1));
        Assert.NotEqual(Scores(0), Scores(1));
        Assert.NotEqual(Scores(1), Scores(2));
    }

    [Fact]
    public void Train_GrowingRanks_ComesNearTheObjectiveOfTheFullRank()
    {
        var dataset = ModelWorlds.Tastes(1).Dataset;
        double LossOf(ImplicitAlsOptions options)
        {
            var losses = new List<double>();
            var run = new TrainingRun(Progress: new LossList(losses));
            new ImplicitAlsTrainer(options).Train(dataset, 1, run);
            return losses[^1];
        }
        var grown = LossOf(Single with { Sweeps = 16, GrowthSweeps = [4, 4] });
        var full = LossOf(Single with { Sweeps = 16, GrowthSweeps = [] });
        Assert.InRange(grown / full, 0.97, 1.03);
    }

    [Theory]
    [InlineData(new[] { 0 })]
    [InlineData(new[] { 9 })]
    [InlineData(new[] { 1, 1, 1, 1, 1 })]
    public void Trainer_GrowthThatDoesNotFit_IsAFault(int[] growth)
    {
        var single = Assert.Throws<InvalidModelOptionsException>(() => new ImplicitAlsTrainer(Single with { GrowthSweeps = growth }));
        var joint = Assert.Throws<InvalidModelOptionsException>(() => new JointAlsTrainer(Joint with { GrowthSweeps = growth }));
        Assert.Contains(single.Faults, fault => fault.Option == "growthSweeps");
        Assert.Contains(joint.Faults, fault => fault.Option == "growthSweeps");
    }

    private static IGrowingTrainer Trainer(string kind) =>
        kind == "joint-als" ? new JointAlsTrainer(Joint) : new ImplicitAlsTrainer(Single);

    private static void AssertSame(IModel expected, IModel found)
    {
        var (first, second) = (expected.ToState(), found.ToState());
        Assert.Equal(first.Arrays.Keys.Order(StringComparer.Ordinal), second.Arrays.Keys.Order(StringComparer.Ordinal));
        foreach (var name in first.Arrays.Keys.Where(name => name.StartsWith("factors", StringComparison.Ordinal)))
        {
            Assert.Equal(first.Floats(name, first.Arrays[name].Length), second.Floats(name, first.Arrays[name].Length));
        }
    }

    private sealed class LossList(List<double> losses) : IProgress<TrainingProgress>
    {
        public void Report(TrainingProgress value)
        {
            if (value.Loss is { } loss)
            {
                losses.Add(loss);
            }
        }
    }
}
