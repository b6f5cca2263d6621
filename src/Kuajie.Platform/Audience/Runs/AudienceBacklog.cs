using System.Collections.Concurrent;
using Kuajie.Marketing.Audience.Clustering;
using Kuajie.Platform.Catalog;
using Kuajie.Platform.Faults;
using Kuajie.Platform.Progress;
using Kuajie.Platform.Workspaces;

namespace Kuajie.Platform.Audience.Runs;

/// <summary>
/// Long work on audiences of a running service: clusters looked for and response models trained, one after another. Answers are kept, so that whoever left finds them; where single users lie on the map of
/// clusters is held in memory alone, until the service ends or a user of the domain is erased.
/// </summary>
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
) : RunBacklog<AudienceRunRecord, AudienceProgressLog>(store, clock), IWorkspaceListener
{
    /// <summary>Runs of a domain that are kept of those that succeeded, and of the others; with a new one the oldest go.</summary>
    public const int MostKept = 50;

    /// <summary>Runs of one domain that may wait or be under way at once.</summary>
    public const int MostOfDomain = 5;

    /// <summary>Longest that a run may take.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromHours(1);

    private readonly IAudienceRunStore store = store;
    private readonly ConcurrentDictionary<string, (string Domain, IReadOnlyList<ClusterDot> Dots)> dots = new(StringComparer.Ordinal);

    /// <summary>The runs of a domain, newest first.</summary>
    public IReadOnlyList<AudienceRunRecord> Of(string domain) => [.. All().Where(run => run.Order.Domain == domain)];

    /// <summary>Puts work at the end of the queue.</summary>
    /// <exception cref="KuajieException">What is asked for cannot be, or too many are waiting.</exception>
    public AudienceRunRecord Submit(AudienceOrder order, string requestedBy)
    {
        ArgumentNullException.ThrowIfNull(order);
        if ((order.Clusters is null) == (order.Responses is null))
        {
            throw new ArgumentException("Found both or neither; expected clusters or responses.", nameof(order));
        }
        ThrowIfInvalid(order);
        var known = Of(order.Domain);
        if (known.Count(run => !run.HasEnded) >= MostOfDomain)
        {
            throw AudienceTexts.Source.Fault("queue-full", "RunsOfDomainFull", arguments: [order.Domain, MostOfDomain]);
        }
        foreach (
            var old in known
                .Where(run => run.HasEnded)
                .GroupBy(run => run.State == RunState.Succeeded)
                .SelectMany(each => each.Skip(MostKept - 1))
        )
        {
            store.Remove(old.RunId);
            dots.TryRemove(old.RunId, out _);
        }
        return Enqueue(now => new AudienceRunRecord($"run-{Guid.CreateVersion7(now):N}", order, RunState.Waiting, requestedBy, now));
    }

    /// <summary>What came of a run that succeeded, or failed after it found something; null where nothing did, or not yet.</summary>
    /// <exception cref="KuajieException">What was kept can no longer be read.</exception>
    public AudienceAnswer? AnswerOf(AudienceRunRecord run)
    {
        ArgumentNullException.ThrowIfNull(run);
        if (run.State is not (RunState.Succeeded or RunState.Failed) || store.AnswerOf(run.RunId) is not { } json)
        {
            return null;
        }
        var answer =
            AudienceAnswer.TryRead(json)
            ?? throw AudienceTexts.Source.Fault("damaged-audience-run", "DamagedRun", arguments: [run.RunId, run.Order.Domain]);
        return answer.Clusters is { } clusters && dots.TryGetValue(run.RunId, out var held)
            ? answer with
            {
                Clusters = clusters.WithDots(held.Dots),
            }
            : answer;
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
        return Amend(run.RunId, known => known with { SavedAs = prefix }) ?? run;
    }

    /// <summary>Where single users of the domain lay on maps is forgotten.</summary>
    public void UserErased(string domain, string userId)
    {
        foreach (var (runId, _) in dots.Where(each => each.Value.Domain == domain))
        {
            dots.TryRemove(runId, out _);
        }
    }

    /// <inheritdoc/>
    public void ItemsPut(string domain, IReadOnlyList<Item> items) { }

    /// <inheritdoc/>
    public void ItemsRemoved(string domain, IReadOnlyList<string> itemIds) { }

    /// <inheritdoc/>
    public void LinksAdded(string domain, string other) { }

    /// <inheritdoc/>
    public void Imported(string domain) { }

    /// <inheritdoc/>
    protected override AudienceProgressLog NewProgress() => new(Clock);

    /// <inheritdoc/>
    protected override KuajieException QueueFull() => AudienceTexts.Source.Fault("queue-full", "RunsFull", arguments: [MostWaiting]);

    /// <inheritdoc/>
    protected override AudienceRunRecord Do(AudienceRunRecord run, AudienceProgressLog progress, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(run);
        using var limit = new CancellationTokenSource(Longest, Clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellation, limit.Token);
        try
        {
            return run.Order.Clusters is { } clusters
                ? Find(run, clusters, progress, either.Token)
                : Learn(run, run.Order.Responses!, progress, either.Token);
        }
        catch (OperationCanceledException) when (limit.IsCancellationRequested && !cancellation.IsCancellationRequested)
        {
            throw AudienceTexts.Source.Fault("run-too-long", "RunTooLong", arguments: [Longest.TotalMinutes]);
        }
    }

    private AudienceRunRecord Find(AudienceRunRecord run, ClusterOrder order, AudienceProgressLog progress, CancellationToken cancellation)
    {
        var found = segments.Cluster(run.Order.Domain, order.Clusterer, order.Use, progress, cancellation);
        cancellation.ThrowIfCancellationRequested();
        store.PutAnswer(run.RunId, new AudienceAnswer(Clusters: found.WithoutUsers()).ToJson());
        if (found.Clustering.Map is { } map)
        {
            dots[run.RunId] = (run.Order.Domain, map.Dots);
        }
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
        cancellation.ThrowIfCancellationRequested();
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
