using BenchmarkDotNet.Attributes;
using Kuajie.Algorithms.Numerics.NearestNeighbors;
using Kuajie.Algorithms.Numerics.Sparse;

namespace Kuajie.Benchmarks;

/// <summary>
/// 100 nearest items by cosine for 4,000 items over 40,000 users. Baseline: for each item a plain accumulator over its users' rows, then a sort. The figure at
/// the size of the protocols comes from <c>kuajie benchmark item-knn</c>.
/// </summary>
[MemoryDiagnoser]
public class ItemNeighborsBenchmarks
{
    private SparseMatrix matrix = null!;

    /// <summary>Weighted data takes the floating-point path, unweighted data the one by bits.</summary>
    [Params(false, true)]
    public bool IsWeighted { get; set; }

    [GlobalSetup]
    public void Setup() => matrix = SparseWorlds.Skewed(40_000, 4_000, 40, IsWeighted, 3);

    [Benchmark(Baseline = true)]
    public (int, float)[][] PlainAccumulator()
    {
        var byItem = matrix.Transpose();
        var norms = Enumerable.Range(0, byItem.RowCount).Select(item => MathF.Sqrt(SquareOf(byItem.RowValues(item)))).ToArray();
        var found = new (int, float)[byItem.RowCount][];
        for (var item = 0; item < found.Length; item++)
        {
            var sums = new float[found.Length];
            for (var place = 0; place < byItem.RowLength(item); place++)
            {
                var user = byItem.RowColumns(item)[place];
                for (var other = 0; other < matrix.RowLength(user); other++)
                {
                    sums[matrix.RowColumns(user)[other]] += byItem.RowValues(item)[place] * matrix.RowValues(user)[other];
                }
            }
            sums[item] = 0;
            found[item] =
            [
                .. Enumerable
                    .Range(0, sums.Length)
                    .Where(other => sums[other] > 0)
                    .Select(other => (other, sums[other] / (norms[item] * norms[other])))
                    .OrderByDescending(pair => pair.Item2)
                    .Take(100),
            ];
        }
        return found;
    }

    [Benchmark]
    public SparseMatrix OneThread() => SharedUserNeighbors.Find(matrix, matrix, ItemSimilarity.Cosine, 0, 100, 1);

    [Benchmark]
    public SparseMatrix TwoThreads() => SharedUserNeighbors.Find(matrix, matrix, ItemSimilarity.Cosine, 0, 100, 2);

    private static float SquareOf(ReadOnlySpan<float> values)
    {
        var sum = 0f;
        foreach (var value in values)
        {
            sum += value * value;
        }
        return sum;
    }
}
