using Kuajie.Server;
using Kuajie.Storage.Workspaces;

namespace Kuajie.EndToEnd.Tests.Web;

/// <summary>A server over a workspace of its own, for a test that would change the world of the others.</summary>
internal sealed class OwnServer : IAsyncDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("kuajie-own-").FullName;
    private Workspace? workspace;
    private KuajieServer? server;

    public KuajieServer Server => server!;

    public Workspace Workspace => workspace!;

    public Uri Address => server!.Address;

    /// <summary>Starts it.</summary>
    /// <param name="prepare">What is in its workspace; null for nothing.</param>
    public async Task StartAsync(Action<Workspace>? prepare = null)
    {
        workspace = Workspace.Create(Path.Combine(folder, "w.kuajie"), "test", TimeProvider.System);
        prepare?.Invoke(workspace);
        server = KuajieServer.Build(new ServerSettings { Port = 0 }, workspace, TimeProvider.System);
        await server.StartAsync();
    }

    public async ValueTask DisposeAsync()
    {
        if (server is not null)
        {
            await server.StopAsync();
            await server.DisposeAsync();
        }
        workspace?.Dispose();
        Directory.Delete(folder, recursive: true);
    }
}
