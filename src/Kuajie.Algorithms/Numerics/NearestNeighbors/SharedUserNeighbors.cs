using Kuajie.Algorithms.Numerics.Selection;
using Kuajie.Algorithms.Numerics.Sparse;

namespace Kuajie.Algorithms.Numerics.NearestNeighbors;

/// <summary>
/// Finds for every item of one catalog the most similar items of another (or the same) by the users they share: row by row, the users of an item
/// are walked and their items' weights gathered, so only pairs that share a user are ever touched. O(Σ over users of their items² / threads).
/// </summary>
public static class SharedUserNeighbors
{
    private const int BlockRows = 64;

    /// <summary>The neighbours of every item.</summary>
    /// <param name="usersByItems">Users × items whose neighbours are sought.</param>
    /// <param name="usersByCandidates">Users × items to choose from; the same object for neighbours within one catalog, where an item is no neighbour of its own.</param>
    /// <param name="similarity">The measure.</param>
    /// <param name="shrinkage">Added to the measure's denominator: pairs seen by few users count less.</param>
    /// <param name="neighborCount">The most neighbours to keep for each item; of equals the smaller index stays.</param>
    /// <param name="threads">The most threads to use; the result does not depend on it.</param>
    /// <param name="progress">Gets the number of blocks done and in all, or null.</param>
    /// <param name="cancellation">Checked between blocks.</param>
    /// <returns>Items × candidates with at most <paramref name="neighborCount"/> positive entries in a row.</returns>
    public static SparseMatrix Find(
        SparseMatrix usersByItems,
        SparseMatrix usersByCandidates,
        ItemSimilarity similarity,
        double shrinkage,
        int neighborCount,
        int threads = 1,
        Action<int, int>? progress = null,
        CancellationToken cancellation = default
    )
    {
        ArgumentNullException.ThrowIfNull(usersByItems);
        ArgumentNullException.ThrowIfNull(usersByCandidates);
        ArgumentOutOfRangeException.ThrowIfNotEqual(usersByCandidates.RowCount, usersByItems.RowCount, nameof(usersByCandidates));
        var itemsByUsers = usersByItems.Transpose();
        var ownSizes = Sizes(usersByItems, similarity);
        var sizes = Sizes(usersByCandidates, similarity);
        var rows = new (int[] Columns, float[] Values)[usersByItems.ColumnCount];
        var (done, blockCount) = (0, RowBlocks.Count(rows.Length, BlockRows));
        RowBlocks.ForEach(
            rows.Length,
            BlockRows,
            threads,
            () => new Scratch(usersByCandidates.ColumnCount, neighborCount),
            (_, start, end, scratch) =>
            {
                for (var item = start; item < end; item++)
                {
                    Gather(itemsByUsers, usersByCandidates, item, similarity, scratch);
                    rows[item] = Select(
                        scratch,
                        ReferenceEquals(usersByItems, usersByCandidates) ? item : -1,
                        (candidate, shared) => Measure(similarity, shared, ownSizes[item], sizes[candidate], shrinkage)
                    );
                }
                progress?.Invoke(Interlocked.Increment(ref done), blockCount);
            },
            cancellation
        );
        return Assemble(rows, usersByCandidates.ColumnCount);
    }

    private static void Gather(
        SparseMatrix itemsByUsers,
        SparseMatrix usersByCandidates,
        int item,
        ItemSimilarity similarity,
        Scratch scratch
    )
    {
        var users = itemsByUsers.RowColumns(item);
        var weights = itemsByUsers.RowValues(item);
        for (var place = 0; place < users.Length; place++)
        {
            var candidates = usersByCandidates.RowColumns(users[place]);
            var candidateWeights = usersByCandidates.RowValues(users[place]);
            for (var entry = 0; entry < candidates.Length; entry++)
            {
                scratch.Add(candidates[entry], similarity == ItemSimilarity.Jaccard ? 1 : weights[place] * candidateWeights[entry]);
            }
        }
    }

    private static (int[] Columns, float[] Values) Select(Scratch scratch, int self, Func<int, double, double> measure)
    {
        foreach (var candidate in scratch.Touched)
        {
            var similarity = candidate == self ? 0 : (float)measure(candidate, scratch.SumOf(candidate));
            if (similarity > 0)
            {
                scratch.Selector.Offer(candidate, similarity);
            }
        }
        scratch.Clear();
        var columns = new int[scratch.Selector.Count];
        var values = new float[columns.Length];
        scratch.Selector.Drain(columns, values);
        Array.Sort(columns, values);
        return (columns, values);
    }

    private static double Measure(ItemSimilarity similarity, double shared, double ownSize, double size, double shrinkage) =>
        similarity == ItemSimilarity.Jaccard
            ? shared / (ownSize + size - shared + shrinkage)
            : shared / (Math.Sqrt(ownSize) * Math.Sqrt(size) + shrinkage);

    /// <summary>Squared norms for cosine, user counts for Jaccard.</summary>
    private static double[] Sizes(SparseMatrix matrix, ItemSimilarity similarity)
    {
        var sizes = new double[matrix.ColumnCount];
        var (columns, values) = (matrix.Columns, matrix.Values);
        for (var entry = 0; entry < columns.Length; entry++)
        {
            var value = values.Span[entry];
            sizes[columns.Span[entry]] += similarity == ItemSimilarity.Jaccard ? 1 : (double)value * value;
        }
        return sizes;
    }

    private static SparseMatrix Assemble((int[] Columns, float[] Values)[] rows, int columnCount)
    {
        var offsets = new int[rows.Length + 1];
        for (var row = 0; row < rows.Length; row++)
        {
            offsets[row + 1] = offsets[row] + rows[row].Columns.Length;
        }
        var columns = new int[offsets[^1]];
        var values = new float[offsets[^1]];
        for (var row = 0; row < rows.Length; row++)
        {
            rows[row].Columns.CopyTo(columns, offsets[row]);
            rows[row].Values.CopyTo(values, offsets[row]);
        }
        return new SparseMatrix(rows.Length, columnCount, offsets, columns, values);
    }

    /// <summary>A dense accumulator that remembers which places were touched, so that clearing costs what filling did.</summary>
    private sealed class Scratch(int candidateCount, int neighborCount)
    {
        private readonly double[] sums = new double[candidateCount];

        public List<int> Touched { get; } = [];

        public TopSelector Selector { get; } = new(neighborCount);

        public void Add(int candidate, double amount)
        {
            if (sums[candidate] == 0)
            {
                Touched.Add(candidate);
            }
            sums[candidate] += amount;
        }

        public double SumOf(int candidate) => sums[candidate];

        public void Clear()
        {
            foreach (var candidate in Touched)
            {
                sums[candidate] = 0;
            }
            Touched.Clear();
        }
    }
}
