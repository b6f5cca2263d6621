using CsCheck;
using Kuajie.Algorithms.Experiments.Faults;
using Kuajie.Algorithms.Experiments.Planning;
using Kuajie.Algorithms.Tests.Experiments.Metrics;

namespace Kuajie.Algorithms.Tests.Experiments.Planning;

public sealed class ExperimentPowerTests
{
    private static readonly ExperimentPower Usual = new();

    [Fact]
    public void UnitsFor_Rate_HandComputed()
    {
        // 5 % to 6 %: (1.959964 + 0.841621)² · (0.0475 + 0.0564) / 0.01² = 8,155 per arm.
        Assert.InRange(Usual.UnitsFor(MetricSpread.OfRate(0.05), 0.01), 16_308, 16_312);
    }

    /// <summary>Van Belle's rule of thumb (2008, chapter 2): 16 σ² / δ² per arm for 80 %; exactly 15.70.</summary>
    [Fact]
    public void UnitsFor_Mean_IsVanBellesRule()
    {
        Assert.InRange(Usual.UnitsFor(MetricSpread.OfMean(1), 0.1) / 2.0, 1568, 1572);
        Assert.InRange((Usual with { VarianceReduction = 0.5 }).UnitsFor(MetricSpread.OfMean(1), 0.1) / 2.0, 784, 786);
    }

    [Fact]
    public void UnitsFor_UnequalSharesAndSeveralComparisons_NeedMore()
    {
        var mean = MetricSpread.OfMean(1);

        // 1/(4·0.1·0.9) = 2.78 times as many for a tenth in treatment.
        Assert.InRange((Usual with { TreatmentShare = 0.1 }).UnitsFor(mean, 0.1) / (double)Usual.UnitsFor(mean, 0.1), 2.77, 2.79);
        // Bonferroni over 5: (2.575829 + 0.841621)² / 7.8489 = 1.488.
        Assert.InRange((Usual with { Comparisons = 5 }).UnitsFor(mean, 0.1) / (double)Usual.UnitsFor(mean, 0.1), 1.486, 1.490);
        // Always-valid at its plan: (3.03521 + 0.84162)² / 7.8489 = 1.9149.
        Assert.InRange(Usual.SequentialUnitsFor(mean, 0.1) / (double)Usual.UnitsFor(mean, 0.1), 1.914, 1.916);
    }

    [Fact]
    public void DetectableEffect_OfTheUnitsNeeded_IsTheEffect() =>
        Gen.Select(Gen.Double[0.02, 0.5], Gen.Double[0.02, 0.3])
            .Sample(
                (rate, lift) =>
                {
                    var spread = MetricSpread.OfRate(rate);
                    var units = Usual.UnitsFor(spread, rate * lift);
                    Assert.InRange(Usual.DetectableEffect(spread, units), rate * lift * 0.99, rate * lift * 1.0001);
                    Assert.InRange(Usual.PowerOf(spread, rate * lift, units), 0.8, 0.82);
                }
            );

    [Fact]
    public void UnitsFor_TreatmentThatScattersMore_NeedsMore() =>
        Assert.InRange(Usual.UnitsFor(MetricSpread.OfMean(1, 2), 0.1) / (double)Usual.UnitsFor(MetricSpread.OfMean(1), 0.1), 1.499, 1.501);

    [Fact]
    public void PowerOf_NoEffect_IsTheErrorRate() => Assert.Equal(0.05, Usual.PowerOf(MetricSpread.OfMean(3), 0, 1000), 1e-12);

    [Fact]
    public void OfRatio_Former_HandComputed() =>
        Assert.Equal(1.0 / 9, MetricSpread.OfRatio(UnitMomentsTests.Of((1, 2, 0), (2, 2, 0), (6, 5, 0))).ControlVariance, 12);

    [Fact]
    public void TimeFor_WholeWeeks()
    {
        Assert.Equal(new RunningTime(8, 2), ExperimentPower.TimeFor(16_310, 2100));
        Assert.Equal(new RunningTime(7, 1), ExperimentPower.TimeFor(7, 1));
        Assert.True(ExperimentPower.TimeFor(long.MaxValue, 1e-9).Weeks > 0);
    }

    [Fact]
    public void Power_Nonsense_NamesEveryFault()
    {
        var faulty = new ExperimentPower
        {
            Power = 1,
            TreatmentShare = 0,
            Comparisons = 0,
            VarianceReduction = 1,
        };
        var fault = Assert.Throws<InvalidExperimentException>(() => faulty.PowerOf(MetricSpread.OfRate(0), double.NaN, 1));

        Assert.Equal(
            ["Probability", "Probability", "Probability", "Comparisons", "VarianceReduction", "Units", "Effect"],
            fault.Faults.Select(each => each.Code)
        );
        Assert.Throws<InvalidExperimentException>(() => Usual.UnitsFor(MetricSpread.OfRate(0.1), -0.2));
        Assert.Throws<InvalidExperimentException>(() => Usual.UnitsFor(MetricSpread.OfMean(1), 0));
        Assert.Throws<InvalidExperimentException>(() => Usual.UnitsFor(MetricSpread.OfMean(0), 1));
        Assert.Throws<InvalidExperimentException>(() => Usual.UnitsFor(MetricSpread.OfMean(1, double.NaN), 1));
        Assert.Throws<InvalidExperimentException>(() => ExperimentPower.TimeFor(0, 0));
        Assert.Throws<InvalidExperimentException>(() => MetricSpread.OfRatio(new()));
    }
}
