namespace Kuajie.Algorithms.Numerics;

/// <summary>
/// Cuts work over rows into blocks of a fixed size and spreads them over threads. Blocks do not depend on the number of threads, so work that is
/// independent per row, or that reduces per block and then in block order, gives the same result bit by bit for any number of threads.
/// </summary>
internal static class RowBlocks
{
    /// <summary>Runs <paramref name="body"/> on every block; each thread has its own workspace.</summary>
    /// <param name="rowCount">Number of rows.</param>
    /// <param name="blockRows">Rows per block; the last block may be shorter.</param>
    /// <param name="threads">The most threads to use, at least 1.</param>
    /// <param name="createWorkspace">Makes a thread's scratch memory.</param>
    /// <param name="body">Gets the block's number, its first row, the row behind its last, and the workspace.</param>
    /// <param name="cancellation">Checked before every block.</param>
    public static void ForEach<TWorkspace>(
        int rowCount,
        int blockRows,
        int threads,
        Func<TWorkspace> createWorkspace,
        Action<int, int, int, TWorkspace> body,
        CancellationToken cancellation
    )
    {
        cancellation.ThrowIfCancellationRequested();
        Parallel.For(
            0,
            Count(rowCount, blockRows),
            new ParallelOptions { MaxDegreeOfParallelism = threads, CancellationToken = cancellation },
            createWorkspace,
            (block, _, workspace) =>
            {
                var start = block * blockRows;
                body(block, start, Math.Min(start + blockRows, rowCount), workspace);
                return workspace;
            },
            _ => { }
        );
    }

    /// <summary>Number of blocks.</summary>
    public static int Count(int rowCount, int blockRows) => (int)(((long)rowCount + blockRows - 1) / blockRows);
}
