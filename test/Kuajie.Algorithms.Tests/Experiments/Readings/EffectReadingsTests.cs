using CsCheck;
using Kuajie.Algorithms.Experiments.Faults;
using Kuajie.Algorithms.Experiments.Metrics;
using Kuajie.Algorithms.Experiments.Readings;
using Kuajie.Algorithms.Tests.Experiments.Metrics;

namespace Kuajie.Algorithms.Tests.Experiments.Readings;

public sealed class EffectReadingsTests
{
    /// <summary>Extra hours of sleep with two drugs (Student, "The probable error of a mean", 1908), the standard example of Welch's test: t = 1.8608, 17.776 degrees, p = 0.07939, −0.2055 … 3.3655.</summary>
    private static readonly double[] First = [0.7, -1.6, -0.2, -1.2, -0.1, 3.4, 3.7, 0.8, 0.0, 2.0];
    private static readonly double[] Second = [1.9, 0.8, 1.1, 0.1, -0.1, 4.4, 5.5, 1.6, 4.6, 3.4];

    [Fact]
    public void FixedHorizon_StudentsSleep_IsWelchsTest()
    {
        var reading = EffectReadings.FixedHorizon(Mean(First), Mean(Second));

        Assert.Equal(1.58, reading.Absolute!.Value.Value, 1e-9);
        Assert.Equal(1.8608, 1.58 / reading.StandardError, 1e-4);
        Assert.Equal(0.07939, reading.PValue, 1e-5);
        Assert.Equal(-0.2054832, reading.Absolute.Value.Low, 1e-6);
        Assert.Equal(3.3654832, reading.Absolute.Value.High, 1e-6);
        // Control's mean, 0.75, is not clearly above 0: no relative lift.
        Assert.Null(reading.Relative);
    }

    /// <summary>Both intervals leave "no effect" out or take it in together, whatever the arms; and the p-value agrees.</summary>
    [Fact]
    public void Readings_AbsoluteRelativeAndPValue_Agree() =>
        Gen.Select(Gen.Double[5, 20], Gen.Double[5, 20], Gen.Double[0.01, 2], Gen.Double[0.01, 2], Gen.Int[2, 5000])
            .Sample(
                (first, second, v, w, units) =>
                {
                    var (c, t) = (new ArmEstimate(units, first, v), new ArmEstimate(units + 3, second, w));
                    foreach (
                        var reading in new[]
                        {
                            EffectReadings.FixedHorizon(c, t),
                            EffectReadings.AlwaysValid(c, t, new SequentialPlan(3000) { FewestUnits = 2 }),
                        }
                    )
                    {
                        Assert.Equal(reading.PValue < 0.05, reading.Absolute!.Value.ExcludesZero);
                        Assert.Equal(reading.Relative?.ExcludesZero ?? reading.PValue < 0.05, reading.Absolute.Value.ExcludesZero);
                    }
                }
            );

    [Fact]
    public void FixedHorizon_Relative_HandComputedByFieller()
    {
        // 10 ± 1 and 12 ± 1 with (nearly) normal critical point k = 1.96: (100 − k²)ρ² − 240ρ + 144 − k² = 0.
        const double k = 1.959963984540054;
        var lift = EffectReadings.FixedHorizon(new(1_000_000_000, 10, 1), new(1_000_000_000, 12, 1)).Relative!.Value;
        var root = Math.Sqrt((120 * 120) - ((100 - (k * k)) * (144 - (k * k))));

        Assert.Equal(0.2, lift.Value, 1e-12);
        Assert.Equal(((120 - root) / (100 - (k * k))) - 1, lift.Low, 1e-7);
        Assert.Equal(((120 + root) / (100 - (k * k))) - 1, lift.High, 1e-7);
    }

    [Fact]
    public void AlwaysValid_AtThePlannedUnits_HandComputed()
    {
        // r = 5.99146 + ln 6.99146 = 7.93615; √(8.93615/7.93615 · 2 · ln(√8.93615 / 0.05)) = 3.03521 standard errors.
        var reading = EffectReadings.AlwaysValid(new(500, 1, 0.5), new(500, 3, 0.5), new SequentialPlan(1000));

        Assert.Equal(2 - 3.03521, reading.Absolute!.Value.Low, 1e-5);
        Assert.Equal(2 + 3.03521, reading.Absolute.Value.High, 1e-5);
        // √8.93615 · e^(−4 · 7.93615 / (2 · 8.93615)) = 2.98934 · 0.16929.
        Assert.Equal(0.50607, reading.PValue, 1e-4);
    }

    [Fact]
    public void Readings_TooLittle_AreMarkedAndHoldNoNonsense()
    {
        var none = new ArmEstimate(0, 0, 0, 0, DataShortage.NoUnits);
        var flat = new ArmEstimate(10, 3, 0);

        Assert.Equal(DataShortage.NoUnits, EffectReadings.FixedHorizon(none, flat).Shortage);
        Assert.Equal(DataShortage.NoVariance, EffectReadings.FixedHorizon(flat, flat).Shortage);
        Assert.Equal(DataShortage.FewUnits, EffectReadings.AlwaysValid(new(99, 1, 1), new(500, 1, 1), new(1000)).Shortage);
        var reading = EffectReadings.FixedHorizon(flat, none);
        Assert.Null(reading.Absolute);
        Assert.Equal(1, reading.PValue);
        Assert.Throws<InvalidExperimentException>(() => EffectReadings.FixedHorizon(flat, flat, 1));
        Assert.Throws<InvalidExperimentException>(() => EffectReadings.AlwaysValid(flat, flat, new(0) { FewestUnits = 1 }, double.NaN));
    }

    [Fact]
    public void FixedHorizon_OneArmWithoutSpread_StillReads()
    {
        var reading = EffectReadings.FixedHorizon(new ArmEstimate(10, 0, 0), new ArmEstimate(10, 1, 0.04));

        Assert.Equal(2.262157, (reading.Absolute!.Value.High - 1) / 0.2, 1e-5); // t with 9 degrees.
    }

    private static ArmEstimate Mean(double[] values) =>
        ArmEstimates.Mean(UnitMomentsTests.Of([.. values.Select(value => (value, 1.0, 0.0))]));
}
