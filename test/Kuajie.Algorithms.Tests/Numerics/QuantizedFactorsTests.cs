using System.Numerics.Tensors;
using CsCheck;
using Kuajie.Algorithms.Numerics.NearestNeighbors;
using Kuajie.Algorithms.Numerics.Sampling;
using Kuajie.Algorithms.Numerics.Selection;
using Kuajie.Algorithms.Numerics.Simd;

namespace Kuajie.Algorithms.Tests.Numerics;

public class QuantizedFactorsTests
{
    public static TheoryData<int> Levels => [(int)SimdLevel.Scalar, (int)SimdLevel.Vector256, (int)SimdLevel.Vector512];

    [Theory]
    [MemberData(nameof(Levels))]
    public void Multiply_AnyNumbers_EqualsPlainSums(int level) =>
        Gen.Select(Gen.Int[1, 70], Gen.ULong)
            .Sample(
                (pairs, seed) =>
                {
                    var random = new SplittableRandom(seed);
                    var panel = new sbyte[pairs * 2 * QuantizedPanels.Items];
                    var query = new short[pairs * 2];
                    for (var place = 0; place < panel.Length; place++)
                    {
                        panel[place] = (sbyte)(random.NextInteger(255) - 127);
                    }
                    for (var place = 0; place < query.Length; place++)
                    {
                        query[place] = (short)(random.NextInteger(65_535) - 32_767);
                    }
                    var expected = new int[QuantizedPanels.Items];
                    for (var item = 0; item < expected.Length; item++)
                    {
                        for (var k = 0; k < query.Length; k++)
                        {
                            expected[item] += panel[(k / 2 * 2 * QuantizedPanels.Items) + (2 * item) + (k % 2)] * query[k];
                        }
                    }
                    var sums = new int[QuantizedPanels.Items];
                    QuantizedPanels.Multiply((SimdLevel)level, panel, query, sums);
                    Assert.Equal(expected, sums);
                },
                iter: 200
            );

    [Theory]
    [MemberData(nameof(Levels))]
    public void SelectTop_AnyShape_EqualsScoringEverything(int level) =>
        Gen.Select(Gen.Int[1, 400], Gen.Int[1, 70], Gen.Int[1, 20], Gen.ULong)
            .Sample(
                (items, rank, top, seed) =>
                {
                    var random = new SplittableRandom(seed);
                    var factors = Factors(items, rank, ref random);
                    var user = Factors(1, rank, ref random);
                    int[] excluded = [.. Enumerable.Range(0, items).Where(_ => seed % 2 == 0).Where(item => item % 3 == 0)];
                    AssertExact(new QuantizedFactors((SimdLevel)level, factors, rank), factors, user, excluded, top);
                },
                iter: 150
            );

    [Theory]
    [MemberData(nameof(Levels))]
    public void Bound_AnyShape_IsNotBelowTheScoresNorFarAbove(int level) =>
        Gen.Select(Gen.Int[0, 100], Gen.Int[1, 70], Gen.ULong)
            .Sample(
                (items, rank, seed) =>
                {
                    var random = new SplittableRandom(seed);
                    var factors = Factors(items, rank, ref random);
                    var user = seed % 5 == 0 ? new float[rank] : Factors(1, rank, ref random);
                    var rows = new QuantizedRows((SimdLevel)level, factors, rank, QuantizedRows.Norms(factors, rank), []);
                    var (bounds, widest) = (new float[items], new float[items]);
                    rows.Bound(user, bounds);
                    new QuantizedRows(SimdLevel.Vector512, factors, rank, QuantizedRows.Norms(factors, rank), []).Bound(user, widest);

                    Assert.Equal(widest, bounds);
                    for (var item = 0; item < items; item++)
                    {
                        var factor = factors.AsSpan(item * rank, rank);
                        var score = TensorPrimitives.Dot<float>(user, factor);
                        var lengths = TensorPrimitives.Norm<float>(user) * TensorPrimitives.Norm<float>(factor);
                        Assert.InRange(bounds[item], score, score + (0.06f * lengths) + 1e-30f);
                    }
                },
                iter: 200
            );

