using Kuajie.Algorithms.Numerics.Sampling;

namespace Kuajie.Algorithms.Tests.Numerics;

public class SplittableRandomTests
{
    [Fact]
    public void NextBits_SeedZero_GivesTheKnownSplitMix64Values()
    {
        var random = new SplittableRandom(0);
        Assert.Equal(0xE220A8397B1DCDAFUL, random.NextBits());
        Assert.Equal(0x6E789E6AA1B965F4UL, random.NextBits());
        Assert.Equal(0x06C45D188009454FUL, random.NextBits());
    }

    [Fact]
    public void NextInteger_ManyDraws_AreUniform()
    {
        var random = new SplittableRandom(17);
        var counts = new int[7];
        for (var draw = 0; draw < 70_000; draw++)
        {
            counts[random.NextInteger(7)]++;
        }
        // Chi-square with six degrees of freedom exceeds 22.5 once in a thousand seeds.
        Assert.True(counts.Sum(count => (count - 10_000.0) * (count - 10_000.0) / 10_000) < 22.5);
    }

    [Fact]
    public void NextNormal_ManyDraws_HaveMeanZeroAndVarianceOne()
    {
        var random = new SplittableRandom(3);
        var draws = Enumerable.Range(0, 50_000).Select(_ => random.NextNormal()).ToArray();
        Assert.Equal(0, draws.Average(), 0.02);
        Assert.Equal(1, draws.Average(draw => draw * draw), 0.03);
        Assert.Equal(3, draws.Average(draw => Math.Pow(draw, 4)), 0.2);
    }

    [Fact]
    public void Stream_NeighbouringNumbers_AreUncorrelatedAndRepeatable()
    {
        var products = 0.0;
        for (var stream = 0UL; stream < 20_000; stream++)
        {
            var (first, second) = (SplittableRandom.Stream(9, stream), SplittableRandom.Stream(9, stream + 1));
            Assert.Equal(SplittableRandom.Stream(9, stream).NextBits(), SplittableRandom.Stream(9, stream).NextBits());
            products += (first.NextDouble() - 0.5) * (second.NextDouble() - 0.5);
        }
        // The mean product has deviation 1 / (12 · √20000) ≈ 0.0006.
        Assert.Equal(0, products / 20_000, 0.0025);
        Assert.NotEqual(SplittableRandom.Stream(9, 0).NextBits(), SplittableRandom.Stream(10, 0).NextBits());
    }

    [Fact]
    public void Shuffle_ManyTimes_PutsEveryElementEverywhereAlike()
    {
        var random = new SplittableRandom(23);
        var places = new int[4];
        for (var round = 0; round < 8_000; round++)
        {
            int[] elements = [0, 1, 2, 3];
            random.Shuffle<int>(elements);
            places[Array.IndexOf(elements, 0)]++;
            Assert.Equal([0, 1, 2, 3], elements.Order());
        }
        Assert.All(places, count => Assert.InRange(count, 1_850, 2_150));
    }

    [Fact]
    public void NextInteger_NoRange_Throws() =>
        Assert.Throws<ArgumentOutOfRangeException>(() =>
        {
            var random = new SplittableRandom(1);
            random.NextInteger(0);
        });
}
