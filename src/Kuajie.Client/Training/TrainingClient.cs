using Kuajie.Client.Calls;

namespace Kuajie.Client.Training;

/// <summary>Trainings in the background of the service.</summary>
public sealed class TrainingClient
{
    private const string LastStage = "ended";
    private readonly KuajieCalls calls;

    internal TrainingClient(KuajieCalls calls) => this.calls = calls;

    /// <summary>The kinds of model that can be trained, their options, and how interactions are weighed.</summary>
    public Task<TrainingChoicesResponse> ChoicesAsync(CancellationToken cancellation = default) =>
        calls.GetAsync(Paths.Of("model-kinds"), TrainingJson.Default.TrainingChoicesResponse, cancellation);

    /// <summary>Puts a training for a domain's items at the end of the queue.</summary>
    public Task<TrainingRunResponse> StartAsync(
        string domain,
        TrainingRunRequest? request = null,
        CancellationToken cancellation = default
    ) =>
        calls.PostAsync(
            Paths.Of("domains", domain, "training-runs"),
            request ?? new TrainingRunRequest(),
            TrainingJson.Default.TrainingRunRequest,
            TrainingJson.Default.TrainingRunResponse,
            cancellation
        );

    /// <summary>The trainings for a domain's items, newest first.</summary>
    public Task<IReadOnlyList<TrainingRunResponse>> ListAsync(string domain, CancellationToken cancellation = default) =>
        calls.GetAsync(Paths.Of("domains", domain, "training-runs"), TrainingJson.Default.IReadOnlyListTrainingRunResponse, cancellation);

    /// <summary>One training.</summary>
    public Task<TrainingRunResponse> GetAsync(string domain, string run, CancellationToken cancellation = default) =>
        calls.GetAsync(Paths.Of("domains", domain, "training-runs", run), TrainingJson.Default.TrainingRunResponse, cancellation);

    /// <summary>Ends a training that waits or runs.</summary>
    public Task<TrainingRunResponse> CancelAsync(string domain, string run, CancellationToken cancellation = default) =>
        calls.DeleteAsync(Paths.Of("domains", domain, "training-runs", run), TrainingJson.Default.TrainingRunResponse, cancellation);

    /// <summary>
    /// A training's progress: what was said so far, then each message as it comes, until the training is over. A connection that breaks is opened again where it was; after too many breaks
    /// without a message in between the failure is the caller's.
    /// </summary>
    public IAsyncEnumerable<TrainingStepResponse> FollowAsync(string domain, string run, CancellationToken cancellation = default) =>
        new FollowedSteps<TrainingStepResponse>(
            calls,
            Paths.Of("domains", domain, "training-runs", run, "progress"),
            TrainingJson.Default.TrainingStepResponse,
            step => string.Equals(step.Stage, LastStage, StringComparison.Ordinal)
        ).ReadAsync(cancellation);
}
