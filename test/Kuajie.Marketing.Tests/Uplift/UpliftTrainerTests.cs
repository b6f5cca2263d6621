using System.Globalization;
using Kuajie.Marketing.Faults;
using Kuajie.Marketing.Response;
using Kuajie.Marketing.Uplift;

namespace Kuajie.Marketing.Tests.Uplift;

public sealed class UpliftTrainerTests
{
    private static readonly UpliftOptions Quick = new() { Resamples = 200 };

    /// <summary>A conversion is worth 1000, a treatment costs 60: it pays for the persuadable alone.</summary>
    private static readonly ProfitPolicy Policy = new(1000, 60);

    [Theory]
    [InlineData(0.5)]
    [InlineData(0.2)]
    public void Train_PersuadablePeople_FindsThemAndEarnsNearlyWhatKnowingWouldEarn(double propensity)
    {
        var world = SimulatedTreatments.Persuadables(20_000, 1, propensity);
        var unseen = SimulatedTreatments.Persuadables(20_000, 2, propensity);
        var best = unseen.Effects.Average(effect => Math.Max(0, (effect * 1000) - 60));

        var training = new UpliftTrainer(Quick).Train(world.Data, Policy);

        Assert.Equal(
            [UpliftLearner.T, UpliftLearner.X, UpliftLearner.DoublyRobust],
            training.Report.Contenders.Select(each => each.Learner)
        );
        // Each way finds them, not the chosen one alone.
        var most = training.Report.Contenders.Max(each => each.Curve.Qini);
        Assert.All(training.Report.Contenders, each => Assert.InRange(each.Curve.Qini, 0.75 * most, most));
        Assert.Equal(training.Report.Chosen, training.Model!.Learner);
        Assert.Null(training.Report.Reason);
        var earned = unseen
            .Data.Rows.Select((row, place) => Policy.Treats(training.Model.Effect(row.Values)) ? (unseen.Effects[place] * 1000) - 60 : 0)
            .Average();
        var everybody = unseen.Effects.Average(effect => (effect * 1000) - 60);
        Assert.InRange(earned / best, 0.85, 1);
        Assert.True(earned > everybody);
        var told = training.Report.Contenders.Single(each => each.Learner == training.Report.Chosen).Profit;
        Assert.InRange(earned, told.Low, told.High);
    }

    [Fact]
    public void Train_ManyWorldsWithoutDifferences_KeepsAModelSeldom()
    {
        // Nobody differs, so an order that is better than chance is luck: one in forty for each of three that mostly agree.
        var kept = Enumerable
            .Range(1, 20)
            .Count(seed =>
                new UpliftTrainer(Quick).Train(SimulatedTreatments.Alike(4000, (ulong)seed, 0.1).Data, Policy).Model is not null
            );

        Assert.InRange(kept, 0, 4);
    }

    [Fact]
    public void Train_TheSameEffectOnEverybody_IsMeasuredAndSaidInBothLanguages()
    {
        var report = new UpliftTrainer(Quick).Train(SimulatedTreatments.Alike(20_000, 9, 0.1).Data, Policy).Report;

        Assert.InRange(0.1, report.Effect!.Low, report.Effect.High);
        Assert.Equal(1, report.Everybody!.Share);
        Assert.Equal("UpliftNoOrder", report.Reason!.Code);
        var before = CultureInfo.CurrentUICulture;
        CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo("zh-Hans");
        Assert.StartsWith("在未参与学习的用户上", report.Reason.ToString(), StringComparison.Ordinal);
        CultureInfo.CurrentUICulture = before;
    }

    [Fact]
    public void Train_TheSameSeed_GivesTheSameEffects()
    {
        var world = SimulatedTreatments.Persuadables(4000, 4);
        double[] Effects() =>
            [
                .. world
                    .Data.Rows.Take(100)
                    .Select(row => new UpliftTrainer(Quick).Train(world.Data, Policy).Model!.Effect(row.Values))
                    .Take(1),
            ];

        Assert.Equal(Effects(), Effects());
    }

    [Fact]
    public void Train_AllInOneArm_IsNotEnoughData()
    {
        var rows = SimulatedTreatments.Persuadables(2000, 1).Data;
        var training = new UpliftTrainer(Quick).Train(
            rows with
            {
                Rows = [.. rows.Rows.Select(row => row with { IsTreated = true })],
            },
            Policy
        );

        Assert.Null(training.Model);
        Assert.Equal("ShortageArm", training.Report.Reason!.Code);
    }

    [Fact]
    public void Train_NoConversions_IsNotEnoughData()
    {
        var rows = SimulatedTreatments.Persuadables(2000, 1).Data;
        var training = new UpliftTrainer(Quick).Train(rows with { Rows = [.. rows.Rows.Select(row => row with { Outcome = 0 })] }, Policy);

        Assert.Equal("ShortageOutcome", training.Report.Reason!.Code);
    }

    [Fact]
    public void Train_BadInput_SaysAllOfIt()
    {
        var data = new UpliftData(
            [new("taste", FeatureSort.Number), new("taste", FeatureSort.Number)],
            [new([FeatureValue.Of(1), FeatureValue.Of(double.NaN)], true, -1, 0), new([FeatureValue.Of(1), FeatureValue.Of(2)], false, 1)]
        );

        var thrown = Assert.Throws<InvalidInputException>(() =>
            new UpliftTrainer(Quick with { Folds = 1 }).Train(data, new ProfitPolicy(double.NaN, -1))
        );

        Assert.Equal(
            ["ResponseOption", "UpliftAmount", "UpliftAmount", "FeatureName", "FeatureValue", "OutcomeAmount", "UpliftPropensity"],
            thrown.Faults.Select(fault => fault.Code)
        );
        Assert.All(thrown.Faults, fault => Assert.NotEmpty(fault.CureText));
    }

    [Fact]
    public void Effect_OfOtherFeatures_IsRefused()
    {
        var model = new UpliftTrainer(Quick).Train(SimulatedTreatments.Persuadables(4000, 4).Data, Policy).Model!;

        Assert.Throws<InvalidInputException>(() => model.Effect([FeatureValue.Of(1)]));
    }
}
