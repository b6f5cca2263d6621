using Kuajie.Client.Calls;

namespace Kuajie.Client.Workspaces;

/// <summary>The workspace that the service holds.</summary>
public sealed class WorkspaceClient
{
    private readonly KuajieCalls calls;

    internal WorkspaceClient(KuajieCalls calls) => this.calls = calls;

    /// <summary>Its version, sizes and limits.</summary>
    public Task<WorkspaceResponse> GetAsync(CancellationToken cancellation = default) =>
        calls.GetAsync(Paths.Of("workspace"), WorkspacesJson.Default.WorkspaceResponse, cancellation);
}
