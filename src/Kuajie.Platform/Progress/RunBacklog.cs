using System.Collections.Concurrent;
using System.Globalization;
using Kuajie.Platform.Faults;

namespace Kuajie.Platform.Progress;

/// <summary>
/// Long work of a running service, one piece after another, while it goes on serving. Each run is recorded before it begins and whenever its state changes; what a process that ended left
/// running is called interrupted at the next start. Safe to call from many threads.
/// </summary>
/// <typeparam name="TRun">A run as it is recorded.</typeparam>
/// <typeparam name="TProgress">What a run tells of itself.</typeparam>
public abstract class RunBacklog<TRun, TProgress> : IDisposable
    where TRun : RunRecord
    where TProgress : class, IRunProgress
{
    /// <summary>Runs that may wait at once.</summary>
    public const int MostWaiting = 20;

    /// <summary>Ended runs whose progress can still be read.</summary>
    private const int MostRemembered = 50;

    private readonly IRunStore<TRun> store;
    private readonly Lock changing = new();
    private readonly ConcurrentDictionary<string, ActiveRun> active = new(StringComparer.Ordinal);
    private readonly LinkedList<string> waiting = [];
    private readonly Queue<string> ended = new();
    private readonly SemaphoreSlim arrived = new(0);

    /// <summary>Takes over what is recorded.</summary>
    /// <param name="store">Where runs are recorded.</param>
    /// <param name="clock">The clock.</param>
    protected RunBacklog(IRunStore<TRun> store, TimeProvider clock)
    {
        ArgumentNullException.ThrowIfNull(store);
        (this.store, Clock) = (store, clock);
        foreach (var left in store.Runs().Where(run => !run.HasEnded))
        {
            store.Put(left with { State = RunState.Interrupted, EndedAt = clock.GetUtcNow() });
        }
    }

    /// <summary>The clock.</summary>
    protected TimeProvider Clock { get; }

    /// <summary>Told of a defect that a run met, with the run's id; nobody by default.</summary>
    public Action<string, Exception>? Met { get; init; }

    /// <summary>All runs, newest first.</summary>
    public IReadOnlyList<TRun> All() => store.Runs();

    /// <summary>A run by its id, or null.</summary>
    public TRun? Find(string runId) =>
        active.TryGetValue(runId, out var run) ? run.Record : store.Runs().FirstOrDefault(each => each.RunId == runId);

    /// <summary>The progress of a run that waits or runs, or has ended since the process began; null for others.</summary>
    public TProgress? ProgressOf(string runId) => active.GetValueOrDefault(runId)?.Progress;

    /// <summary>Ends a run that waits or runs; one that has ended stays as it is. Null where it is unknown.</summary>
    public TRun? Cancel(string runId)
    {
        lock (changing)
        {
            if (!active.TryGetValue(runId, out var run) || run.Record.HasEnded)
            {
                return Find(runId);
            }
            if (waiting.Remove(runId))
            {
                Ended(run, run.Record with { State = RunState.Cancelled });
            }
            else
            {
                run.Cancellation.Cancel();
            }
            return run.Record;
        }
    }

    /// <summary>Works off what comes until cancelled; a run under way is cancelled too, and is recorded as interrupted.</summary>
    public async Task WorkAsync(CancellationToken cancellation)
    {
        while (true)
        {
            await arrived.WaitAsync(cancellation);
            if (NextOrAgain() is { } run)
            {
                await Task.Factory.StartNew(
                    () => Work(run, cancellation),
                    CancellationToken.None,
                    TaskCreationOptions.LongRunning,
                    TaskScheduler.Default
                );
            }
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        arrived.Dispose();
        GC.SuppressFinalize(this);
    }

    /// <summary>Puts a run at the end of the queue. What it says in words, it says in the language of the calling thread.</summary>
    /// <param name="make">Makes its record from its id's moment.</param>
    /// <exception cref="KuajieException">Too many are waiting.</exception>
    protected TRun Enqueue(Func<DateTimeOffset, TRun> make)
    {
        ArgumentNullException.ThrowIfNull(make);
        lock (changing)
        {
            if (waiting.Count >= MostWaiting)
            {
                throw QueueFull();
            }
            var record = make(Clock.GetUtcNow());
            store.Put(record);
            active[record.RunId] = new ActiveRun(record, NewProgress(), CultureInfo.CurrentUICulture);
            waiting.AddLast(record.RunId);
            arrived.Release();
            return record;
        }
    }

    /// <summary>Changes the record of a run, as it is then.</summary>
    /// <returns>The record as it is now; null where the run is unknown.</returns>
    protected TRun? Amend(string runId, Func<TRun, TRun> change)
    {
        ArgumentNullException.ThrowIfNull(change);
        lock (changing)
        {
            if (Find(runId) is not { } known)
            {
                return null;
            }
            var amended = change(known);
            store.Put(amended);
            if (active.TryGetValue(runId, out var run))
            {
                run.Record = amended;
            }
            return amended;
        }
    }

    /// <summary>Does a run, on a thread of its own.</summary>
    /// <returns>Its record with what came of it.</returns>
    /// <exception cref="KuajieException">It cannot be done.</exception>
    protected abstract TRun Do(TRun run, TProgress progress, CancellationToken cancellation);

    /// <summary>Progress of which nothing is told yet.</summary>
    protected abstract TProgress NewProgress();

    /// <summary>Why no more may wait.</summary>
    protected abstract KuajieException QueueFull();

    private ActiveRun? NextOrAgain()
    {
        try
        {
            return Next();
        }
        catch
        {
            // Whoever begins the work again finds it.
            arrived.Release();
            throw;
        }
    }

    private ActiveRun? Next()
    {
        lock (changing)
        {
            if (waiting.First is not { } first)
            {
                return null;
            }
            // Where it cannot be recorded, it goes on waiting.
            var run = active[first.Value];
            Change(run, run.Record with { State = RunState.Running, StartedAt = Clock.GetUtcNow() });
            waiting.RemoveFirst();
            return run;
        }
    }

    private void Work(ActiveRun run, CancellationToken stopping)
    {
        (CultureInfo.CurrentCulture, CultureInfo.CurrentUICulture) = (run.Language, run.Language);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(stopping, run.Cancellation.Token);
        try
        {
            Ended(run, Do(run.Record, run.Progress, both.Token) with { State = RunState.Succeeded });
        }
        catch (OperationCanceledException)
        {
            Ended(run, run.Record with { State = stopping.IsCancellationRequested ? RunState.Interrupted : RunState.Cancelled });
        }
        catch (KuajieException fault)
        {
            Failed(run, fault.Code, fault.Message);
        }
        catch (Exception defect)
        {
            // A defect must not take the queue down with it. What it says may name users: it goes to the log, and the record says what it was.
            Met?.Invoke(run.Record.RunId, defect);
            Failed(run, "defect", defect.GetType().Name);
        }
    }

    private void Failed(ActiveRun run, string code, string text) =>
        Ended(run, run.Record with { State = RunState.Failed, FaultCode = code, FaultText = text });

    private void Ended(ActiveRun run, TRun record)
    {
        try
        {
            // Taken again by the same thread where a waiting run is cancelled.
            lock (changing)
            {
                var over = record with { EndedAt = Clock.GetUtcNow() };
                // It is over also where that cannot be recorded: the next start calls it interrupted.
                run.Record = over;
                store.Put(over);
                ended.Enqueue(record.RunId);
                if (ended.Count > MostRemembered)
                {
                    active.TryRemove(ended.Dequeue(), out _);
                }
            }
        }
        finally
        {
            run.Progress.End();
        }
    }

    private void Change(ActiveRun run, TRun record)
    {
        store.Put(record);
        run.Record = record;
    }

    private sealed class ActiveRun(TRun record, TProgress progress, CultureInfo language)
    {
        private volatile TRun current = record;

        public TRun Record
        {
            get => current;
            set => current = value;
        }

        public TProgress Progress { get; } = progress;

        public CultureInfo Language { get; } = language;

        public CancellationTokenSource Cancellation { get; } = new();
    }
}
