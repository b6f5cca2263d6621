using System.Net;
using Kuajie.Client.Calls;

namespace Kuajie.Client.Audience;

/// <summary>Long work on the audience of a domain, in the background of the service: clusters looked for, response models trained. What came of it is kept with it.</summary>
public sealed class AudienceRunsClient
{
    private const string LastStage = "ended";
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);
    private readonly KuajieCalls calls;

    internal AudienceRunsClient(KuajieCalls calls) => this.calls = calls;

    /// <summary>Puts work at the end of the queue.</summary>
    public Task<AudienceRunResponse> StartAsync(string domain, AudienceRunRequest request, CancellationToken cancellation = default) =>
        calls.PostAsync(
            Paths.Of("domains", domain, "audience-runs"),
            request,
            AudienceRunsJson.Default.AudienceRunRequest,
            AudienceRunsJson.Default.AudienceRunResponse,
            cancellation
        );

    /// <summary>Puts work at the end of the queue and waits until it is over. Where the waiting is cancelled, the service is asked to end the work too.</summary>
    /// <param name="domain">The domain.</param>
    /// <param name="request">The work.</param>
    /// <param name="progress">Told of every message; null for nobody.</param>
    /// <param name="cancellation">Ends the waiting and the work.</param>
    /// <returns>The work with what came of it: see its state.</returns>
    public async Task<AudienceRunResponse> DoAsync(
        string domain,
        AudienceRunRequest request,
        IProgress<AudienceStepResponse>? progress = null,
        CancellationToken cancellation = default
    )
    {
        var run = await StartAsync(domain, request, cancellation).ConfigureAwait(false);
        try
        {
            await foreach (var step in FollowAsync(domain, run.Run, cancellation).ConfigureAwait(false))
            {
                progress?.Report(step);
            }
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            await TryCancelAsync(domain, run.Run).ConfigureAwait(false);
            throw;
        }
        catch (KuajieProblemException gone) when (gone.Status == HttpStatusCode.NotFound)
        {
            // The service was started anew: the run itself says what became of it.
        }
        return await GetAsync(domain, run.Run, cancellation).ConfigureAwait(false);
    }

    /// <summary>Asks to end a run, for at most as long as somebody who leaves would wait.</summary>
    private async Task TryCancelAsync(string domain, string run)
    {
        using var patience = new CancellationTokenSource(Patience);
        try
        {
            await CancelAsync(domain, run, patience.Token).ConfigureAwait(false);
        }
        catch (Exception away) when (away is KuajieProblemException or HttpRequestException or OperationCanceledException)
        {
            // Whoever waited is told that the waiting was cancelled; the run can be ended later.
        }
    }

    /// <summary>The runs of a domain, newest first, without what came of them.</summary>
    public Task<IReadOnlyList<AudienceRunResponse>> ListAsync(string domain, CancellationToken cancellation = default) =>
        calls.GetAsync(
            Paths.Of("domains", domain, "audience-runs"),
            AudienceRunsJson.Default.IReadOnlyListAudienceRunResponse,
            cancellation
        );

    /// <summary>One run with what came of it.</summary>
    public Task<AudienceRunResponse> GetAsync(string domain, string run, CancellationToken cancellation = default) =>
        calls.GetAsync(Paths.Of("domains", domain, "audience-runs", run), AudienceRunsJson.Default.AudienceRunResponse, cancellation);

    /// <summary>Ends a run that waits or is under way.</summary>
    public Task<AudienceRunResponse> CancelAsync(string domain, string run, CancellationToken cancellation = default) =>
        calls.DeleteAsync(Paths.Of("domains", domain, "audience-runs", run), AudienceRunsJson.Default.AudienceRunResponse, cancellation);

    /// <summary>Stores the clusters that a run found as segments.</summary>
    public Task<AudienceRunResponse> SaveClustersAsync(
        string domain,
        string run,
        SaveClustersRequest request,
        CancellationToken cancellation = default
    ) =>
        calls.PostAsync(
            Paths.Of("domains", domain, "audience-runs", run, "segments"),
            request,
            AudienceRunsJson.Default.SaveClustersRequest,
            AudienceRunsJson.Default.AudienceRunResponse,
            cancellation
        );

    /// <summary>
    /// A run's progress: what was said so far, then each message as it comes, until it is over. A connection that breaks is opened again where it was; after too many breaks without a message in
    /// between the failure is the caller's.
    /// </summary>
    public IAsyncEnumerable<AudienceStepResponse> FollowAsync(string domain, string run, CancellationToken cancellation = default) =>
        new FollowedSteps<AudienceStepResponse>(
            calls,
            Paths.Of("domains", domain, "audience-runs", run, "progress"),
            AudienceRunsJson.Default.AudienceStepResponse,
            step => string.Equals(step.Stage, LastStage, StringComparison.Ordinal)
        ).ReadAsync(cancellation);
}
