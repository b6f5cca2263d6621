using CsCheck;
using Kuajie.Algorithms.Evaluation.Candidates;
using Kuajie.Algorithms.Numerics.Sampling;

namespace Kuajie.Algorithms.Tests.Evaluation;

public class NegativeSamplerTests
{
    [Fact]
    public void Draw_AnyPool_GivesDistinctAllowedItems()
    {
        var cases = Gen.Select(Gen.Int[1, 60], Gen.Int[1, 40], Gen.Int[0, 59].Array[0, 12], Gen.ULong);
        cases.Sample(
            (poolSize, wanted, excludedWishes, seed) =>
            {
                int[] pool = [.. Enumerable.Range(0, poolSize).Select(place => place * 2)];
                int[] excluded = [.. excludedWishes.Select(item => Math.Min(item, (2 * poolSize) - 2))];
                var positive = pool[(int)(seed % (ulong)poolSize)];
                var random = new SplittableRandom(seed);
                var negatives = new int[wanted];
                var count = new NegativeSampler(pool, 2 * poolSize).Draw(ref random, positive, excluded, negatives);
                var drawn = negatives[..count];
                Assert.Equal(count, drawn.Distinct().Count());
                Assert.All(drawn, item => Assert.Contains(item, pool));
                Assert.DoesNotContain(positive, drawn);
                Assert.Empty(drawn.Intersect(excluded));
                Assert.Equal(Math.Min(wanted, pool.Except(excluded).Except([positive]).Count()), count);
            }
        );
    }

    [Theory]
    [InlineData(30)]
    [InlineData(5)]
    public void Draw_ManyTimes_EveryItemAlikeOften(int poolSize)
    {
        int[] pool = [.. Enumerable.Range(0, poolSize)];
        var sampler = new NegativeSampler(pool, poolSize);
        var times = new int[poolSize];
        const int draws = 30_000;
        var negatives = new int[3];
        for (var row = 0; row < draws; row++)
        {
            var random = SplittableRandom.Stream(2022, (ulong)row);
            sampler.Draw(ref random, 0, [1], negatives);
            foreach (var item in negatives)
            {
                times[item]++;
            }
        }
        var expected = 3.0 * draws / (poolSize - 2);
        Assert.Equal([0, 0], times[..2]);
        Assert.All(times[2..], count => Assert.InRange(count, expected - (6 * Math.Sqrt(expected)), expected + (6 * Math.Sqrt(expected))));
    }
}
