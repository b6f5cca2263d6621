using Kuajie.Client.Calls;

namespace Kuajie.Client.SampleWorld;

/// <summary>A made-up world to try the service with, in a workspace without domains.</summary>
public sealed class SampleWorldClient
{
    private readonly KuajieCalls calls;

    internal SampleWorldClient(KuajieCalls calls) => this.calls = calls;

    /// <summary>Begins to load it. It goes on in the background.</summary>
    public Task<SampleWorldResponse> LoadAsync(SampleWorldRequest? request = null, CancellationToken cancellation = default) =>
        calls.PostAsync(
            Paths.Of("sample-world"),
            request ?? new SampleWorldRequest(),
            SampleWorldJson.Default.SampleWorldRequest,
            SampleWorldJson.Default.SampleWorldResponse,
            cancellation
        );

    /// <summary>How far it has come.</summary>
    public Task<SampleWorldResponse> GetAsync(CancellationToken cancellation = default) =>
        calls.GetAsync(Paths.Of("sample-world"), SampleWorldJson.Default.SampleWorldResponse, cancellation);
}