    [Theory]
    [MemberData(nameof(Levels))]
    public void SelectTop_Masked_EqualsScoringWhatHasABit(int level) =>
        Gen.Select(Gen.Int[1, 400], Gen.Int[1, 70], Gen.Int[1, 20], Gen.ULong)
            .Sample(
                (items, rank, top, seed) =>
                {
                    var random = new SplittableRandom(seed);
                    var factors = Factors(items, rank, ref random);
                    var user = Factors(1, rank, ref random);
                    var share = 1 + random.NextInteger(4);
                    int[] excluded = [.. Mask(items, share, ref random, out var eligible)];
                    var selector = new TopSelector(top);
                    var index = new QuantizedFactors((SimdLevel)level, factors, rank);
                    index.SelectTop(user, eligible, selector);
                    var (found, scores) = (new int[top], new float[top]);
                    var count = selector.Drain(found, scores);
                    var expected = Exact(factors, user, excluded, top);
                    Assert.Equal(expected.Items, found.Take(count));
                    Assert.Equal(expected.Scores, scores.Take(count));
                },
                iter: 150
            );

    [Fact]
    public void SelectTop_Masked_AllocatesNothing()
    {
        var random = new SplittableRandom(3);
        var index = new QuantizedFactors(Clustered(2_000, 64, ref random), 64);
        var user = Clustered(1, 64, ref random);
        var selector = new TopSelector(10);
        _ = Mask(2_000, 2, ref random, out var eligible);
        index.SelectTop(user, eligible, selector);
        var before = GC.GetAllocatedBytesForCurrentThread();
        index.SelectTop(user, eligible, selector);
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    [Fact]
    public void SelectTop_OddNumbers_EqualsScoringEverything()
    {
        // Zeros, equal factors, denormals, one giant, infinity and what is no number.
        const int rank = 3;
        float[] factors =
        [
            0,
            0,
            0,
            1,
            1,
            1,
            1,
            1,
            1,
            1e-40f,
            -1e-40f,
            0,
            1e30f,
            0,
            0,
            float.PositiveInfinity,
            0,
            1,
            float.NaN,
            1,
            1,
            -1,
            -1,
            2,
        ];
        foreach (var user in new[] { new float[] { 1, 2, 3 }, [0, 0, 0], [1e-38f, 0, 0], [-1, 0, 1], [float.NaN, 1, 1], [1e25f, 1, 1] })
        {
            AssertExact(new QuantizedFactors(factors, rank), factors, user, [], 4);
            AssertExact(new QuantizedFactors(factors, rank), factors, user, [1, 4], 8);
        }
        AssertExact(new QuantizedFactors(Array.Empty<float>(), rank), [], [1, 2, 3], [], 5);
    }

    /// <summary>Clustered factors with uneven lengths, as trained ones have: all of the true ten are found, and few items are looked at twice.</summary>
    [Fact]
    public void SelectTop_ClusteredFactors_FindsAllTrueNeighborsWithFewTrueScores()
    {
        const int items = 20_000;
        const int rank = 64;
        var random = new SplittableRandom(17);
        var factors = Clustered(items, rank, ref random);
        var index = new QuantizedFactors(factors, rank);
        var (shared, scored) = (0, 0);
        for (var query = 0; query < 40; query++)
        {
            var user = Clustered(1, rank, ref random);
            var (found, scores) = (new int[10], new float[10]);
            scored += index.SelectTop(user, [], found, scores).Scored;
            shared += found.Intersect(Exact(factors, user, [], 10).Items).Count();
        }
        Assert.True(shared >= 0.99 * 400, $"{shared} of 400 true neighbours found");
        Assert.True(scored < 0.05 * 40 * items, $"{scored / 40} of {items} items scored with their true factor");
    }

    [Fact]
    public void SelectTop_Request_AllocatesTheSelectorOnly()
    {
        var random = new SplittableRandom(3);
        var factors = Clustered(2_000, 64, ref random);
        var index = new QuantizedFactors(factors, 64);
        var (items, scores) = (new int[10], new float[10]);
        var user = Clustered(1, 64, ref random);
        index.SelectTop(user, [], items, scores);
        var before = GC.GetAllocatedBytesForCurrentThread();
        index.SelectTop(user, [], items, scores);
        Assert.True(GC.GetAllocatedBytesForCurrentThread() - before < 400);
    }

    [Fact]
    public void SelectTop_WrongShapes_Throws()
    {
        Assert.Throws<ArgumentException>(() => new QuantizedFactors(new float[7], 2));
        Assert.Throws<ArgumentOutOfRangeException>(() => new QuantizedFactors(new float[8], 0));
        var index = new QuantizedFactors(new float[8], 2);
        Assert.Throws<ArgumentException>(() => index.SelectTop(new float[3], [], new int[2], new float[2]));
        Assert.Throws<ArgumentException>(() => index.SelectTop(new float[2], [], new int[2], new float[3]));
        Assert.Throws<ArgumentException>(() => index.SelectTop(new float[2], [], [], []));
        Assert.Throws<ArgumentException>(() => index.SelectTop(new float[2], new ulong[2], new TopSelector(1)));
    }

    /// <summary>About one item in <paramref name="share"/> without its bit; returns those.</summary>
    private static List<int> Mask(int items, int share, ref SplittableRandom random, out ulong[] eligible)
    {
        eligible = new ulong[(items + 63) / 64];
        var excluded = new List<int>();
        for (var item = 0; item < items; item++)
        {
            if (random.NextInteger(share + 1) == 0)
            {
                excluded.Add(item);
            }
            else
            {
                eligible[item / 64] |= 1UL << (item & 63);
            }
        }
        return excluded;
    }

    private static void AssertExact(QuantizedFactors index, float[] factors, float[] user, int[] excluded, int top)
    {
        var (items, scores) = (new int[top], new float[top]);
        var count = index.SelectTop(user, excluded, items, scores).Count;
        var expected = Exact(factors, user, excluded, top);
        Assert.Equal(expected.Items, items[..count]);
        Assert.Equal(expected.Scores.Select(BitConverter.SingleToInt32Bits), scores[..count].Select(BitConverter.SingleToInt32Bits));
    }

    private static (int[] Items, float[] Scores) Exact(float[] factors, float[] user, int[] excluded, int top)
    {
        var selector = new TopSelector(top);
        for (var item = 0; item < factors.Length / user.Length; item++)
        {
            if (!excluded.Contains(item))
            {
                selector.Offer(item, TensorPrimitives.Dot<float>(user, factors.AsSpan(item * user.Length, user.Length)));
            }
        }
        var (items, scores) = (new int[selector.Count], new float[selector.Count]);
        selector.Drain(items, scores);
        return (items, scores);
    }

    private static float[] Factors(int rows, int rank, ref SplittableRandom random)
    {
        var factors = new float[rows * rank];
        for (var row = 0; row < rows; row++)
        {
            var length = Math.Pow(10, (4 * random.NextDouble()) - 2);
            for (var k = 0; k < rank; k++)
            {
                factors[(row * rank) + k] = (float)(length * (random.NextDouble() - 0.5));
            }
        }
        return factors;
    }

    private static float[] Clustered(int rows, int rank, ref SplittableRandom random)
    {
        var centers = new SplittableRandom(99);
        var means = Enumerable.Range(0, 40 * rank).Select(_ => (float)(centers.NextDouble() - 0.5)).ToArray();
        var factors = new float[rows * rank];
        for (var row = 0; row < rows; row++)
        {
            var cluster = random.NextInteger(40);
            var length = 0.3 + random.NextDouble();
            for (var k = 0; k < rank; k++)
            {
                factors[(row * rank) + k] = (float)(length * (means[(cluster * rank) + k] + (0.6 * (random.NextDouble() - 0.5))));
            }
        }
        return factors;
    }
}
