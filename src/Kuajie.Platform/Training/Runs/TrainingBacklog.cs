using System.Collections.Concurrent;
using Kuajie.Algorithms.Models;
using Kuajie.Platform.Faults;
using Kuajie.Platform.Progress;
using Kuajie.Platform.Training.Benchmarks;
using Kuajie.Platform.Workspaces;

namespace Kuajie.Platform.Training.Runs;

/// <summary>
/// Trainings of a running service, one after another, while it goes on serving. Each is recorded before it begins and whenever its state changes; what a
/// process that ended left running is called interrupted at the next start. Safe to call from many threads.
/// </summary>
public sealed class TrainingBacklog : IDisposable
{
    /// <summary>Trainings that may wait at once.</summary>
    public const int MostWaiting = 20;

    /// <summary>Ended trainings whose progress can still be read.</summary>
    private const int MostRemembered = 50;

    private readonly IWorkspace workspace;
    private readonly TimeProvider clock;
    private readonly int threads;
    private readonly Lock changing = new();
    private readonly ConcurrentDictionary<string, ActiveRun> active = new(StringComparer.Ordinal);
    private readonly LinkedList<string> waiting = [];
    private readonly Queue<string> ended = new();
    private readonly SemaphoreSlim arrived = new(0);

    /// <summary>Takes over what is recorded.</summary>
    /// <param name="workspace">The stores.</param>
    /// <param name="clock">The clock.</param>
    /// <param name="threads">Threads that a training may use.</param>
    public TrainingBacklog(IWorkspace workspace, TimeProvider clock, int threads)
    {
        ArgumentNullException.ThrowIfNull(workspace);
        (this.workspace, this.clock, this.threads) = (workspace, clock, threads);
        foreach (var left in workspace.TrainingRuns.Runs().Where(run => !run.HasEnded))
        {
            workspace.TrainingRuns.Put(left with { State = TrainingRunState.Interrupted, EndedAt = clock.GetUtcNow() });
        }
    }

    /// <summary>Told of a version that was let serve, on the thread that trained it.</summary>
    public Action<ModelVersion>? Promoted { get; set; }

    /// <summary>All trainings, newest first.</summary>
    public IReadOnlyList<TrainingRunRecord> All() => workspace.TrainingRuns.Runs();

    /// <summary>A training by its id, or null.</summary>
    public TrainingRunRecord? Find(string runId) =>
        active.TryGetValue(runId, out var run) ? run.Record : workspace.TrainingRuns.Runs().FirstOrDefault(each => each.RunId == runId);

    /// <summary>The progress of a training that waits or runs, or has ended since the process began; null for others.</summary>
    public FollowedLog<TrainingStep>? ProgressOf(string runId) => active.GetValueOrDefault(runId)?.Progress.Log;

    /// <summary>Puts a training at the end of the queue.</summary>
    /// <exception cref="KuajieException">An unknown domain, model or option, one domain twice, or too many waiting.</exception>
    public TrainingRunRecord Submit(TrainingOrder order, string requestedBy)
    {
        ArgumentNullException.ThrowIfNull(order);
        TrainingOrders.ThrowIfInvalid(order, workspace.Partners);
        lock (changing)
        {
            if (waiting.Count >= MostWaiting)
            {
                throw TrainingTexts.Source.Fault("queue-full", "QueueFull", arguments: [MostWaiting]);
            }
            var now = clock.GetUtcNow();
            var record = new TrainingRunRecord($"run-{Guid.CreateVersion7(now):N}", order, TrainingRunState.Waiting, requestedBy, now);
            workspace.TrainingRuns.Put(record);
            active[record.RunId] = new ActiveRun(record, new TrainingProgressLog(clock));
            waiting.AddLast(record.RunId);
            arrived.Release();
            return record;
        }
    }

    /// <summary>Ends a training that waits or runs; one that has ended stays as it is. Null where it is unknown.</summary>
    public TrainingRunRecord? Cancel(string runId)
    {
        lock (changing)
        {
            if (!active.TryGetValue(runId, out var run) || run.Record.HasEnded)
            {
                return Find(runId);
            }
            if (waiting.Remove(runId))
            {
                Ended(run, run.Record with { State = TrainingRunState.Cancelled });
            }
            else
            {
                run.Cancellation.Cancel();
            }
            return run.Record;
        }
    }

