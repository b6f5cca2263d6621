using System.Diagnostics.CodeAnalysis;
using Kuajie.Platform.Faults;

namespace Kuajie.Platform.Interactions.Live;

/// <summary>
/// Writes batches of many senders by one writer: whatever waits when the writer becomes free goes into one group, one commit, one flush of the disk, and every sender
/// is told after the commit. The longer a commit takes, the larger the next group, so the disk decides the speed and nobody waits for a timer. The queue is bounded
/// by rows; who does not fit is refused at once.
/// </summary>
/// <typeparam name="T">A row.</typeparam>
[SuppressMessage("Design", "CA1001", Justification = "Nothing is held but a task; DisposeAsync ends it.")]
public sealed class GroupCommit<T> : IAsyncDisposable
{
    private readonly Func<IReadOnlyList<T>, IReadOnlyList<bool>> commit;
    private readonly GroupCommitOptions options;
    private readonly TimeProvider clock;
    private readonly DrainRate rate;
    private readonly Lock changing = new();
    private readonly SemaphoreSlim arrivals = new(0);
    private readonly Queue<Batch> waiting = new();
    private readonly Task writing;
    private TaskCompletionSource groupDone = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int waitingRows;
    private bool isStopping;

    /// <summary>Starts the writer.</summary>
    /// <param name="commit">
    /// Stores a group durably and tells for each row whether it was new. Called by one thread at a time; what it throws refuses the batches of the group.
    /// </param>
    /// <param name="options">Bounds.</param>
    /// <param name="clock">Measures how fast rows drain.</param>
    public GroupCommit(Func<IReadOnlyList<T>, IReadOnlyList<bool>> commit, GroupCommitOptions options, TimeProvider clock)
    {
        ArgumentNullException.ThrowIfNull(commit);
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(clock);
        if (!options.IsValid)
        {
            throw new ArgumentException($"Expected bounds of at least 1, found {options}.", nameof(options));
        }
        this.commit = commit;
        this.options = options;
        this.clock = clock;
        rate = new DrainRate();
        writing = Task.Factory.StartNew(WriteAsync, default, TaskCreationOptions.DenyChildAttach, TaskScheduler.Default).Unwrap();
    }

    /// <summary>What goes on.</summary>
    public GroupCommitState State
    {
        get
        {
            lock (changing)
            {
                return rate.State with { WaitingRows = waitingRows };
            }
        }
    }

    /// <summary>Queues a batch; the task ends after the commit that holds it whole, with one answer per row: whether it was new.</summary>
    /// <exception cref="GroupCommitFullException">The queue has no room for it now.</exception>
    /// <exception cref="ObjectDisposedException">The writer is stopping.</exception>
    public Task<IReadOnlyList<bool>> Add(IReadOnlyList<T> rows)
    {
        ArgumentNullException.ThrowIfNull(rows);
        if (rows.Count == 0)
        {
            return Task.FromResult<IReadOnlyList<bool>>([]);
        }
        var batch = new Batch(rows);
        lock (changing)
        {
            ObjectDisposedException.ThrowIf(isStopping, this);
            if (waitingRows + rows.Count > options.MostWaitingRows)
            {
                throw new GroupCommitFullException(waitingRows, rate.TimeFor(waitingRows));
            }
            waitingRows += rows.Count;
            waiting.Enqueue(batch);
        }
        arrivals.Release();
        return batch.Answer.Task;
    }

    /// <summary>Ends with the group that is written now or next: the moment to try again for who found no room.</summary>
    public Task NextGroupAsync()
    {
        lock (changing)
        {
            return waitingRows == 0 ? Task.CompletedTask : groupDone.Task;
        }
    }

    /// <summary>Ends after everything queued so far was committed or refused.</summary>
    public Task FlushAsync()
    {
        var marker = new Batch([]);
        lock (changing)
        {
            if (isStopping)
            {
                return writing;
            }
            waiting.Enqueue(marker);
        }
        arrivals.Release();
        return marker.Answer.Task;
    }

    /// <summary>Takes no more, writes what waits, ends.</summary>
    public async ValueTask DisposeAsync()
    {
        lock (changing)
        {
            isStopping = true;
        }
        arrivals.Release();
        await writing.ConfigureAwait(false);
    }

    private async Task WriteAsync()
    {
        while (true)
        {
            await arrivals.WaitAsync().ConfigureAwait(false);
            while (Take() is { Count: > 0 } group)
            {
                Write(group);
            }
            lock (changing)
            {
                if (isStopping && waiting.Count == 0)
                {
                    return;
                }
            }
        }
    }

    /// <summary>As many waiting batches as fit, at least one.</summary>
    private List<Batch> Take()
    {
        lock (changing)
        {
            var group = new List<Batch>();
            var rows = 0;
            while (waiting.TryPeek(out var next) && (group.Count == 0 || rows + next.Rows.Count <= options.MostRowsAtOnce))
            {
                group.Add(waiting.Dequeue());
                rows += next.Rows.Count;
            }
            return group;
        }
    }

    private void Write(List<Batch> group)
    {
        var rows = group.Sum(batch => batch.Rows.Count);
        var started = clock.GetTimestamp();
        TryCommit(group, rows);
        TaskCompletionSource done;
        lock (changing)
        {
            waitingRows -= rows;
            rate.Note(rows, clock.GetElapsedTime(started));
            done = groupDone;
            groupDone = new(TaskCreationOptions.RunContinuationsAsynchronously);
        }
        done.SetResult();
    }

    private void TryCommit(List<Batch> group, int rows)
    {
        try
        {
            Answer(group, rows == 0 ? [] : commit(RowsOf(group, rows)));
        }
        // Whatever it was, those who wait must be told, and the writer goes on.
        catch (Exception fault)
        {
            if (fault is KuajieException || group.Count == 1)
            {
                Refuse(group, fault);
            }
            else
            {
                // One batch may be the cause: the others shall not be refused for it.
                group.ForEach(batch => TryCommit([batch], batch.Rows.Count));
            }
        }
    }

    private static T[] RowsOf(List<Batch> group, int count)
    {
        var rows = new T[count];
        var at = 0;
        foreach (var row in group.SelectMany(batch => batch.Rows))
        {
            rows[at++] = row;
        }
        return rows;
    }

    private static void Answer(List<Batch> group, IReadOnlyList<bool> isNew)
    {
        var at = 0;
        foreach (var batch in group)
        {
            var own = new bool[batch.Rows.Count];
            for (var row = 0; row < own.Length; row++)
            {
                own[row] = isNew[at++];
            }
            batch.Answer.TrySetResult(own);
        }
    }

    private static void Refuse(List<Batch> group, Exception fault)
    {
        foreach (var batch in group)
        {
            batch.Answer.TrySetException(fault);
        }
    }

    private sealed record Batch(IReadOnlyList<T> Rows)
    {
        public TaskCompletionSource<IReadOnlyList<bool>> Answer { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
