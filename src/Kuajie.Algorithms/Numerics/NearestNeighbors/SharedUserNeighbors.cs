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
        var isOneCatalog = ReferenceEquals(usersByItems, usersByCandidates);
        var candidates = similarity == ItemSimilarity.Jaccard ? WithOnes(usersByCandidates) : usersByCandidates;
        var items = similarity == ItemSimilarity.Jaccard ? WithOnes(usersByItems) : usersByItems;
        var itemsByUsers = items.Transpose();
        var ownSizes = SquaredNorms(items);
        var sizes = SquaredNorms(candidates);
        var rows = new (int[] Columns, float[] Values)[usersByItems.ColumnCount];
        var (done, blockCount) = (0, RowBlocks.Count(rows.Length, BlockRows));
        RowBlocks.ForEach(
            rows.Length,
            BlockRows,
            threads,
            () => new Scratch(candidates.ColumnCount, neighborCount),
            (_, start, end, scratch) =>
            {
                for (var item = start; item < end; item++)
                {
                    scratch.Gather(itemsByUsers.RowColumns(item), itemsByUsers.RowValues(item), candidates);
                    rows[item] = scratch.Select(
                        isOneCatalog ? item : -1,
                        (candidate, shared) => Measure(similarity, shared, ownSizes[item], sizes[candidate], shrinkage)
                    );
                }
                progress?.Invoke(Interlocked.Increment(ref done), blockCount);
            },
            cancellation
        );
        return Assemble(rows, candidates.ColumnCount);
    }

    private static double Measure(ItemSimilarity similarity, double shared, double ownSize, double size, double shrinkage) =>
        similarity == ItemSimilarity.Jaccard
            ? shared / (ownSize + size - shared + shrinkage)
            : shared / (Math.Sqrt(ownSize) * Math.Sqrt(size) + shrinkage);

    /// <summary>Sets instead of weights: then squared norms are set sizes and dot products are sizes of intersections.</summary>
    private static SparseMatrix WithOnes(SparseMatrix matrix)
    {
        var ones = new float[matrix.EntryCount];
        Array.Fill(ones, 1);
        return matrix.WithValues(ones);
    }

    private static double[] SquaredNorms(SparseMatrix matrix)
    {
        var norms = new double[matrix.ColumnCount];
        var columns = matrix.Columns.Span;
        var values = matrix.Values.Span;
        for (var entry = 0; entry < columns.Length; entry++)
        {
            norms[columns[entry]] += (double)values[entry] * values[entry];
        }
        return norms;
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

    /// <summary>
    /// A dense accumulator. Where few candidates are met it remembers which, so that reading and clearing cost what filling did; where most are met
    /// anyway, the memory would only slow the sums down.
    /// </summary>
    private sealed class Scratch(int candidateCount, int neighborCount)
    {
        private const int DenseShare = 4;
        private readonly double[] sums = new double[candidateCount];
        private readonly List<int> touched = [];
        private readonly TopSelector selector = new(neighborCount);
        private bool isDense;

        /// <summary>Sums weight · candidate weight over the users of an item.</summary>
        public void Gather(ReadOnlySpan<int> users, ReadOnlySpan<float> weights, SparseMatrix candidates)
        {
            var meanRow = (double)candidates.EntryCount / Math.Max(1, candidates.RowCount);
            isDense = users.Length * meanRow * DenseShare >= candidateCount;
            for (var place = 0; place < users.Length; place++)
            {
                if (isDense)
                {
                    AddAll(candidates.RowColumns(users[place]), candidates.RowValues(users[place]), weights[place]);
                }
                else
                {
                    AddNoting(candidates.RowColumns(users[place]), candidates.RowValues(users[place]), weights[place]);
                }
            }
        }

        /// <summary>The best of what was gathered by ascending candidate; empties the accumulator.</summary>
        public (int[] Columns, float[] Values) Select(int self, Func<int, double, double> measure)
        {
            var count = isDense ? candidateCount : touched.Count;
            for (var place = 0; place < count; place++)
            {
                var candidate = isDense ? place : touched[place];
                var similarity = candidate == self || sums[candidate] == 0 ? 0 : (float)measure(candidate, sums[candidate]);
                sums[candidate] = 0;
                if (similarity > 0)
                {
                    selector.Offer(candidate, similarity);
                }
            }
            touched.Clear();
            var columns = new int[selector.Count];
            var values = new float[columns.Length];
            selector.Drain(columns, values);
            Array.Sort(columns, values);
            return (columns, values);
        }

        private void AddAll(ReadOnlySpan<int> candidates, ReadOnlySpan<float> candidateWeights, float weight)
        {
            for (var entry = 0; entry < candidates.Length; entry++)
            {
                sums[candidates[entry]] += weight * candidateWeights[entry];
            }
        }

        private void AddNoting(ReadOnlySpan<int> candidates, ReadOnlySpan<float> candidateWeights, float weight)
        {
            for (var entry = 0; entry < candidates.Length; entry++)
            {
                var candidate = candidates[entry];
                if (sums[candidate] == 0)
                {
                    touched.Add(candidate);
                }
                sums[candidate] += weight * candidateWeights[entry];
            }
        }
    }
}
