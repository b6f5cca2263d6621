using Kuajie.Algorithms.Numerics.Distributions;

namespace Kuajie.Algorithms.Tests.Numerics.Distributions;

public sealed class WilsonIntervalTests
{
    [Theory]
    [InlineData(10, 100, 0.0552, 0.1744)]
    [InlineData(2, 7, 0.0822, 0.6411)]
    [InlineData(0, 10, 0, 0.2775)]
    [InlineData(10, 10, 0.7225, 1)]
    public void Of_CountsByHand_AreItsEnds(long hits, long trials, double low, double high)
    {
        var interval = WilsonInterval.Of(hits, trials);

        Assert.Equal(low, interval.Low, 4);
        Assert.Equal(high, interval.High, 4);
    }

    /// <summary>Its ends are the probabilities at which the share is 1.96 standard deviations off: |p̂ − p| = z·√(p(1−p)/n).</summary>
    [Fact]
    public void Of_AnyCounts_EndsWhereTheShareIsJustUnlikely()
    {
        var interval = WilsonInterval.Of(13, 57);

        foreach (var end in (double[])[interval.Low, interval.High])
        {
            Assert.Equal(1.959964, Math.Abs((13.0 / 57) - end) / Math.Sqrt(end * (1 - end) / 57), 5);
        }
    }

    [Theory]
    [InlineData(0, 0)]
    [InlineData(-1, 5)]
    [InlineData(6, 5)]
    public void Of_CountsThatCannotBe_AreRefused(long hits, long trials) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => WilsonInterval.Of(hits, trials));
}
