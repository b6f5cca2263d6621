using BenchmarkDotNet.Attributes;
using Kuajie.Algorithms.Numerics.NearestNeighbors;
using Kuajie.Algorithms.Numerics.Sampling;
using Kuajie.Algorithms.Numerics.Sparse;

namespace Kuajie.Benchmarks;

/// <summary>
/// The bridge matrix at its worked size: 1,000 source items × 500 target items over 100,000 linked users with 4 to 24 interactions on each side.
/// Baseline: the same sums by plain loops over all users and their pairs into a dense matrix.
/// </summary>
[MemoryDiagnoser]
public class BridgeSimilarityBenchmarks
{
    private const int UserCount = 100_000;
    private SparseMatrix source = null!;
    private SparseMatrix target = null!;

    /// <summary>Threads of the kernel; the baseline has one.</summary>
    [Params(1, 2)]
    public int Threads { get; set; }

    /// <summary>Weighted data takes the floating-point path, unweighted data the one by bits.</summary>
    [Params(false, true)]
    public bool IsWeighted { get; set; }

    [GlobalSetup]
    public void Setup()
    {
        source = Interactions(1_000, 1, IsWeighted);
        target = Interactions(500, 2, IsWeighted);
    }

    [Benchmark(Baseline = true)]
    public float[] PlainLoops()
    {
        var similarities = new float[target.ColumnCount * source.ColumnCount];
        var (sourceSquares, targetSquares) = (new float[source.ColumnCount], new float[target.ColumnCount]);
        for (var user = 0; user < UserCount; user++)
        {
            Square(source, user, sourceSquares);
            Square(target, user, targetSquares);
            for (var place = 0; place < target.RowLength(user); place++)
            {
                for (var other = 0; other < source.RowLength(user); other++)
                {
                    var cell = (target.RowColumns(user)[place] * source.ColumnCount) + source.RowColumns(user)[other];
                    similarities[cell] += target.RowValues(user)[place] * source.RowValues(user)[other];
                }
            }
        }
        for (var cell = 0; cell < similarities.Length; cell++)
        {
            var norms = MathF.Sqrt(targetSquares[cell / source.ColumnCount] * sourceSquares[cell % source.ColumnCount]);
            similarities[cell] /= norms + 20;
        }
        return similarities;
    }

    [Benchmark]
    public SparseMatrix Kernel() => SharedUserNeighbors.Find(target, source, ItemSimilarity.Cosine, 20, 200, Threads);

    private static void Square(SparseMatrix matrix, int user, float[] squares)
    {
        for (var place = 0; place < matrix.RowLength(user); place++)
        {
            squares[matrix.RowColumns(user)[place]] += matrix.RowValues(user)[place] * matrix.RowValues(user)[place];
        }
    }

    private static SparseMatrix Interactions(int itemCount, ulong seed, bool isWeighted)
    {
        var offsets = new int[UserCount + 1];
        var columns = new List<int>();
        for (var user = 0; user < UserCount; user++)
        {
            var random = SplittableRandom.Stream(seed, (ulong)user);
            var items = new SortedSet<int>();
            for (var draw = 4 + random.NextInteger(21); draw > 0; draw--)
            {
                items.Add((int)(itemCount * random.NextDouble() * random.NextDouble()));
            }
            columns.AddRange(items);
            offsets[user + 1] = columns.Count;
        }
        return new SparseMatrix(
            UserCount,
            itemCount,
            offsets,
            [.. columns],
            [.. columns.Select((_, place) => isWeighted ? 1f + (place % 3) : 1)]
        );
    }
}
