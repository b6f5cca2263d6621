using Kuajie.Client.Calls;

namespace Kuajie.Client.Audience;

/// <summary>What makes users of a domain respond. Counts and coefficients, never users.</summary>
public sealed class ResponseModelsClient
{
    private readonly KuajieCalls calls;

    internal ResponseModelsClient(KuajieCalls calls) => this.calls = calls;

    /// <summary>Trains response models and sets them beside the base rate. It takes seconds, of many interactions a minute; nothing is stored.</summary>
    public Task<ResponseModelsResponse> TrainAsync(string domain, ResponseModelRequest request, CancellationToken cancellation = default) =>
        calls.PostAsync(
            Paths.Of("domains", domain, "response-models"),
            request,
            ResponseModelsJson.Default.ResponseModelRequest,
            ResponseModelsJson.Default.ResponseModelsResponse,
            cancellation
        );

    /// <summary>Trains response models and keeps the chosen one under a name, in place of the one of that name.</summary>
    public Task<KeptResponseResponse> KeepAsync(
        string domain,
        string model,
        ResponseModelRequest request,
        CancellationToken cancellation = default
    ) =>
        calls.PutAsync(
            Paths.Of("domains", domain, "response-models", model),
            request,
            ResponseModelsJson.Default.ResponseModelRequest,
            ResponseModelsJson.Default.KeptResponseResponse,
            cancellation
        );

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
