using Kuajie.Platform.Interactions.Live;

namespace Kuajie.Platform.Recommendations.Impressions;

/// <summary>
/// The way of shown lists into their store. Lists are queued when they are answered and written in groups; answering does not wait for the disk unless the queue is
/// full: then it waits, since a list without a record must not be shown. Stopping writes what waits; what the store refuses is counted and reported.
/// </summary>
public sealed class ImpressionLog : IAsyncDisposable
{
    private readonly IImpressionStore store;
    private readonly Action<int, Exception> report;
    private readonly GroupCommit<Impression> groups;
    private long refused;

    /// <summary>Starts to take lists.</summary>
    /// <param name="store">Where they are kept.</param>
    /// <param name="options">Bounds, counted in lists.</param>
    /// <param name="clock">The clock.</param>
    /// <param name="report">Told how many lists the store refused, and why.</param>
    public ImpressionLog(IImpressionStore store, GroupCommitOptions options, TimeProvider clock, Action<int, Exception> report)
    {
        ArgumentNullException.ThrowIfNull(store);
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(report);
        this.store = store;
        this.report = report;
        groups = new GroupCommit<Impression>(Commit, options, clock);
    }

    /// <summary>What goes on.</summary>
    public GroupCommitState State => groups.State;

    /// <summary>Lists that the store refused: they were shown and are not on record.</summary>
    public long Refused => Interlocked.Read(ref refused);

    /// <summary>Queues a list. Completes at once while there is room, else when there is.</summary>
    public async ValueTask AddAsync(Impression shown, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(shown);
        while (true)
        {
            cancellation.ThrowIfCancellationRequested();
            try
            {
                Forget(groups.Add([shown]));
                return;
            }
            catch (GroupCommitFullException)
            {
                await groups.NextGroupAsync().WaitAsync(cancellation).ConfigureAwait(false);
            }
        }
    }

    /// <summary>A shown list, also one that still waits to be written.</summary>
    public async Task<Impression?> FindAsync(string listId, CancellationToken cancellation)
    {
        if (store.Find(listId) is { } found)
        {
            return found;
        }
        await FlushAsync().WaitAsync(cancellation).ConfigureAwait(false);
        return store.Find(listId);
    }

    /// <summary>Ends after everything taken so far is stored or refused.</summary>
    public Task FlushAsync() => groups.FlushAsync();

    /// <summary>Takes no more and stores what waits.</summary>
    public ValueTask DisposeAsync() => groups.DisposeAsync();

    /// <summary>A refusal is reported by the commit; nobody else waits for the answer.</summary>
    private static void Forget(Task answer) => _ = answer.ContinueWith(done => done.Exception, TaskScheduler.Default);

    private bool[] Commit(IReadOnlyList<Impression> lists)
    {
        try
        {
            store.Append(lists);
            return new bool[lists.Count];
        }
        catch (Exception fault)
        {
            Interlocked.Add(ref refused, lists.Count);
            report(lists.Count, fault);
            throw;
        }
    }
}
