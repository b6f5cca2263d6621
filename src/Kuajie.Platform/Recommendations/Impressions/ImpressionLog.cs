using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;
using Kuajie.Platform.Faults;
using Kuajie.Platform.Interactions.Live;

namespace Kuajie.Platform.Recommendations.Impressions;

/// <summary>
/// The way of shown lists into their store. Lists are queued when they are answered and written in groups by one writer; answering costs no lock and does not wait for the
/// disk unless the queue is full: then it waits, since a list without a record must not be shown. Nobody waits for a single list to be written, so the writer lets a group
/// gather for a moment. Stopping writes what waits; what the store refuses is counted and reported.
/// </summary>
[SuppressMessage("Design", "CA1001", Justification = "Nothing is held but a task; DisposeAsync ends it.")]
public sealed class ImpressionLog : IAsyncDisposable
{
    /// <summary>How long a group gathers: commits cost the same whether they hold ten lists or a thousand.</summary>
    private static readonly TimeSpan Gathering = TimeSpan.FromMilliseconds(100);

    private readonly IImpressionStore store;
    private readonly Action<int, Exception> report;
    private readonly GroupCommitOptions options;
    private readonly TimeProvider clock;
    private readonly ConcurrentQueue<Impression> queue = new();
    private readonly SemaphoreSlim wake = new(0);
    private readonly DrainRate rate = new();
    private readonly Task writing;
    private TaskCompletionSource groupDone = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private TaskCompletionSource hurry = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private long taken;
    private long done;
    private int isIdle;
    private volatile bool isStopping;
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
        ArgumentNullException.ThrowIfNull(clock);
        ArgumentNullException.ThrowIfNull(report);
        (this.store, this.options, this.clock, this.report) = (store, options, clock, report);
        // A thread of its own: commits block, and a pool that misses a thread makes others spin.
        writing = Task.Factory.StartNew(WriteAll, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
    }

    /// <summary>What goes on.</summary>
    public GroupCommitState State
    {
        get
        {
            lock (rate)
            {
                return rate.State with { WaitingRows = (int)(Volatile.Read(ref taken) - Volatile.Read(ref done)) };
            }
        }
    }

    /// <summary>Lists that the store refused: they were shown and are not on record.</summary>
    public long Refused => Interlocked.Read(ref refused);

    /// <summary>Queues a list. Completes at once while there is room, else when there is.</summary>
    /// <exception cref="ObjectDisposedException">The log was stopped.</exception>
    public ValueTask AddAsync(Impression shown, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(shown);
        return TryAdd(shown) ? default : AddWhenThereIsRoomAsync(shown, cancellation);
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
    public async Task FlushAsync()
    {
        var upTo = Volatile.Read(ref taken);
        while (true)
        {
            var next = Volatile.Read(ref groupDone).Task;
            if (Volatile.Read(ref done) >= upTo)
            {
                return;
            }
            Volatile.Read(ref hurry).TrySetResult();
            await next.ConfigureAwait(false);
        }
    }

    /// <summary>Takes no more and stores what waits.</summary>
    public async ValueTask DisposeAsync()
    {
        isStopping = true;
        Volatile.Read(ref hurry).TrySetResult();
        wake.Release();
        await writing.ConfigureAwait(false);
    }

    private bool TryAdd(Impression shown)
    {
        ObjectDisposedException.ThrowIf(isStopping, this);
        var waiting = Interlocked.Increment(ref taken) - Volatile.Read(ref done);
        if (waiting > options.MostWaitingRows)
        {
            Interlocked.Decrement(ref taken);
            return false;
        }
        queue.Enqueue(shown);
        if (waiting == options.MostRowsAtOnce / 2)
        {
            Volatile.Read(ref hurry).TrySetResult();
        }
        if (Volatile.Read(ref isIdle) == 1 && Interlocked.Exchange(ref isIdle, 0) == 1)
        {
            wake.Release();
        }
        return true;
    }

    private async ValueTask AddWhenThereIsRoomAsync(Impression shown, CancellationToken cancellation)
    {
        while (true)
        {
            cancellation.ThrowIfCancellationRequested();
            var next = Volatile.Read(ref groupDone).Task;
            if (TryAdd(shown))
            {
                return;
            }
            Volatile.Read(ref hurry).TrySetResult();
            await next.WaitAsync(cancellation).ConfigureAwait(false);
        }
    }

    private void WriteAll()
    {
        while (HasArrived())
        {
            Task.WaitAny(Task.Delay(Gathering, clock), Volatile.Read(ref hurry).Task);
            if (!isStopping)
            {
                Volatile.Write(ref hurry, new(TaskCreationOptions.RunContinuationsAsynchronously));
            }
            Write();
        }
    }

    /// <summary>Until there is a list; false where there is none and none will come.</summary>
    private bool HasArrived()
    {
        while (queue.IsEmpty)
        {
            if (isStopping && Volatile.Read(ref taken) == Volatile.Read(ref done))
            {
                return false;
            }
            Volatile.Write(ref isIdle, 1);
            Interlocked.MemoryBarrier();
            // A list that came before the mark was seen would not wake anybody.
            if (!queue.IsEmpty && Interlocked.Exchange(ref isIdle, 0) == 1)
            {
                return true;
            }
            wake.Wait();
        }
        return true;
    }

    private void Write()
    {
        var group = new List<Impression>(Math.Min(queue.Count, options.MostRowsAtOnce));
        while (group.Count < options.MostRowsAtOnce && queue.TryDequeue(out var shown))
        {
            group.Add(shown);
        }
        var started = clock.GetTimestamp();
        Store(group);
        lock (rate)
        {
            rate.Note(group.Count, clock.GetElapsedTime(started));
        }
        Interlocked.Add(ref done, group.Count);
        Interlocked.Exchange(ref groupDone, new(TaskCreationOptions.RunContinuationsAsynchronously)).SetResult();
    }

    /// <summary>What one list is refused for, others shall not be refused for: after anything but a fault of the store each is tried alone.</summary>
    private void Store(List<Impression> lists)
    {
        try
        {
            store.Append(lists);
        }
        catch (Exception fault)
        {
            if (fault is not KuajieException && lists.Count > 1)
            {
                lists.ForEach(list => Store([list]));
                return;
            }
            Interlocked.Add(ref refused, lists.Count);
            report(lists.Count, fault);
        }
    }
}
