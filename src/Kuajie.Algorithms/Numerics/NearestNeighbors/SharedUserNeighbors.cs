using Kuajie.Algorithms.Numerics.Sparse;

namespace Kuajie.Algorithms.Numerics.NearestNeighbors;

/// <summary>
/// Finds for every item of one catalog the most similar items of another (or the same) by the users they share: the top-k rows of a sparse–sparse product.
/// Unweighted data counts its popular candidates 512 at a time in bit planes; what is left, and weighted data, is gathered row by row into a dense accumulator,
/// so only pairs that share a user are touched. O(Σ over users of their items² / threads). Sums run over ascending users in single precision (counts are exact),
/// so the result is the same bit by bit for any number of threads. Weights should be of the order of 1.
/// </summary>
public static class SharedUserNeighbors
{
    /// <summary>Items a thread takes at a time.</summary>
    internal const int BlockRows = 16;

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
        var isOneCatalog = ReferenceEquals(usersByItems, usersByCandidates);
        var isSets = similarity == ItemSimilarity.Jaccard;
        var items = isSets ? WithOnes(usersByItems) : usersByItems;
        var candidates =
            isOneCatalog ? items
            : isSets ? WithOnes(usersByCandidates)
            : usersByCandidates;
        var (rowSizes, candidateSizes) = (SquaredNorms(items), SquaredNorms(candidates));
        var measure = isSets
            ? SimilarityMeasure.Jaccard(rowSizes, candidateSizes, shrinkage)
            : SimilarityMeasure.Cosine(rowSizes, candidateSizes, shrinkage);
        return Find(items, candidates, measure, isOneCatalog, neighborCount, threads, progress, cancellation);
    }

    /// <summary>The same for any measure; items are left out as neighbours of their own where <paramref name="isOneCatalog"/>.</summary>
    internal static SparseMatrix Find(
        SparseMatrix usersByItems,
        SparseMatrix usersByCandidates,
        SimilarityMeasure measure,
        bool isOneCatalog,
        int neighborCount,
        int threads,
        Action<int, int>? progress,
        CancellationToken cancellation,
        int mostHeadCounts = HeadCounts.MostCounts
    )
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(usersByCandidates.RowCount, usersByItems.RowCount, nameof(usersByCandidates));
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(neighborCount);
        var sums = new SharedUserSums(usersByItems, usersByCandidates, threads);
        var blocks = new NeighborRows[RowBlocks.Count(usersByItems.ColumnCount, BlockRows)];
        var headCounts = new HeadCounts(sums.Head, sums.ItemsByUsers, mostHeadCounts);
        var scratches = new NeighborScratch?[threads];
        var (done, batchBlocks) = (0, Math.Max(1, headCounts.BatchItems / BlockRows));
        for (var firstBlock = 0; firstBlock < blocks.Length; firstBlock += batchBlocks)
        {
            var (own, count) = (firstBlock, Math.Min(batchBlocks, blocks.Length - firstBlock));
            var last = Math.Min((own + count) * BlockRows, usersByItems.ColumnCount);
            headCounts.Count(own * BlockRows, last, threads, cancellation);
            WorkItems.ForEach(
                count,
                threads,
                (number, worker) =>
                {
                    var scratch = scratches[worker] ??= new NeighborScratch(sums, headCounts, measure, neighborCount);
                    var (start, block) = ((own + number) * BlockRows, own + number);
                    var rows = new NeighborRows(Math.Min(BlockRows, last - start));
                    for (var item = start; item < start + BlockRows && item < last; item++)
                    {
                        rows.Take(scratch, scratch.Find(item, isOneCatalog ? item : -1));
                    }
                    blocks[block] = rows;
                    progress?.Invoke(Interlocked.Increment(ref done), blocks.Length);
                },
                cancellation
            );
        }
        return NeighborRows.Join(blocks, usersByItems.ColumnCount, usersByCandidates.ColumnCount);
    }

    /// <summary>Sets instead of weights: then squared norms are set sizes and dot products are sizes of intersections.</summary>
    internal static SparseMatrix WithOnes(SparseMatrix matrix)
    {
        var ones = GC.AllocateUninitializedArray<float>(matrix.EntryCount);
        Array.Fill(ones, 1);
        return matrix.WithValues(ones);
    }

    /// <summary>Σ_u of squared weights for each column.</summary>
    internal static double[] SquaredNorms(SparseMatrix matrix)
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
}
