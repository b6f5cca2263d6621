using Kuajie.Algorithms.Evaluation.OffPolicy;
using Kuajie.Algorithms.Experiments.Planning;

namespace Kuajie.Algorithms.Tests.Experiments.Planning;

public sealed class PolicyPreviewTests
{
    private static readonly BanditSimulator World = new(types: 5, items: 12, loggingTemperature: 0.5, targetTemperature: 0.1, seed: 11);

    /// <summary>600 decisions: weights 1.5 with reward 1 and weights ½ with reward 0, half each. SNIPS 0.75 against 0.5.</summary>
    [Fact]
    public void Of_TwoActions_HandComputed()
    {
        var preview = PolicyPreview.Of([
            .. Enumerable.Range(0, 600).Select(place => new LoggedDecision(0.5, place % 2 == 0 ? 0.75 : 0.25, 1 - (place % 2))),
        ]);

        Assert.Equal(0.5, preview.Logged, 12);
        Assert.Equal(0.75, preview.SelfNormalized!.Value.Value, 12);
        Assert.Equal(1, preview.MeanWeight, 12);
        Assert.Equal(600 / 1.25, preview.EffectiveSampleSize, 9);
        // Terms: 0.25 + 1.5·0.25 − 0.5 = 0.125 and 0.25 − 0.5·0.75 + 0.5 = 0.375: mean 0.25, deviation 0.125.
        Assert.Equal(0.25, preview.Difference!.Value.Value, 12);
        Assert.Equal(1.9639 * 0.125 * Math.Sqrt(600.0 / 599) / Math.Sqrt(600), preview.Difference.Value.High - 0.25, 1e-6);
        Assert.Equal(PreviewKind.Better, preview.Kind);
        Assert.Null(preview.DoublyRobust);
    }

    /// <summary>Of 120 logs the interval of the difference holds the truth in about 114: within four binomial standard deviations (2.4 each).</summary>
    [Theory]
    [InlineData(0)]
    [InlineData(0.05)]
    public void Of_ManyLogs_HoldTheTrueDifference(double modelError)
    {
        var held = 0;
        for (var run = 0UL; run < 120; run++)
        {
            var log = World.Log(1000, 0.05, run);
            var preview = PolicyPreview.Of(
                modelError > 0 ? log : [.. log.Select(each => each with { PredictedReward = 0, PredictedValue = 0 })]
            );
            Assert.Equal(modelError > 0, preview.DoublyRobust is not null);
            var truth = World.TargetValue - World.LoggingValue;
            held += preview.Difference is { } found && found.Low <= truth && truth <= found.High ? 1 : 0;
        }

        Assert.InRange(held, 105, 120);
    }

    [Fact]
    public void Of_WrongPropensities_AreFound()
    {
        var log = World.Log(5000, 0.05, 1).Select(each => each with { Propensity = Math.Min(1, each.Propensity * 1.5) }).ToArray();

        Assert.Equal(PreviewKind.WrongPropensities, PolicyPreview.Of(log).Kind);
    }

    [Fact]
    public void Of_AFewDecisionsOrOtherOnes_AreNotEnough()
    {
        Assert.Equal(PreviewKind.NotEnoughData, PolicyPreview.Of(World.Log(100, 0.05, 1)).Kind);
        var never = PolicyPreview.Of([.. Enumerable.Repeat(new LoggedDecision(0.5, 0, 1), 5000)]);
        Assert.Equal(PreviewKind.NotEnoughData, never.Kind);
        Assert.Null(never.SelfNormalized);
        Assert.Throws<ArgumentException>(() => PolicyPreview.Of([]));
    }

    [Fact]
    public void Of_TheSamePolicy_DiffersByNothing()
    {
        var preview = PolicyPreview.Of([.. Enumerable.Range(0, 500).Select(place => new LoggedDecision(0.3, 0.3, place % 4))]);

        Assert.Equal(0, preview.Difference!.Value.Value, 12);
        Assert.Equal(PreviewKind.Undecided, preview.Kind);
    }
}
