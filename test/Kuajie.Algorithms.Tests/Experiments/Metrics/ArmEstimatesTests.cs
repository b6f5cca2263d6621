using CsCheck;
using Kuajie.Algorithms.Experiments.Faults;
using Kuajie.Algorithms.Experiments.Metrics;

namespace Kuajie.Algorithms.Tests.Experiments.Metrics;

public sealed class ArmEstimatesTests
{
    [Fact]
    public void Ratio_ThreeUnits_HandComputed()
    {
        // Values 1, 2, 6 over 2, 2, 5: R = 1, rests −1, 0, 1 with variance 1; z̄ = 3, so var = 1 / (3 · 9).
        var ratio = ArmEstimates.Ratio(UnitMomentsTests.Of((1, 2, 0), (2, 2, 0), (6, 5, 0)));

        Assert.Equal(1, ratio.Value, 12);
        Assert.Equal(1.0 / 27, ratio.Variance, 12);
        Assert.Equal(3, ratio.Units);
    }

    [Fact]
    public void Ratio_DenominatorOne_IsTheMean() =>
        Gen.Double[-10, 10]
            .Array[2, 20]
            .Sample(values =>
            {
                var moments = UnitMomentsTests.Of([.. values.Select(value => (value, 1.0, 0.0))]);
                var (mean, ratio) = (ArmEstimates.Mean(moments), ArmEstimates.Ratio(moments));
                Assert.Equal(mean.Value, ratio.Value, 1e-9);
                Assert.Equal(mean.Variance, ratio.Variance, 1e-9);
            });

    [Fact]
    public void Estimates_TooLittle_AreMarked()
    {
        Assert.Equal(DataShortage.NoUnits, ArmEstimates.Mean(new UnitMoments()).Shortage);
        Assert.Equal(DataShortage.OneUnit, ArmEstimates.Mean(UnitMomentsTests.Of((1, 1, 0))).Shortage);
        Assert.Equal(DataShortage.NoDenominator, ArmEstimates.Ratio(UnitMomentsTests.Of((0, 0, 0), (0, 0, 0))).Shortage);
        Assert.Equal(DataShortage.NoDenominator, ArmEstimates.Ratio(UnitMomentsTests.Of((1e90, 1e-90, 0), (1e99, 1e-100, 0))).Shortage);
        Assert.Equal(DataShortage.NoUnits, new RateCounts(0, 0).ToEstimate().Shortage);
        Assert.Equal(DataShortage.OneUnit, new RateCounts(1, 1).ToEstimate().Shortage);
    }

    [Fact]
    public void RateCounts_ToEstimate_IsTheMeanOfZerosAndOnes()
    {
        var rate = (new RateCounts(3, 1) + new RateCounts(2, 1)).ToEstimate();
        var mean = ArmEstimates.Mean(UnitMomentsTests.Of((1, 1, 0), (0, 1, 0), (0, 1, 0), (1, 1, 0), (0, 1, 0)));

        Assert.Equal(mean.Value, rate.Value, 12);
        Assert.Equal(mean.Variance, rate.Variance, 12);
    }

    [Fact]
    public void Cuped_HandComputed()
    {
        // Within arms: cov sums 2 and 2, prior squares 2 and 2, so θ = 1. Prior means 1 and 2, all 1.5: ȳ − (x̄ − 1.5) = 2.5 and 4.5.
        var cuped = CupedEstimates.Mean([
            UnitMomentsTests.Of((1, 1, 0), (2, 1, 1), (3, 1, 2)),
            UnitMomentsTests.Of((4, 1, 1), (5, 1, 2), (6, 1, 3)),
        ]);

        Assert.Equal(1, cuped.Theta, 12);
        Assert.Equal(2.5, cuped.Arms[0].Value, 12);
        Assert.Equal(4.5, cuped.Arms[1].Value, 12);
        // The prior explains everything; what is left is the pooled mean's own error, θ² · 4/4 / 6, shared by both arms.
        Assert.Equal(1, cuped.VarianceReduction, 12);
        Assert.Equal(1.0 / 6, cuped.Arms[0].SharedVariance, 12);
        Assert.Equal(1.0 / 6, cuped.Arms[0].Variance, 12);
    }

