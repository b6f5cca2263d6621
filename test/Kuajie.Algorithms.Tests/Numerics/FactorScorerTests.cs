using CsCheck;
using Kuajie.Algorithms.Numerics.Sampling;
using Kuajie.Algorithms.Numerics.Selection;
using Kuajie.Algorithms.Numerics.Simd;

namespace Kuajie.Algorithms.Tests.Numerics;

public class FactorScorerTests
{
    [Fact]
    public void SelectTop_ThreeItems_EqualsHandCalculation()
    {
        // Scores of user (1, 2): item 0 (1, 0) → 1, item 1 (0, 1) → 2, item 2 (1, 1) → 3; item 2 is excluded. User (−1, 0): −1, 0, −1.
        var scorer = new FactorScorer(new float[] { 1, 0, 0, 1, 1, 1 }, 2);
        var (items, scores) = (new int[4], new float[4]);
        scorer.SelectTop(new float[] { 1, 2, -1, 0 }, new ExcludedItems(new[] { 0, 1, 1 }, new[] { 2 }), 2, items, scores);
        Assert.Equal([1, 0, 1, 0], items);
        Assert.Equal([2f, 1, 0, -1], scores);
    }

    [Fact]
    public void SelectTop_OddShapesAtEveryLevel_EqualsFullSortOfPlainScores() =>
        Gen.Select(Gen.Int[0, 110], Gen.Int[0, 90], Gen.Int[1, 19], Gen.Int[1, 12], Gen.ULong)
            .Sample(
                (users, items, rank, top, seed) => AssertEqualsTwin(users, items, rank, top, Factors(users, items, rank, seed)),
                iter: 80
            );

    [Fact]
    public void SelectTop_ManyEqualScores_SmallerIndexFirst() =>
        Gen.Select(Gen.Int[1, 20], Gen.Int[1, 80], Gen.Int[1, 4], Gen.Int[1, 12], Gen.ULong)
            .Sample(
                (users, items, rank, top, seed) =>
                {
                    var random = new SplittableRandom(seed);
                    float[] Small(int count) => [.. Enumerable.Range(0, count).Select(_ => random.NextInteger(3) - 1f)];
                    AssertEqualsTwin(users, items, rank, top, (Small(users * rank), Small(items * rank)));
                },
                iter: 80
            );

    [Fact]
    public void SelectTop_LongAndShortFactors_LeavesOutPairsAndEqualsFullSort()
    {
        var (users, items) = Factors(100, 3_000, 8, 4);
        for (var place = 0; place < items.Length; place++)
        {
            items[place] /= 1 + (place * 5 % 24_000 / 8);
        }
        AssertEqualsTwin(100, 3_000, 8, 10, (users, items));
        var scored = new FactorScorer(items, 8).SelectTop(users, null, 10, new int[1_000], new float[1_000]);
        Assert.InRange(scored, 1, 100 * 3_000 / 2);
    }

    [Fact]
    public void SelectTop_TinyFactors_EqualsFullSort()
    {
        var (users, items) = Factors(20, 200, 8, 4);
        float[] Tiny(float[] values) => [.. values.Select(value => value * 3e-23f)];
        AssertEqualsTwin(20, 200, 8, 5, (Tiny(users), Tiny(items)));
    }

    [Fact]
    public void SelectTop_NotANumber_IsNeverSelected()
    {
        var (users, items) = Factors(9, 70, 3, 4);
        items[3 * 3] = float.NaN;
        users[5 * 3] = float.NaN;
        var (selected, scores) = (new int[90], new float[90]);
        new FactorScorer(items, 3).SelectTop(users, null, 10, selected, scores);
        Assert.DoesNotContain(3, selected);
        Assert.All(selected[50..60], item => Assert.Equal(-1, item));
        Assert.DoesNotContain(-1, selected[..50]);
        Assert.DoesNotContain(scores, float.IsNaN);
    }

    [Fact]
    public void SelectTop_AnyThreads_GivesTheSameBits()
    {
        var (users, items) = Factors(500, 300, 16, 4);
        var scorer = new FactorScorer(items, 16);
        var (expected, expectedScores) = (new int[5_000], new float[5_000]);
        var pairs = scorer.SelectTop(users, null, 10, expected, expectedScores);
        for (var threads = 2; threads <= 3; threads++)
        {
            var (found, scores) = (new int[5_000], new float[5_000]);
            Assert.Equal(pairs, scorer.SelectTop(users, null, 10, found, scores, threads));
            Assert.Equal(expected, found);
            Assert.Equal(expectedScores, scores);
        }
    }

