using Kuajie.Client.Calls;

namespace Kuajie.Client.Experiments;

/// <summary>Experiments of domains: draft → running → stopped.</summary>
public sealed class ExperimentsClient
{
    private readonly KuajieCalls calls;

    internal ExperimentsClient(KuajieCalls calls) => this.calls = calls;

    /// <summary>The experiments of a domain, in name order.</summary>
    public Task<IReadOnlyList<ExperimentResponse>> ListAsync(string domain, CancellationToken cancellation = default) =>
        calls.GetAsync(Paths.Of("domains", domain, "experiments"), ExperimentsJson.Default.IReadOnlyListExperimentResponse, cancellation);

    /// <summary>One experiment.</summary>
    public Task<ExperimentResponse> GetAsync(string domain, string experiment, CancellationToken cancellation = default) =>
        calls.GetAsync(PathOf(domain, experiment), ExperimentsJson.Default.ExperimentResponse, cancellation);

    /// <summary>Defines an experiment, in place of the draft of its name.</summary>
    public Task<ExperimentResponse> PutAsync(
        string domain,
        string experiment,
        ExperimentRequest request,
        CancellationToken cancellation = default
    ) =>
        calls.PutAsync(
            PathOf(domain, experiment),
            request,
            ExperimentsJson.Default.ExperimentRequest,
            ExperimentsJson.Default.ExperimentResponse,
            cancellation
        );

    /// <summary>Forgets a draft.</summary>
    public Task RemoveAsync(string domain, string experiment, CancellationToken cancellation = default) =>
        calls.DeleteAsync(PathOf(domain, experiment), cancellation);

    /// <summary>Begins an experiment.</summary>
    public Task<ExperimentResponse> StartAsync(string domain, string experiment, CancellationToken cancellation = default) =>
        calls.PostAsync(
            Paths.Of("domains", domain, "experiments", experiment, "start"),
            ExperimentsJson.Default.ExperimentResponse,
            cancellation
        );

    /// <summary>Ends an experiment.</summary>
    public Task<ExperimentResponse> StopAsync(string domain, string experiment, CancellationToken cancellation = default) =>
        calls.PostAsync(
            Paths.Of("domains", domain, "experiments", experiment, "stop"),
            ExperimentsJson.Default.ExperimentResponse,
            cancellation
        );

    /// <summary>Lets more of its units take part in a running experiment.</summary>
    public Task<ExperimentResponse> RaiseTrafficAsync(
        string domain,
        string experiment,
        double share,
        CancellationToken cancellation = default
    ) =>
        calls.PutAsync(
            Paths.Of("domains", domain, "experiments", experiment, "traffic"),
            new ExperimentShare(share),
            ExperimentsJson.Default.ExperimentShare,
            ExperimentsJson.Default.ExperimentResponse,
            cancellation
        );

    /// <summary>What an experiment shows so far.</summary>
    public Task<ExperimentReadingResponse> ReadAsync(string domain, string experiment, CancellationToken cancellation = default) =>
        calls.GetAsync(
            Paths.Of("domains", domain, "experiments", experiment, "reading"),
            ExperimentsJson.Default.ExperimentReadingResponse,
            cancellation
        );

    /// <summary>How many users an experiment needs and how long it takes, from the users of late.</summary>
    public Task<ExperimentPlanResponse> PlanAsync(string domain, ExperimentPlanRequest request, CancellationToken cancellation = default) =>
        calls.PostAsync(
            Paths.Of("domains", domain, "experiment-plan"),
            request,
            ExperimentsJson.Default.ExperimentPlanRequest,
            ExperimentsJson.Default.ExperimentPlanResponse,
            cancellation,
            isRepeatable: true
        );

    /// <summary>What a change of model or scene would have brought on lists that are on record, before it gets any traffic.</summary>
    public Task<ExperimentPreviewResponse> PreviewAsync(
        string domain,
        ExperimentPreviewRequest request,
        CancellationToken cancellation = default
    ) =>
        calls.PostAsync(
            Paths.Of("domains", domain, "experiment-preview"),
            request,
            ExperimentsJson.Default.ExperimentPreviewRequest,
            ExperimentsJson.Default.ExperimentPreviewResponse,
            cancellation,
            isRepeatable: true
        );

    /// <summary>The share of users that are kept from all experiments of a domain.</summary>
    public Task<ExperimentShare> HoldoutAsync(string domain, CancellationToken cancellation = default) =>
        calls.GetAsync(Paths.Of("domains", domain, "experiment-holdout"), ExperimentsJson.Default.ExperimentShare, cancellation);

    /// <summary>Sets that share.</summary>
    public Task<ExperimentShare> SetHoldoutAsync(string domain, double share, CancellationToken cancellation = default) =>
        calls.PutAsync(
            Paths.Of("domains", domain, "experiment-holdout"),
            new ExperimentShare(share),
            ExperimentsJson.Default.ExperimentShare,
            ExperimentsJson.Default.ExperimentShare,
            cancellation
        );

    /// <summary>Whether a user is held out, and what each running experiment of users does with the user.</summary>
    public Task<UserExperimentsResponse> OfUserAsync(string domain, string user, CancellationToken cancellation = default) =>
        calls.GetAsync(
            Paths.Of("domains", domain, "users", user, "experiments"),
            ExperimentsJson.Default.UserExperimentsResponse,
            cancellation
        );

    private static string PathOf(string domain, string experiment) => Paths.Of("domains", domain, "experiments", experiment);
}