    [Fact]
    public void Cuped_Ratio_WithDenominatorOne_IsThatOfMeans()
    {
        UnitMoments[] arms = [UnitMomentsTests.Of((1, 1, 0), (4, 1, 3), (3, 1, 2)), UnitMomentsTests.Of((4, 1, 1), (9, 1, 2), (6, 1, 7))];

        Assert.Equal(CupedEstimates.Mean(arms).Arms[1].Value, CupedEstimates.Ratio(arms).Arms[1].Value, 12);
        Assert.Equal(CupedEstimates.Mean(arms).Arms[1].Variance, CupedEstimates.Ratio(arms).Arms[1].Variance, 12);
    }

    [Fact]
    public void Cuped_NoPrior_ChangesNothing()
    {
        var arm = UnitMomentsTests.Of((1, 1, 0), (2, 1, 0));
        var cuped = CupedEstimates.Mean([arm, arm]);

        Assert.Equal(ArmEstimates.Mean(arm), cuped.Arms[0]);
        Assert.Equal(0, cuped.VarianceReduction);
    }

    [Fact]
    public void Quantile_OneToHundred_HandComputed()
    {
        // Median of 1 … 100 is 50.5. Half of them are below: spread √(¼ / 99) = 0.0503, times 1.96 = 0.0985, so 9.85 places to each side: error 9.85 / 1.96.
        var quantile = QuantileEstimates.Of([.. Enumerable.Range(1, 100).Select(value => (double)value)], 0.5);

        Assert.Equal(50.5, quantile.Value, 12);
        Assert.Equal(100 * Math.Sqrt(0.25 / 99), Math.Sqrt(quantile.Variance), 9);
    }

    [Fact]
    public void Quantile_ObservationsThatRepeatTheirUnit_AreNoFurtherEvidence()
    {
        double[] values = [.. Enumerable.Range(1, 200).Select(value => (double)(value * 7 % 211))];
        var alone = QuantileEstimates.Of(values, 0.8);
        var thrice = QuantileEstimates.OfUnits(
            [.. values.SelectMany(value => new[] { value, value, value })],
            [.. Enumerable.Range(0, 600).Select(place => place / 3)],
            0.8
        );

        Assert.Equal(200, thrice.Units);
        Assert.InRange(Math.Sqrt(thrice.Variance / alone.Variance), 0.95, 1.05);
    }

    [Fact]
    public void Quantile_TooLittle_IsMarked()
    {
        Assert.Equal(DataShortage.NoUnits, QuantileEstimates.Of([], 0.5).Shortage);
        Assert.Equal(DataShortage.OneUnit, QuantileEstimates.OfUnits([1, 2, 3], [4, 4, 4], 0.5).Shortage);
        Assert.Equal(DataShortage.CoarseQuantile, QuantileEstimates.Of([1, 2, 3, 4], 0.99).Shortage);
        Assert.Equal(DataShortage.CoarseQuantile, QuantileEstimates.Of(Enumerable.Repeat(3.0, 500).ToArray(), 0.5).Shortage);
        Assert.Throws<InvalidExperimentException>(() => QuantileEstimates.Of([1, double.NaN], 0.5));
        Assert.Throws<InvalidExperimentException>(() => QuantileEstimates.Of([1, 2], 1));
        Assert.Throws<InvalidExperimentException>(() => QuantileEstimates.OfUnits([1, 2], [1], 0.5));
    }

    [Fact]
    public void OutlierCap_PooledQuantile_CapsBothArmsAlike()
    {
        var cap = OutlierCap.At(
            [
                [1, 2, 3, 4, 5],
                [6, 7, 8, 9, 1000],
            ],
            0.9
        );

        // Ten values, place 0.9 · 10 − 0.5 = 8.5: half way between 9 and 1000.
        Assert.Equal(504.5, cap.Cap, 9);
        Assert.Equal((1L, 10L), (cap.Capped, cap.Of));
        Assert.Equal(504.5, cap.Apply(1000));
        Assert.Equal(3, cap.Apply(3));
        Assert.Throws<InvalidExperimentException>(() =>
            OutlierCap.At(
                [
                    [],
                    [],
                ],
                0.9
            )
        );
        Assert.Throws<InvalidExperimentException>(() =>
            OutlierCap.At(
                [
                    [1],
                    [double.NaN],
                ],
                0
            )
        );
    }
}
