using Kuajie.Algorithms.Numerics.Distributions;

namespace Kuajie.Algorithms.Tests.Numerics.Distributions;

public sealed class GammaDistributionTests
{
    [Theory]
    [InlineData(1, 1)]
    [InlineData(1, 0.2)]
    [InlineData(1, 7)]
    public void Below_ShapeOne_IsTheExponentialDistribution(double shape, double rate)
    {
        var gamma = new GammaDistribution(shape, rate);

        foreach (var value in (double[])[0.001, 0.5, 1, 3, 20])
        {
            Assert.Equal(1 - Math.Exp(-rate * value), gamma.Below(value), 1e-13);
        }
    }

    [Fact]
    public void Below_WholeShape_IsTheTailOfThePoissonDistribution()
    {
        // P(Gamma(k, 1) ≤ x) = 1 − Σ_{i<k} e^−x x^i / i!.
        foreach (var (shape, value) in ((int, double)[])[(3, 0.7), (3, 9), (12, 12), (40, 35), (40, 60)])
        {
            var term = Math.Exp(-value);
            var sum = 0.0;
            for (var i = 0; i < shape; i++)
            {
                sum += term;
                term *= value / (i + 1);
            }

            Assert.Equal(1 - sum, new GammaDistribution(shape, 1).Below(value), 1e-13);
        }
    }

    [Fact]
    public void Quantile_HalfShape_IsThatOfChiSquaredWithOneDegree()
    {
        // Chi-squared with one degree of freedom is Gamma(½, ½); its 95 % point, 3.841458820694124, is 1.959963984540054².
        Assert.Equal(3.841458820694124, new GammaDistribution(0.5, 0.5).Quantile(0.95), 1e-10);
        Assert.Equal(0.000982069117175, new GammaDistribution(0.5, 0.5).Quantile(0.025), 1e-12);
    }

    [Fact]
    public void Quantile_AndBelow_UndoEachOther()
    {
        foreach (var shape in (double[])[0.5, 1.5, 20.5, 3000.5, 1e6])
        {
            foreach (var probability in (double[])[0.001, 0.025, 0.5, 0.975, 0.999])
            {
                var gamma = new GammaDistribution(shape, 2.5);
                Assert.Equal(probability, gamma.Below(gamma.Quantile(probability)), 1e-8);
            }
        }
    }

    [Fact]
    public void LogGamma_KnownValues()
    {
        Assert.Equal(0, GammaDistribution.LogGamma(1), 1e-14);
        Assert.Equal(Math.Log(120), GammaDistribution.LogGamma(6), 1e-13);
        Assert.Equal(Math.Log(Math.Sqrt(Math.PI)), GammaDistribution.LogGamma(0.5), 1e-13);
        Assert.Equal(Math.Log(3.6256099082219083), GammaDistribution.LogGamma(0.25), 1e-13);
    }

    [Theory]
    [InlineData(0, 1)]
    [InlineData(1, 0)]
    [InlineData(-1, 1)]
    [InlineData(double.NaN, 1)]
    [InlineData(1, double.PositiveInfinity)]
    public void Gamma_NotPositive_IsRefused(double shape, double rate) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => new GammaDistribution(shape, rate));

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(double.NaN)]
    public void Quantile_NoProbability_IsRefused(double probability) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => new GammaDistribution(1, 1).Quantile(probability));
}
