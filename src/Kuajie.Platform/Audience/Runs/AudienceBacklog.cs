using Kuajie.Platform.Faults;
using Kuajie.Platform.Progress;

namespace Kuajie.Platform.Audience.Runs;

/// <summary>Long work on audiences of a running service: clusters looked for and response models trained, one after another. Answers are kept, so that whoever left finds them.</summary>
/// <param name="store">Where runs and answers are recorded.</param>
/// <param name="segments">Looks for clusters, and stores them.</param>
/// <param name="responses">Trains response models.</param>
/// <param name="shelf">Where response models are kept.</param>
/// <param name="clock">The clock.</param>
public sealed class AudienceBacklog(
    IAudienceRunStore store,
    AudienceSegments segments,
    ResponseWorkflow responses,
    ResponseShelf shelf,
    TimeProvider clock
) : RunBacklog<AudienceRunRecord, AudienceProgressLog>(store, clock)
{
    /// <summary>Ended runs of a domain that are kept; with a new one the oldest go.</summary>
    public const int MostKept = 50;

    private readonly IAudienceRunStore store = store;

    /// <summary>The runs of a domain, newest first.</summary>
    public IReadOnlyList<AudienceRunRecord> Of(string domain) => [.. All().Where(run => run.Order.Domain == domain)];

    /// <summary>Puts work at the end of the queue.</summary>
    /// <exception cref="KuajieException">What is asked for cannot be, or too many are waiting.</exception>
    public AudienceRunRecord Submit(AudienceOrder order, string requestedBy)
    {
        ArgumentNullException.ThrowIfNull(order);
        ThrowIfInvalid(order);
        var run = Enqueue(now => new AudienceRunRecord($"run-{Guid.CreateVersion7(now):N}", order, RunState.Waiting, requestedBy, now));
        foreach (var old in Of(order.Domain).Where(each => each.HasEnded).Skip(MostKept))
        {
            store.Remove(old.RunId);
        }
        return run;
    }

    /// <summary>What came of a run; null where nothing did, or not yet.</summary>
    /// <exception cref="KuajieException">What was kept can no longer be read.</exception>
    public AudienceAnswer? AnswerOf(AudienceRunRecord run)
    {
        ArgumentNullException.ThrowIfNull(run);
        return store.AnswerOf(run.RunId) is not { } json
            ? null
            : AudienceAnswer.TryRead(json)
                ?? throw AudienceTexts.Source.Fault("damaged-audience-run", "DamagedRun", arguments: [run.RunId, run.Order.Domain]);
    }

    /// <summary>Stores the clusters that a run found as segments, in place of those of their names.</summary>
    /// <returns>The run as it is recorded now.</returns>
    /// <exception cref="KuajieException">The run found none, or the name breaks the rule, or the domain would have more segments than it may.</exception>
    public AudienceRunRecord Save(AudienceRunRecord run, string prefix)
    {
        ArgumentNullException.ThrowIfNull(run);
        if (AnswerOf(run)?.Clusters is not { } found)
        {
            throw AudienceTexts.Fault("no-clusters-found", "NoClustersFound", run.RunId);
        }
        segments.Save(run.Order.Domain, found, prefix);
        return Amend(run with { SavedAs = prefix });
    }

    /// <inheritdoc/>
    protected override AudienceProgressLog NewProgress() => new(Clock);

    /// <inheritdoc/>
    protected override KuajieException QueueFull() => AudienceTexts.Source.Fault("queue-full", "RunsFull", arguments: [MostWaiting]);

    /// <inheritdoc/>
    protected override AudienceRunRecord Do(AudienceRunRecord run, AudienceProgressLog progress, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(run);
        return run.Order.Clusters is { } clusters
            ? Find(run, clusters, progress, cancellation)
            : Learn(run, run.Order.Responses!, progress, cancellation);
    }

    private AudienceRunRecord Find(AudienceRunRecord run, ClusterOrder order, AudienceProgressLog progress, CancellationToken cancellation)
    {
        var found = segments.Cluster(run.Order.Domain, order.Clusterer, order.Use, progress, cancellation);
        store.PutAnswer(run.RunId, new AudienceAnswer(Clusters: found.WithoutUsers()).ToJson());
        if (order.SaveAs is { } prefix)
        {
            segments.Save(run.Order.Domain, found, prefix);
        }
        return run with { SavedAs = order.SaveAs };
    }

    private AudienceRunRecord Learn(
        AudienceRunRecord run,
        ResponseOrder order,
        AudienceProgressLog progress,
        CancellationToken cancellation
    )
    {
        var training = responses.Train(order.Request, progress, cancellation);
        store.PutAnswer(run.RunId, new AudienceAnswer(Responses: training.Report).ToJson());
        if (order.KeepAs is { } name)
        {
            shelf.Keep(name, order.Request, training);
        }
        return run;
    }

    private void ThrowIfInvalid(AudienceOrder order)
    {
        if (order.Clusters is { } clusters)
        {
            segments.ThrowIfInvalid(order.Domain, clusters.Clusterer, clusters.Use, clusters.SaveAs);
        }
        else
        {
            responses.ThrowIfInvalid(order.Responses!.Request);
            if (order.Responses.KeepAs is { } name)
            {
                shelf.ThrowIfNoPlace(order.Domain, name);
            }
        }
    }
}
