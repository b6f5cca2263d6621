using CsCheck;
using Kuajie.Algorithms.Experiments.Faults;
using Kuajie.Algorithms.Experiments.Metrics;
using Kuajie.Algorithms.Experiments.Readings;

namespace Kuajie.Algorithms.Tests.Experiments.Readings;

public sealed class RateReadingsTests
{
    /// <summary>Newcombe, Statistics in Medicine 1998, table II, method 6 (Miettinen and Nurminen).</summary>
    [Theory]
    [InlineData(56, 70, 48, 80, 0.0528, 0.3382)]
    [InlineData(9, 10, 3, 10, 0.1700, 0.8406)]
    public void FixedHorizon_NewcombesExamples_AreHisIntervals(long hits, long of, long otherHits, long otherOf, double low, double high)
    {
        var interval = RateReadings.FixedHorizon(new RateCounts(otherOf, otherHits), new RateCounts(of, hits)).Absolute!.Value;

        Assert.Equal(low, interval.Low, 6e-5);
        Assert.Equal(high, interval.High, 6e-5);
    }

    [Fact]
    public void FixedHorizon_PValue_IsPearsonsChiSquaredWithOneUnitLess()
    {
        // 30/100 against 45/100: pooled 0.375, z² = 0.15² / (0.234375 · 0.02) · 199/200 = 4.776.
        var reading = RateReadings.FixedHorizon(new RateCounts(100, 30), new RateCounts(100, 45));

        Assert.Equal(0.028859, reading.PValue, 2e-5);
        Assert.Equal(0.5, reading.Relative!.Value.Value, 1e-12);
    }

    [Fact]
    public void FixedHorizon_IntervalsAndPValue_Agree() =>
        Gen.Select(Gen.Int[2, 400], Gen.Int[2, 400], Gen.Double[0, 1], Gen.Double[0, 1])
            .Sample(
                (n, m, p, q) =>
                {
                    var (c, t) = (new RateCounts(n, (long)(n * p)), new RateCounts(m, (long)(m * q)));
                    var reading = RateReadings.FixedHorizon(c, t);
                    if (reading.Shortage != DataShortage.None || Math.Abs(reading.PValue - 0.05) < 1e-6)
                    {
                        return;
                    }
                    Assert.Equal(reading.PValue < 0.05, reading.Absolute!.Value.ExcludesZero);
                    Assert.InRange(reading.Absolute.Value.Value, reading.Absolute.Value.Low, reading.Absolute.Value.High);
                    if (reading.Relative is { } lift)
                    {
                        Assert.Equal(reading.PValue < 0.05, lift.ExcludesZero);
                        Assert.True(double.IsFinite(lift.High) && lift.Low >= -1);
                    }
                }
            );

    [Fact]
    public void FixedHorizon_NobodyDidIt_IsMarked_ButBoundsWhatCouldBe()
    {
        var reading = RateReadings.FixedHorizon(new RateCounts(1000, 0), new RateCounts(1000, 0));

        Assert.Equal(DataShortage.NoSuccesses, reading.Shortage);
        Assert.Null(reading.Relative);
        Assert.Equal(1, reading.PValue);
        // Where nobody did it, the score interval ends at k² / (n + k²): k² = 3.8415 (with the factor 2000/1999).
        Assert.Equal(3.8415 / 1003.84, reading.Absolute!.Value.High, 5e-6);
    }

    [Fact]
    public void FixedHorizon_ControlWithoutSuccess_HasADifferenceButNoLift()
    {
        var reading = RateReadings.FixedHorizon(new RateCounts(200, 0), new RateCounts(200, 20));

        Assert.True(reading.Absolute!.Value.Low > 0);
        Assert.Null(reading.Relative);
        var reverse = RateReadings.FixedHorizon(new RateCounts(200, 20), new RateCounts(200, 0));
        Assert.Equal(-1, reverse.Relative!.Value.Low, 1e-9);
        Assert.InRange(reverse.Relative.Value.High, -0.99, -0.5);
    }

    [Fact]
    public void FixedHorizon_EverybodyDidItOrNobodyThere_IsMarked()
    {
        Assert.Equal(DataShortage.NoVariance, RateReadings.FixedHorizon(new(10, 10), new(20, 20)).Shortage);
        Assert.Equal(DataShortage.NoUnits, RateReadings.FixedHorizon(new(0, 0), new(20, 2)).Shortage);
        Assert.Equal(DataShortage.OneUnit, RateReadings.FixedHorizon(new(20, 2), new(1, 1)).Shortage);
    }

    [Fact]
    public void FixedHorizon_Nonsense_NamesEveryFault()
    {
        var fault = Assert.Throws<InvalidExperimentException>(() => RateReadings.FixedHorizon(new(10, 11), new(-1, 0), 0));

        Assert.Equal(["Rate", "Rate", "Probability"], fault.Faults.Select(each => each.Code));
    }
}
