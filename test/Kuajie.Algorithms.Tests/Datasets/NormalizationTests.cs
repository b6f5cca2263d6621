using Kuajie.Algorithms.Datasets;

namespace Kuajie.Algorithms.Tests.Datasets;

public sealed class NormalizationTests
{
    [Fact]
    public void MinMax_HandComputed_RunsFromZeroToOne()
    {
        float[] values = [2, -2, 6, 0];
        Normalization.MinMax(values, values);
        Assert.Equal([0.5f, 0, 1, 0.25f], values);
    }

    [Fact]
    public void MinMax_WidestRange_DoesNotOverflow()
    {
        float[] values = [float.MinValue, 0, float.MaxValue];
        Normalization.MinMax(values, values);
        Assert.Equal([0, 0.5f, 1], values);
    }

    [Fact]
    public void ZScore_HandComputed_HasMeanZeroAndDeviationOne()
    {
        // Mean 5, population variance (9+1+1+1+0+0+4+16)/8 = 4.
        float[] values = [2, 4, 4, 4, 5, 5, 7, 9];
        Normalization.ZScore(values, values);
        Assert.Equal([-1.5f, -0.5f, -0.5f, -0.5f, 0, 0, 1, 2], values);
    }

    [Fact]
    public void ZScore_LargeMeanSmallSpread_KeepsTheSpread()
    {
        float[] values = [16_000_000, 16_000_001];
        Normalization.ZScore(values, values);
        Assert.Equal([-1, 1], values);
    }

    [Fact]
    public void Log1p_HandComputed_IsTheNaturalLogarithm()
    {
        var scaled = new float[3];
        Normalization.Log1p([0, 1, MathF.E - 1], scaled);
        Assert.Equal([0, 0.693147f, 1], scaled, (expected, found) => Math.Abs(expected - found) < 1e-6);
    }

    [Fact]
    public void MinMaxAndZScore_EqualValuesOrOne_AreZero()
    {
        foreach (
            var values in (float[][])
                [
                    [3, 3, 3],
                    [0.1f],
                    [-7, -7],
                ]
        )
        {
            var scaled = new float[values.Length];
            Array.Fill(scaled, 9);
            Normalization.MinMax(values, scaled);
            Assert.All(scaled, value => Assert.Equal(0, value));
            Array.Fill(scaled, 9);
            Normalization.ZScore(values, scaled);
            Assert.All(scaled, value => Assert.Equal(0, value));
        }
    }

    [Fact]
    public void Any_Empty_WritesNothing()
    {
        float[] untouched = [5];
        Normalization.MinMax([], untouched);
        Normalization.ZScore([], untouched);
        Normalization.Log1p([], untouched);
        Assert.Equal([5], untouched);
    }

    [Theory]
    [InlineData(float.NaN)]
    [InlineData(float.PositiveInfinity)]
    [InlineData(float.NegativeInfinity)]
    public void Any_NotFinite_IsRefused(float bad)
    {
        float[] values = [1, bad];
        Assert.Throws<ArgumentException>(() => Normalization.MinMax(values, new float[2]));
        Assert.Throws<ArgumentException>(() => Normalization.ZScore(values, new float[2]));
        Assert.Throws<ArgumentException>(() => Normalization.Log1p(values, new float[2]));
    }

    [Fact]
    public void Any_ShortDestinationOrLogarithmOfNothing_IsRefused()
    {
        Assert.Throws<ArgumentException>(() => Normalization.MinMax([1, 2], new float[1]));
        Assert.Throws<ArgumentOutOfRangeException>(() => Normalization.Log1p(-1));
    }
}
