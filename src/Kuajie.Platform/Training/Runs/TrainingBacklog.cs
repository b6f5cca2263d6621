using Kuajie.Platform.Faults;
using Kuajie.Platform.Progress;
using Kuajie.Platform.Workspaces;

namespace Kuajie.Platform.Training.Runs;

/// <summary>Trainings of a running service, one after another.</summary>
/// <param name="workspace">The stores.</param>
/// <param name="clock">The clock.</param>
/// <param name="threads">Threads that a training may use.</param>
public sealed class TrainingBacklog(IWorkspace workspace, TimeProvider clock, int threads)
    : RunBacklog<TrainingRunRecord, TrainingProgressLog>(workspace.TrainingRuns, clock)
{
    /// <summary>Told of a version that was let serve, on the thread that trained it.</summary>
    public Action<ModelVersion>? Promoted { get; set; }

    /// <summary>Puts a training at the end of the queue.</summary>
    /// <exception cref="KuajieException">An unknown domain, model or option, one domain twice, or too many waiting.</exception>
    public TrainingRunRecord Submit(TrainingOrder order, string requestedBy)
    {
        ArgumentNullException.ThrowIfNull(order);
        TrainingOrders.ThrowIfInvalid(order, workspace.Partners);
        return Enqueue(now => new TrainingRunRecord($"run-{Guid.CreateVersion7(now):N}", order, RunState.Waiting, requestedBy, now));
    }

    /// <inheritdoc/>
    protected override TrainingProgressLog NewProgress() => new(Clock);

    /// <inheritdoc/>
    protected override KuajieException QueueFull() => TrainingTexts.Source.Fault("queue-full", "QueueFull", arguments: [MostWaiting]);

    /// <inheritdoc/>
    protected override TrainingRunRecord Do(TrainingRunRecord run, TrainingProgressLog progress, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(run);
        var workflow = new TrainingWorkflow(workspace, Clock);
        var request = TrainingOrders.ToRequest(run.Order, threads);
        var trained = run.Order.IsRefresh
            ? workflow.Refresh(request, null, progress, cancellation)
            : workflow.Train(request, progress, cancellation);
        var popularity = trained
            .Leaderboard.Where(entry => string.Equals(entry.Candidate.Model, "popularity", StringComparison.Ordinal))
            .Select(entry => (double?)entry.Ndcg)
            .Max();
        var done = run with
        {
            VersionId = trained.Version.VersionId,
            ValidationNdcg = trained.Choice?.ValidationNdcg,
            PopularityNdcg = popularity,
        };
        return run.Order.IsPromoted ? LetServe(done, trained.Version) : done;
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
}
