namespace Kuajie.Algorithms.Numerics;

/// <summary>
/// Hands numbered pieces of work to threads. Which thread takes which piece is chance; pieces that write separate results, or whose results are reduced
/// in order of number afterwards, give the same result bit by bit for any number of threads.
/// </summary>
internal static class WorkItems
{
    /// <summary>Runs <paramref name="body"/> for 0, 1, … <paramref name="count"/> − 1.</summary>
    /// <param name="count">How many pieces.</param>
    /// <param name="threads">The most threads to use, at least 1; with 1 the caller's thread does all, in order.</param>
    /// <param name="body">Gets the piece's number and the worker's number, 0 … threads − 1: at most one thread at a time is a given worker.</param>
    /// <param name="cancellation">Checked before every piece.</param>
    public static void ForEach(int count, int threads, Action<int, int> body, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        if (threads <= 1 || count <= 1)
        {
            for (var item = 0; item < count; item++)
            {
                cancellation.ThrowIfCancellationRequested();
                body(item, 0);
            }
            return;
        }
        var next = -1;
        Parallel.For(
            0,
            Math.Min(threads, count),
            new ParallelOptions { MaxDegreeOfParallelism = threads },
            worker =>
            {
                for (var item = Interlocked.Increment(ref next); item < count; item = Interlocked.Increment(ref next))
                {
                    if (cancellation.IsCancellationRequested)
                    {
                        return;
                    }
                    body(item, worker);
                }
            }
        );
        cancellation.ThrowIfCancellationRequested();
    }
}
