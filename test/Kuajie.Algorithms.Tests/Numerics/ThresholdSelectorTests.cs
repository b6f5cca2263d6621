using CsCheck;
using Kuajie.Algorithms.Numerics.NearestNeighbors;
using Kuajie.Algorithms.Numerics.Selection;

namespace Kuajie.Algorithms.Tests.Numerics;

public class ThresholdSelectorTests
{
    private static readonly float[] Values = [0, 0, 1, 2, 3, 1e-41f];

    [Fact]
    public void Largest_AnyRank_EqualsSort() =>
        Gen.Int[0, 50]
            .Array[1, 200]
            .SelectMany(values => Gen.Int[1, values.Length].Select(rank => (values, rank)))
            .Sample(input =>
                Assert.Equal(
                    input.values.OrderDescending().ElementAt(input.rank - 1),
                    OrderStatistics.Largest(input.values.ToArray().AsSpan(), input.rank)
                )
            );

    [Fact]
    public void Largest_FallingSteps_EqualsSort()
    {
        var values = Enumerable.Range(0, 5000).Select(value => value % 2 == 0 ? value : 5000 - value).ToArray();
        Assert.Equal(values.OrderDescending().ElementAt(99), OrderStatistics.Largest(values.ToArray().AsSpan(), 100));
    }

    /// <summary>Rows longer than a selector's buffer, many ties, zeros, denormals and candidates that measure NaN.</summary>
    [Fact]
    public void Scan_EveryWidth_KeepsWhatSortingKeeps() =>
        Gen.Select(Gen.Int[0, 5].Select(choice => Values[choice]).Array[0, 2500], Gen.Int[1, 40], Gen.Bool, Gen.Bool)
            .Sample(
                (shared, count, isUnion, isShrunk) =>
                {
                    var factors = shared.Select((_, place) => place % 11 == 0 ? 0f : 1f + (place % 7)).ToArray();
                    var (offset, union) = (isShrunk ? 5f : 0f, isUnion ? 1f : 0f);
                    var expected = Sorted(shared, factors, 2, offset, union, count);
                    var selector = new ThresholdSelector(count, shared.Length);
                    foreach (var width in new[] { 512, 256, 1 })
                    {
                        var scanned =
                            width == 512 ? SimilarityScan.Scan512(shared, factors, 2, offset, union, selector)
                            : width == 256 ? SimilarityScan.Scan256(shared, factors, 2, offset, union, selector)
                            : 0;
                        SimilarityScan.ScanPlain(shared, factors, 2, offset, union, selector, scanned);
                        selector.Close();
                        Assert.Equal(expected, Drained(selector));
                    }
                },
                iter: 100
            );

    [Fact]
    public void SortByIndex_PushedInAnyOrder_Ascends()
    {
        var selector = new ThresholdSelector(3, 10);
        foreach (var (index, score) in new[] { (7, 2f), (1, 3f), (9, 1f), (4, 2f), (2, 2f) })
        {
            selector.Push(index, score);
        }
        selector.Close();
        selector.SortByIndex();
        Assert.Equal([(1, 3f), (2, 2f), (4, 2f)], Drained(selector));
        Assert.Equal((0, float.Epsilon), (selector.Count, selector.Threshold));
    }

    private static (int, float)[] Drained(ThresholdSelector selector)
    {
        var (indexes, scores) = (new int[selector.Count], new float[selector.Count]);
        selector.Drain(indexes, scores);
        return [.. indexes.Zip(scores)];
    }

    private static (int, float)[] Sorted(float[] shared, float[] factors, float rowFactor, float offset, float union, int count) =>
        [
            .. shared
                .Select((common, place) => (place, Score: common / ((factors[place] * rowFactor) + offset - (common * union))))
                .Where(pair => pair.Score > 0)
                .OrderByDescending(pair => pair.Score)
                .ThenBy(pair => pair.place)
                .Take(count)
                .OrderBy(pair => pair.place),
        ];
}
