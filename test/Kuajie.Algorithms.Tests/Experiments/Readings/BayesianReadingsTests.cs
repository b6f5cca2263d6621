using CsCheck;
using Kuajie.Algorithms.Experiments.Faults;
using Kuajie.Algorithms.Experiments.Metrics;
using Kuajie.Algorithms.Experiments.Readings;
using Kuajie.Algorithms.Numerics.Distributions;

namespace Kuajie.Algorithms.Tests.Experiments.Readings;

public sealed class BayesianReadingsTests
{
    [Fact]
    public void Rates_NoDataButUnits_HandComputed()
    {
        // One success each: T, C ~ Beta(2, 1): by symmetry ½; with treatment Beta(2, 1) against control Beta(1, 2): P = 5/6.
        var reading = BayesianReadings.Rates(new RateCounts(1, 0), new RateCounts(1, 1));

        Assert.Equal(5.0 / 6, reading.ProbabilityHigher, 1e-9);
        // E(C − T)⁺ with densities 2(1 − c) and 2t: ∫∫ = 1/30; E(T − C)⁺ = 1/30 + 1/3.
        Assert.Equal(1.0 / 30, reading.LossOfTreatment, 1e-9);
        Assert.Equal(1.0 / 30 + (1.0 / 3), reading.LossOfControl, 1e-9);
    }

    /// <summary>The sum of Miller ("Formulas for Bayesian A/B testing", 2014) for whole parameters, the plain twin.</summary>
    [Fact]
    public void Rates_AnyCounts_AreThePlainSum() =>
        Gen.Select(Gen.Int[1, 300], Gen.Int[1, 300], Gen.Double[0, 1], Gen.Double[0, 1])
            .Sample(
                (n, m, p, q) =>
                {
                    var (c, t) = (new RateCounts(n, (long)(n * p)), new RateCounts(m, (long)(m * q)));
                    Assert.Equal(Miller(c, t), BayesianReadings.Rates(c, t).ProbabilityHigher, 1e-8);
                },
                iter: 60
            );

    [Fact]
    public void Rates_ArmsOfVeryDifferentSize_AreThePlainSum()
    {
        foreach (var (c, t) in ((RateCounts, RateCounts)[])[(new(9, 1), new(90_000, 9100)), (new(90_000, 9100), new(9, 1))])
        {
            Assert.Equal(Miller(c, t), BayesianReadings.Rates(c, t).ProbabilityHigher, 1e-7);
        }
    }

    [Fact]
    public void Rates_ManyUnits_AreNearlyNormal()
    {
        var (c, t) = (new RateCounts(100_000, 5000), new RateCounts(100_000, 5200));
        var (rates, means) = (BayesianReadings.Rates(c, t), BayesianReadings.Means(c.ToEstimate(), t.ToEstimate()));

        Assert.Equal(means.ProbabilityHigher, rates.ProbabilityHigher, 5e-4);
        Assert.Equal(means.Absolute!.Value.Low, rates.Absolute!.Value.Low, 5e-6);
        Assert.Equal(means.Absolute.Value.High, rates.Absolute.Value.High, 5e-6);
        Assert.Equal(means.Relative!.Value.Low, rates.Relative!.Value.Low, 1e-4);
        Assert.Equal(means.LossOfTreatment, rates.LossOfTreatment, 1e-6);
    }

    [Fact]
    public void Means_FlatPrior_HandComputed()
    {
        // Difference 2 ± 1: P = Φ(2); E(T − C)⁺ = φ(2) + 2Φ(2).
        var reading = BayesianReadings.Means(new ArmEstimate(50, 8, 0.5), new ArmEstimate(50, 10, 0.5));

        Assert.Equal(0.97724987, reading.ProbabilityHigher, 1e-8);
        Assert.Equal(0.05399097 + (2 * 0.97724987), reading.LossOfControl, 1e-7);
        Assert.Equal(0.05399097 - (2 * 0.02275013), reading.LossOfTreatment, 1e-7);
    }

    [Fact]
    public void Means_NormalPrior_HandComputed()
    {
        // Prior 0 ± 1 and data 2 ± 1: 1 ± √½.
        var reading = BayesianReadings.Means(new ArmEstimate(50, 8, 0.5), new ArmEstimate(50, 10, 0.5), new EffectPrior(0, 1));

        Assert.Equal(1, reading.Absolute!.Value.Value, 1e-12);
        Assert.Equal(1 + (1.959964 * Math.Sqrt(0.5)), reading.Absolute.Value.High, 1e-6);
        Assert.Equal(NormalDistribution.Below(Math.Sqrt(2)), reading.ProbabilityHigher, 1e-12);
    }

    [Fact]
    public void Readings_TooLittleOrNonsense_AreMarkedOrRefused()
    {
        Assert.Equal(DataShortage.NoUnits, BayesianReadings.Rates(new(0, 0), new(5, 1)).Shortage);
        Assert.Equal(DataShortage.NoSuccesses, BayesianReadings.Rates(new(50, 0), new(50, 0)).Shortage);
        Assert.Equal(DataShortage.NoVariance, BayesianReadings.Means(new(5, 1, 0), new(5, 1, 0)).Shortage);
        Assert.Throws<InvalidExperimentException>(() => BayesianReadings.Rates(new(5, 6), new(5, 1), a: 0));
        Assert.Throws<InvalidExperimentException>(() => BayesianReadings.Means(new(5, 1, 1), new(5, 1, 1), new EffectPrior(0, 0)));
    }

    private static double Miller(RateCounts c, RateCounts t)
    {
        var (ac, bc) = (c.Successes + 1.0, c.Units - c.Successes + 1.0);
        var (at, bt) = (t.Successes + 1.0, t.Units - t.Successes + 1.0);
        var sum = 0.0;
        for (var i = 0; i < at; i++)
        {
            sum += Math.Exp(LogBeta(ac + i, bc + bt) - Math.Log(bt + i) - LogBeta(1 + i, bt) - LogBeta(ac, bc));
        }
        return sum;
    }

    private static double LogBeta(double a, double b) =>
        GammaDistribution.LogGamma(a) + GammaDistribution.LogGamma(b) - GammaDistribution.LogGamma(a + b);
}
