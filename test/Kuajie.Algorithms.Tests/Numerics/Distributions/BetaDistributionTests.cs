using CsCheck;
using Kuajie.Algorithms.Numerics.Distributions;

namespace Kuajie.Algorithms.Tests.Numerics.Distributions;

public sealed class BetaDistributionTests
{
    private static readonly Gen<(double First, double Second, double Value)> Cases = Gen.Select(
        Gen.Double[0.05, 300],
        Gen.Double[0.05, 300],
        Gen.Double[0.001, 0.999]
    );

    [Fact]
    public void Below_SmallWholeShapes_IsThePolynomial()
    {
        // I_x(2, 3) = 6x² − 8x³ + 3x⁴.
        Assert.Equal(0.5248, new BetaDistribution(2, 3).Below(0.4), 1e-12);
        Assert.Equal(0.3, new BetaDistribution(1, 1).Below(0.3), 1e-12);
        // Arcsine law: 2/π · asin √x.
        Assert.Equal(2 / Math.PI * Math.Asin(Math.Sqrt(0.2)), new BetaDistribution(0.5, 0.5).Below(0.2), 1e-12);
    }

    [Fact]
    public void Below_AnyShapes_MirrorsAndRises() =>
        Cases.Sample(each =>
        {
            var (beta, mirrored) = (new BetaDistribution(each.First, each.Second), new BetaDistribution(each.Second, each.First));
            var below = beta.Below(each.Value);
            Assert.InRange(below, 0, 1);
            Assert.Equal(1 - mirrored.Below(1 - each.Value), below, 1e-10);
            Assert.True(below <= beta.Below(each.Value + 0.001) + 1e-12);
        });

    [Fact]
    public void Quantile_OfAProbability_IsWhereBelowReachesIt() =>
        Gen.Select(Gen.Double[0.5, 100], Gen.Double[0.5, 100], Gen.Double[0.01, 0.99])
            .Sample(
                (first, second, probability) =>
                {
                    var beta = new BetaDistribution(first, second);
                    Assert.Equal(probability, beta.Below(beta.Quantile(probability)), 1e-9);
                }
            );

    [Theory]
    [InlineData(0, 1)]
    [InlineData(1, -1)]
    [InlineData(double.NaN, 1)]
    public void New_NoShape_SaysSo(double first, double second) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => new BetaDistribution(first, second));
}
