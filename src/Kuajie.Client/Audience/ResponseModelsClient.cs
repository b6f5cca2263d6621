using Kuajie.Client.Calls;

namespace Kuajie.Client.Audience;

/// <summary>Response models that are kept: what makes users of a domain respond. They are trained by <see cref="AudienceRunsClient"/>.</summary>
public sealed class ResponseModelsClient
{
    private readonly KuajieCalls calls;

    internal ResponseModelsClient(KuajieCalls calls) => this.calls = calls;

    /// <summary>The response models that are kept, in name order.</summary>
    public Task<IReadOnlyList<KeptResponseEntryResponse>> ListAsync(string domain, CancellationToken cancellation = default) =>
        calls.GetAsync(
            Paths.Of("domains", domain, "response-models"),
            ResponseModelsJson.Default.IReadOnlyListKeptResponseEntryResponse,
            cancellation
        );

    /// <summary>A response model that is kept, with normalisation, calibration and metrics.</summary>
    public Task<KeptResponseResponse> GetAsync(string domain, string model, CancellationToken cancellation = default) =>
        calls.GetAsync(
            Paths.Of("domains", domain, "response-models", model),
            ResponseModelsJson.Default.KeptResponseResponse,
            cancellation
        );

    /// <summary>Forgets a response model.</summary>
    public Task RemoveAsync(string domain, string model, CancellationToken cancellation = default) =>
        calls.DeleteAsync(Paths.Of("domains", domain, "response-models", model), cancellation);

    /// <summary>What a kept model expects of users and items now, with what each feature adds. Changes nothing.</summary>
    public Task<ResponsePredictionsResponse> PredictAsync(
        string domain,
        string model,
        ResponsePredictionsRequest request,
        CancellationToken cancellation = default
    ) =>
        calls.PostAsync(
            Paths.Of("domains", domain, "response-models", model, "predictions"),
            request,
            ResponseModelsJson.Default.ResponsePredictionsRequest,
            ResponseModelsJson.Default.ResponsePredictionsResponse,
            cancellation,
            isRepeatable: true
        );
}
