using Kuajie.Client.Calls;

namespace Kuajie.Client.Recommendations;

/// <summary>Requests stored under a name, so that a placement can be changed without changing the application.</summary>
public sealed class ScenesClient
{
    private readonly KuajieCalls calls;

    internal ScenesClient(KuajieCalls calls) => this.calls = calls;

    /// <summary>The scenes of a domain, in name order.</summary>
    public Task<IReadOnlyList<SceneResponse>> ListAsync(string domain, CancellationToken cancellation = default) =>
        calls.GetAsync(Paths.Of("domains", domain, "scenes"), RecommendationsJson.Default.IReadOnlyListSceneResponse, cancellation);

    /// <summary>One scene.</summary>
    public Task<SceneResponse> GetAsync(string domain, string scene, CancellationToken cancellation = default) =>
        calls.GetAsync(Paths.Of("domains", domain, "scenes", scene), RecommendationsJson.Default.SceneResponse, cancellation);

    /// <summary>Stores a scene. It counts from the next request on.</summary>
    public Task<SceneResponse> PutAsync(string domain, string scene, SceneRequest request, CancellationToken cancellation = default) =>
        calls.PutAsync(
            Paths.Of("domains", domain, "scenes", scene),
            request,
            RecommendationsJson.Default.SceneRequest,
            RecommendationsJson.Default.SceneResponse,
            cancellation
        );

    /// <summary>Removes a scene.</summary>
    public Task RemoveAsync(string domain, string scene, CancellationToken cancellation = default) =>
        calls.DeleteAsync(Paths.Of("domains", domain, "scenes", scene), cancellation);
}
