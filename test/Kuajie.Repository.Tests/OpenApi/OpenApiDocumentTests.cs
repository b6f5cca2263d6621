using Kuajie.Server;
using Kuajie.Storage.Workspaces;

namespace Kuajie.Repository.Tests.OpenApi;

/// <summary>The OpenAPI document in the repository is the one the program serves.</summary>
public sealed class OpenApiDocumentTests
{
    [Fact]
    public async Task Document_AsServed_IsTheRecordedOne()
    {
        var folder = Directory.CreateTempSubdirectory("kuajie-openapi-").FullName;
        try
        {
            using var workspace = Workspace.Create(Path.Combine(folder, "w.kuajie"), "test", TimeProvider.System);
            await using var server = KuajieServer.Build(new ServerSettings { Port = 0 }, workspace, TimeProvider.System);
            await server.StartAsync();
            using var client = new HttpClient { BaseAddress = server.Address };

            Snapshot.Matches("docs/reference/openapi/v1.json", await client.GetStringAsync("/openapi/v1.json") + "\n");

            await server.StopAsync();
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