    [Fact]
    public void SelectTop_MoreUsers_AllocatesNoMore()
    {
        var (users, items) = Factors(960, 300, 16, 4);
        var scorer = new FactorScorer(items, 16);
        var excluded = new ExcludedItems(Enumerable.Range(0, 961).ToArray(), Enumerable.Range(0, 960).Select(user => user % 300).ToArray());
        var (found, scores) = (new int[9_600], new float[9_600]);
        long Allocated(int count)
        {
            var before = GC.GetAllocatedBytesForCurrentThread();
            scorer.SelectTop(
                users.AsMemory(0, count * 16),
                excluded.Rows(0, count),
                10,
                found.AsMemory(0, count * 10),
                scores.AsMemory(0, count * 10)
            );
            return GC.GetAllocatedBytesForCurrentThread() - before;
        }
        Allocated(960);
        Assert.Equal(Allocated(96), Allocated(960));
    }

    [Fact]
    public void SelectTop_WrongShapes_SaysWhatWasFound()
    {
        var scorer = new FactorScorer(new float[6], 2);
        var fault = Assert.Throws<ArgumentException>(() => scorer.SelectTop(new float[4], null, 3, new int[6], new float[5]));
        Assert.Equal("Found room for 6 items and 5 scores; expected 2 × 3 of each. (Parameter 'items')", fault.Message);
        Assert.Throws<ArgumentException>(() => scorer.SelectTop(new float[3], null, 1, new int[1], new float[1]));
        Assert.Throws<ArgumentException>(() =>
            scorer.SelectTop(new float[2], new ExcludedItems(new[] { 0 }, default), 1, new int[1], new float[1])
        );
        Assert.Throws<ArgumentException>(() => new FactorScorer(new float[5], 2));
    }

    private static (float[] Users, float[] Items) Factors(int users, int items, int rank, ulong seed) =>
        (DenseTwins.Normals(users * rank, seed), DenseTwins.Normals(items * rank, seed + 1));

    private static void AssertEqualsTwin(int users, int items, int rank, int top, (float[] Users, float[] Items) factors)
    {
        var random = new SplittableRandom(9);
        int[][] seen =
        [
            .. Enumerable.Range(0, users).Select(_ => Enumerable.Range(0, items).Where(_ => random.NextInteger(4) == 0).ToArray()),
        ];
        int[] offsets = [0, .. seen.Select((_, user) => seen.Take(user + 1).Sum(row => row.Length))];
        var excluded = new ExcludedItems(offsets, seen.SelectMany(row => row).ToArray());
        foreach (var level in SimdLevels.Supported)
        {
            var (found, scores) = (new int[users * top], new float[users * top]);
            new FactorScorer(level, factors.Items, rank).SelectTop(factors.Users, excluded, top, found, scores, 2);
            for (var user = 0; user < users; user++)
            {
                var plain = Enumerable.Range(0, items).Select(item => PlainScore(factors.Users, user, factors.Items, item, rank)).ToArray();
                var expected = Enumerable
                    .Range(0, items)
                    .Except(seen[user])
                    .OrderByDescending(item => plain[item])
                    .ThenBy(item => item)
                    .Take(top)
                    .ToArray();
                int[] filled = [.. expected, .. Enumerable.Repeat(-1, top - expected.Length)];
                Assert.Equal(filled, found.AsSpan(user * top, top).ToArray());
                float[] filledScores = [.. filled.Select(item => item < 0 ? float.NegativeInfinity : plain[item])];
                Assert.Equal(filledScores, scores.AsSpan(user * top, top).ToArray());
            }
        }
    }

    private static float PlainScore(float[] users, int user, float[] items, int item, int rank)
    {
        var score = 0f;
        for (var k = 0; k < rank; k++)
        {
            score = MathF.FusedMultiplyAdd(users[(user * rank) + k], items[(item * rank) + k], score);
        }
        return score;
    }
}
