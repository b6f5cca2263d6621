using Kuajie.Client.Calls;

namespace Kuajie.Client.Training;

/// <summary>The registry of a domain's model versions.</summary>
public sealed class ModelsClient
{
    private readonly KuajieCalls calls;

    internal ModelsClient(KuajieCalls calls) => this.calls = calls;

    /// <summary>The versions that recommend a domain's items, newest first.</summary>
    public Task<IReadOnlyList<ModelVersionResponse>> ListAsync(string domain, CancellationToken cancellation = default) =>
        calls.GetAsync(Paths.Of("domains", domain, "models"), TrainingJson.Default.IReadOnlyListModelVersionResponse, cancellation);

    /// <summary>The directions that a domain's versions serve, and since when.</summary>
    public Task<IReadOnlyList<ServingResponse>> ServingAsync(string domain, CancellationToken cancellation = default) =>
        calls.GetAsync(Paths.Of("domains", domain, "models", "serving"), TrainingJson.Default.IReadOnlyListServingResponse, cancellation);

    /// <summary>One version.</summary>
    public Task<ModelVersionResponse> GetAsync(string domain, string version, CancellationToken cancellation = default) =>
        calls.GetAsync(Paths.Of("domains", domain, "models", version), TrainingJson.Default.ModelVersionResponse, cancellation);

    /// <summary>Compares two versions on what users took up after both were trained.</summary>
    public Task<VersionComparisonResponse> CompareAsync(
        string domain,
        string first,
        string second,
        CancellationToken cancellation = default
    ) =>
        calls.GetAsync(
            Paths.With(Paths.Of("domains", domain, "models", "compare"), ("first", first), ("second", second)),
            TrainingJson.Default.VersionComparisonResponse,
            cancellation
        );

    /// <summary>Lets a version serve, from the next request on.</summary>
    /// <param name="domain">The domain.</param>
    /// <param name="version">The version.</param>
    /// <param name="source">The domain the users come from; null for the domain's own users.</param>
    /// <param name="cancellation">Ends the waiting.</param>
    public Task<ModelVersionResponse> PromoteAsync(
        string domain,
        string version,
        string? source = null,
        CancellationToken cancellation = default
    ) => ServeAsync(Paths.Of("domains", domain, "models", version, "promote"), source, cancellation);

    /// <summary>Lets the version that served before serve again.</summary>
    /// <param name="domain">The domain.</param>
    /// <param name="source">The domain the users come from; null for the domain's own users.</param>
    /// <param name="cancellation">Ends the waiting.</param>
    public Task<ModelVersionResponse> RollBackAsync(string domain, string? source = null, CancellationToken cancellation = default) =>
        ServeAsync(Paths.Of("domains", domain, "models", "roll-back"), source, cancellation);

    private Task<ModelVersionResponse> ServeAsync(string path, string? source, CancellationToken cancellation) =>
        calls.PostAsync(
            path,
            new ServingRequest(source),
            TrainingJson.Default.ServingRequest,
            TrainingJson.Default.ModelVersionResponse,
            cancellation
        );
}
