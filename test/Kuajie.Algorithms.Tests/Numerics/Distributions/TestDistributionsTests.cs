using CsCheck;
using Kuajie.Algorithms.Numerics.Distributions;

namespace Kuajie.Algorithms.Tests.Numerics.Distributions;

/// <summary>Points and tails against printed tables and closed forms.</summary>
public sealed class TestDistributionsTests
{
    [Theory]
    [InlineData(0.975, 1.959963984540054)]
    [InlineData(0.95, 1.6448536269514722)]
    [InlineData(0.9995, 3.2905267314919255)]
    [InlineData(0.5, 0)]
    [InlineData(0.001, -3.090232306167813)]
    public void NormalQuantile_TablePoints(double probability, double expected)
    {
        Assert.Equal(expected, NormalDistribution.Quantile(probability), 1e-12);
        Assert.Equal(probability, NormalDistribution.Below(expected), 1e-14);
    }

    [Fact]
    public void NormalAbove_FarTail_KeepsItsPrecision()
    {
        // Abramowitz and Stegun, table 26.2: −log10 Q(10) = 23.11805.
        Assert.Equal(-23.11805, Math.Log10(NormalDistribution.Above(10)), 1e-5);
        Assert.Equal(1, NormalDistribution.Below(40));
    }

    /// <summary>Abramowitz and Stegun, table 26.10, and the closed forms for one and two degrees of freedom.</summary>
    [Theory]
    [InlineData(5, 0.975, 2.571)]
    [InlineData(10, 0.975, 2.228)]
    [InlineData(30, 0.995, 2.750)]
    [InlineData(120, 0.95, 1.658)]
    [InlineData(1, 0.975, 12.706)]
    public void StudentQuantile_TablePoints(double degrees, double probability, double expected)
    {
        var student = new StudentDistribution(degrees);

        Assert.Equal(expected, student.Quantile(probability), 6e-4);
        Assert.Equal(-student.Quantile(probability), student.Quantile(1 - probability), 1e-9);
    }

    [Fact]
    public void Student_OneAndTwoDegrees_AreClosedForms()
    {
        foreach (var t in (double[])[-30, -1, 0.2, 3, 500])
        {
            Assert.Equal(0.5 + (Math.Atan(t) / Math.PI), new StudentDistribution(1).Below(t), 1e-13);
            Assert.Equal(0.5 + (t / (2 * Math.Sqrt(2 + (t * t)))), new StudentDistribution(2).Below(t), 1e-13);
        }
    }

    [Fact]
    public void Student_QuantileAndBelow_UndoEachOther() =>
        Gen.Select(Gen.Double[1, 5000], Gen.Double[0.0005, 0.9995])
            .Sample(
                (degrees, probability) =>
                {
                    var student = new StudentDistribution(degrees);
                    Assert.Equal(probability, student.Below(student.Quantile(probability)), 1e-10);
                }
            );

    [Fact]
    public void Beta_WholeParameters_AreTailsOfTheBinomialDistribution()
    {
        // I_x(a, b) = P(Binomial(a + b − 1, x) ≥ a).
        foreach (var (a, b, x) in ((int, int, double)[])[(1, 1, 0.3), (3, 5, 0.2), (20, 4, 0.9), (40, 60, 0.43)])
        {
            var (n, sum) = (a + b - 1, 0.0);
            for (var k = a; k <= n; k++)
            {
                var choose = GammaDistribution.LogGamma(n + 1) - GammaDistribution.LogGamma(k + 1) - GammaDistribution.LogGamma(n - k + 1);
                sum += Math.Exp(choose + (k * Math.Log(x)) + ((n - k) * Math.Log(1 - x)));
            }

            var beta = new BetaDistribution(a, b);
            Assert.Equal(sum, beta.Below(x), 1e-12);
            Assert.Equal(1 - sum, beta.Above(x), 1e-12);
        }
    }

    [Fact]
    public void Gamma_AboveAndBelow_SumToOne_AndTheTailStaysPrecise()
    {
        Assert.Equal(1, new GammaDistribution(1.5, 0.5).Above(4) + new GammaDistribution(1.5, 0.5).Below(4), 1e-14);
        // Chi-squared with two degrees is exponential: P(> x) = e^(−x/2).
        Assert.Equal(-100, Math.Log(new GammaDistribution(1, 0.5).Above(200)), 1e-9);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(double.NaN)]
    public void Quantiles_NoProbability_AreRefused(double probability)
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => NormalDistribution.Quantile(probability));
        Assert.Throws<ArgumentOutOfRangeException>(() => new StudentDistribution(3).Quantile(probability));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(double.NaN)]
    public void Distributions_NotPositive_AreRefused(double parameter)
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => new StudentDistribution(parameter));
        Assert.Throws<ArgumentOutOfRangeException>(() => new BetaDistribution(parameter, 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => new BetaDistribution(1, parameter));
    }
}
