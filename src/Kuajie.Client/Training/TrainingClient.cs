using System.Net.ServerSentEvents;
using System.Runtime.CompilerServices;
using System.Text.Json;
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
    public async IAsyncEnumerable<TrainingStepResponse> FollowAsync(
        string domain,
        string run,
        [EnumeratorCancellation] CancellationToken cancellation = default
    )
    {
        var path = Paths.Of("domains", domain, "training-runs", run, "progress");
        string? last = null;
        for (var attempt = 1; ; attempt++)
        {
            await using var steps = new StepReader(calls, path, last, cancellation);
            while (await steps.NextAsync(attempt).ConfigureAwait(false) is { } item)
            {
                (last, attempt) = (item.EventId, 0);
                yield return item.Data;
                if (string.Equals(item.Data.Stage, LastStage, StringComparison.Ordinal))
                {
                    yield break;
                }
            }
            await Task.Delay(calls.Delays.Jitter(Math.Max(attempt, 1)), calls.Options.Clock, cancellation).ConfigureAwait(false);
        }
    }

    /// <summary>One connection: messages until it breaks.</summary>
    private sealed class StepReader(KuajieCalls calls, string path, string? last, CancellationToken cancellation) : IAsyncDisposable
    {
        private HttpResponseMessage? response;
        private IAsyncEnumerator<SseItem<TrainingStepResponse>>? items;

        /// <summary>The next message, or null where the connection broke or ended and may be opened again.</summary>
        public async ValueTask<SseItem<TrainingStepResponse>?> NextAsync(int attempt)
        {
            try
            {
                items ??= await OpenAsync().ConfigureAwait(false);
                return await items.MoveNextAsync().ConfigureAwait(false) ? items.Current : null;
            }
            catch (Exception fault) when (MayOpenAgain(fault) && attempt < calls.Options.MostAttempts)
            {
                return null;
            }
        }

        public async ValueTask DisposeAsync()
        {
            if (items is not null)
            {
                await items.DisposeAsync().ConfigureAwait(false);
            }
            response?.Dispose();
        }

        private bool MayOpenAgain(Exception fault) =>
            fault is KuajieProblemException refused ? KuajieCalls.IsPassing(refused.Status) : KuajieCalls.IsLoss(fault, cancellation);

        private async Task<IAsyncEnumerator<SseItem<TrainingStepResponse>>> OpenAsync()
        {
            response = await calls.OpenAsync(path, last, cancellation).ConfigureAwait(false);
            var stream = await response.Content.ReadAsStreamAsync(cancellation).ConfigureAwait(false);
            return SseParser.Create(stream, (_, data) => Read(data)).EnumerateAsync(cancellation).GetAsyncEnumerator(cancellation);
        }

        private static TrainingStepResponse Read(ReadOnlySpan<byte> data) =>
            JsonSerializer.Deserialize(data, Answers.Of(TrainingJson.Default.TrainingStepResponse))
            ?? throw new JsonException("The service sent null.");
    }
}
