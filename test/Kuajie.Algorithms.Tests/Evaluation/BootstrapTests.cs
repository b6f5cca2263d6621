using Kuajie.Algorithms.Evaluation;

namespace Kuajie.Algorithms.Tests.Evaluation;

public class BootstrapTests
{
    private static readonly double[] Coin = [.. Enumerable.Range(0, 400).Select(row => row % 4 == 0 ? 1.0 : 0)];

    [Fact]
    public void Mean_SameSeed_SameInterval()
    {
        Assert.Equal(Bootstrap.Mean(Coin, 7), Bootstrap.Mean(Coin, 7));
        Assert.NotEqual(Bootstrap.Mean(Coin, 7).Low, Bootstrap.Mean(Coin, 8).Low);
    }

    [Fact]
    public void Mean_QuarterOfFourHundred_HasTheNormalWidth()
    {
        // Standard error √(0.25 · 0.75 / 400) = 0.02165; 1.96 of it on each side.
        var interval = Bootstrap.Mean(Coin, 1);
        Assert.Equal(0.25, interval.Mean);
        Assert.InRange(interval.Low, 0.25 - 0.0424 - 0.008, 0.25 - 0.0424 + 0.008);
        Assert.InRange(interval.High, 0.25 + 0.0424 - 0.008, 0.25 + 0.0424 + 0.008);
    }

    [Fact]
    public void Compare_EqualModels_IsATossUp() => Assert.Equal(new PairedComparison(0, 0, 0, 0.5), Bootstrap.Compare(Coin, Coin, 1));

    [Fact]
    public void Compare_BetterOnEveryRow_IsCertain()
    {
        double[] better = [.. Coin.Select(value => value + 0.1)];
        var comparison = Bootstrap.Compare(better, Coin, 1);
        Assert.Equal(0.1, comparison.Low, 9);
        Assert.Equal(1, comparison.ProbabilityBetter);
    }
}
