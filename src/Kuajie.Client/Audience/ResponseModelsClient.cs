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
}