    /// <summary>Trains what comes until cancelled; a training under way is cancelled too, and is recorded as interrupted.</summary>
    public async Task WorkAsync(CancellationToken cancellation)
    {
        while (true)
        {
            await arrived.WaitAsync(cancellation);
            if (Next() is { } run)
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
    public void Dispose() => arrived.Dispose();

    private ActiveRun? Next()
    {
        lock (changing)
        {
            if (waiting.First is not { } first)
            {
                return null;
            }
            waiting.RemoveFirst();
            var run = active[first.Value];
            Change(run, run.Record with { State = TrainingRunState.Running, StartedAt = clock.GetUtcNow() });
            return run;
        }
    }

    private void Work(ActiveRun run, CancellationToken stopping)
    {
        using var both = CancellationTokenSource.CreateLinkedTokenSource(stopping, run.Cancellation.Token);
        try
        {
            Ended(run, Trained(run, both.Token));
        }
        catch (OperationCanceledException)
        {
            Ended(
                run,
                run.Record with
                {
                    State = stopping.IsCancellationRequested ? TrainingRunState.Interrupted : TrainingRunState.Cancelled,
                }
            );
        }
        catch (KuajieException fault)
        {
            Ended(run, run.Record with { State = TrainingRunState.Failed, FaultCode = fault.Code, FaultText = fault.Message });
        }
        catch (Exception defect) when (defect is not OutOfMemoryException)
        {
            // A defect must not take the queue down with it; what it was goes into the record, where operators look.
            Ended(
                run,
                run.Record with
                {
                    State = TrainingRunState.Failed,
                    FaultCode = "defect",
                    FaultText = $"{defect.GetType().Name}: {defect.Message}",
                }
            );
        }
    }

    private TrainingRunRecord Trained(ActiveRun run, CancellationToken cancellation)
    {
        var order = run.Record.Order;
        var workflow = new TrainingWorkflow(workspace, clock);
        var request = TrainingOrders.ToRequest(order, threads);
        var trained = order.IsRefresh
            ? workflow.Refresh(request, null, run.Progress, cancellation)
            : workflow.Train(request, run.Progress, cancellation);
        var popularity = trained
            .Leaderboard.Where(entry => string.Equals(entry.Candidate.Model, "popularity", StringComparison.Ordinal))
            .Select(entry => (double?)entry.Ndcg)
            .Max();
        var done = run.Record with
        {
            State = TrainingRunState.Succeeded,
            VersionId = trained.Version.VersionId,
            ValidationNdcg = trained.Choice?.ValidationNdcg,
            PopularityNdcg = popularity,
        };
        return order.IsPromoted ? LetServe(done, trained.Version) : done;
    }

    /// <summary>A model that does not even beat popularity on rows it has not seen is recorded and not let serve.</summary>
    private TrainingRunRecord LetServe(TrainingRunRecord done, ModelVersion version)
    {
        if (done is { ValidationNdcg: { } ndcg, PopularityNdcg: { } popularity } && ndcg < popularity)
        {
            var weak = TrainingTexts.Source.Fault("below-popularity", "BelowPopularity", arguments: [100 * ndcg, 100 * popularity]);
            return done with { FaultCode = weak.Code, FaultText = weak.Message };
        }
        foreach (var source in done.Order.SourceDomains.Count == 0 ? [null] : done.Order.SourceDomains.Cast<string?>())
        {
            workspace.Models.Promote(version.VersionId, source);
        }
        Promoted?.Invoke(version);
        return done with { IsPromoted = true };
    }

    private void Ended(ActiveRun run, TrainingRunRecord record)
    {
        // Taken again by the same thread where a waiting training is cancelled.
        lock (changing)
        {
            Change(run, record with { EndedAt = clock.GetUtcNow() });
            ended.Enqueue(record.RunId);
            if (ended.Count > MostRemembered)
            {
                active.TryRemove(ended.Dequeue(), out _);
            }
        }
        run.Progress.End();
    }

    private void Change(ActiveRun run, TrainingRunRecord record)
    {
        workspace.TrainingRuns.Put(record);
        run.Record = record;
    }

    private sealed class ActiveRun(TrainingRunRecord record, TrainingProgressLog progress)
    {
        public volatile TrainingRunRecord Record = record;

        public TrainingProgressLog Progress { get; } = progress;

        public CancellationTokenSource Cancellation { get; } = new();
    }
}
