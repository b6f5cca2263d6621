using System.Diagnostics.CodeAnalysis;
using Kuajie.Platform.Faults;
using Kuajie.Platform.Interactions.Live;

namespace Kuajie.Platform.Recommendations.Impressions;

/// <summary>
/// The way of shown lists into their store. A list is encoded when it is answered, so that nothing of it is left for the garbage collector to carry along, and written with
/// others by one writer; answering does not wait for the disk unless the bounds are reached: then it waits, since a list without a record must not be shown. Nobody waits for
/// a single list to be written, so the writer lets a group gather for a moment. Stopping writes what waits; what the store refuses is counted and reported.
/// </summary>
[SuppressMessage("Design", "CA1001", Justification = "Nothing is held but a task; DisposeAsync ends it.")]
public sealed class ImpressionLog : IAsyncDisposable
{
    /// <summary>How long a group gathers: a commit costs the same whether it holds ten lists or a thousand.</summary>
    private static readonly TimeSpan Gathering = TimeSpan.FromMilliseconds(250);

    /// <summary>Bytes of encoded lists that may wait, beside the bound on their number.</summary>
    private const long MostWaitingBytes = 64 << 20;

    [ThreadStatic]
    private static ImpressionEncoder? encoder;

    private readonly IImpressionStore store;
    private readonly Action<int, Exception> report;
    private readonly GroupCommitOptions options;
    private readonly TimeProvider clock;
    private readonly Lock changing = new();
    private readonly SemaphoreSlim wake = new(0);
    private readonly DrainRate rate = new();
    private readonly Task writing;
    private ImpressionGroup gathering = new();
    private ImpressionGroup written = new();
    private TaskCompletionSource groupDone = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private TaskCompletionSource hurry = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private bool isIdle;
    private bool isStopping;
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
            lock (changing)
            {
                return rate.State with { WaitingRows = gathering.Count + written.Count };
            }
        }
    }

    /// <summary>Bytes of the lists that wait.</summary>
    public long WaitingBytes
    {
        get
        {
            lock (changing)
            {
                return gathering.Bytes + written.Bytes;
            }
        }
    }

    /// <summary>Lists that the store refused: they were shown and are not on record.</summary>
    public long Refused => Interlocked.Read(ref refused);

    /// <summary>Takes a list. Completes at once while there is room, else when there is.</summary>
    /// <exception cref="ObjectDisposedException">The log was stopped.</exception>
    public ValueTask AddAsync(Impression shown, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(shown);
        return TryAdd(shown, out var next) ? default : AddWhenThereIsRoomAsync(shown, next, cancellation);
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
        // The group that is written now, and the one that gathers.
        for (var group = 0; group < 2; group++)
        {
            Task next;
            lock (changing)
            {
                if (gathering.Count + written.Count == 0)
                {
                    return;
                }
                group = written.Count == 0 ? 1 : group;
                next = groupDone.Task;
                hurry.TrySetResult();
            }
            await next.ConfigureAwait(false);
        }
    }

    /// <summary>Takes no more and stores what waits.</summary>
    public async ValueTask DisposeAsync()
    {
        lock (changing)
        {
            isStopping = true;
            hurry.TrySetResult();
        }
        wake.Release();
        await writing.ConfigureAwait(false);
    }

    private bool TryAdd(Impression shown, out Task next)
    {
        var encoded = (encoder ??= new ImpressionEncoder()).Encode(shown);
        bool wakes;
        lock (changing)
        {
            ObjectDisposedException.ThrowIf(isStopping, this);
            next = groupDone.Task;
            if (gathering.Count + written.Count >= options.MostWaitingRows || gathering.Bytes + written.Bytes >= MostWaitingBytes)
            {
                hurry.TrySetResult();
                return false;
            }
            gathering.Add(shown, encoded);
            if (gathering.Count == options.MostRowsAtOnce / 2)
            {
                hurry.TrySetResult();
            }
            wakes = isIdle;
            isIdle = false;
        }
        if (wakes)
        {
            wake.Release();
        }
        return true;
    }

    private async ValueTask AddWhenThereIsRoomAsync(Impression shown, Task next, CancellationToken cancellation)
    {
        do
        {
            await next.WaitAsync(cancellation).ConfigureAwait(false);
        } while (!TryAdd(shown, out next));
    }

    private void WriteAll()
    {
        while (HasArrived())
        {
            Task.WaitAny(Task.Delay(Gathering, clock), Volatile.Read(ref hurry).Task);
            Write();
        }
    }

    /// <summary>Until there is a list; false where there is none and none will come.</summary>
    private bool HasArrived()
    {
        while (true)
        {
            lock (changing)
            {
                if (gathering.Count > 0)
                {
                    return true;
                }
                if (isStopping)
                {
                    return false;
                }
                isIdle = true;
            }
            wake.Wait();
        }
    }

    private void Write()
    {
        lock (changing)
        {
            (gathering, written) = (written, gathering);
            if (!isStopping)
            {
                hurry = new(TaskCreationOptions.RunContinuationsAsynchronously);
            }
        }
        var started = clock.GetTimestamp();
        Store(written.ToBlocks());
        TaskCompletionSource done;
        lock (changing)
        {
            rate.Note(written.Count, clock.GetElapsedTime(started));
            written.Clear();
            done = groupDone;
            groupDone = new(TaskCreationOptions.RunContinuationsAsynchronously);
        }
        done.SetResult();
    }

    /// <summary>What one domain's lists are refused for, others shall not be refused for: after anything but a fault of the store each block is tried alone.</summary>
    private void Store(IReadOnlyList<ImpressionBlock> blocks)
    {
        try
        {
            store.Append(blocks);
        }
        catch (Exception fault)
        {
            if (fault is not KuajieException && blocks.Count > 1)
            {
                foreach (var block in blocks)
                {
                    Store([block]);
                }
                return;
            }
            var lists = blocks.Sum(block => block.Count);
            Interlocked.Add(ref refused, lists);
            report(lists, fault);
        }
    }
}
