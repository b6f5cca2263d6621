using System.Diagnostics;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Kuajie.Platform.Access;
using Kuajie.Storage.Workspaces;

namespace Kuajie.EndToEnd.Tests.Interactions;

/// <summary>The service on a small disk of its own. Needs the right to mount one; skipped where that is refused.</summary>
public sealed class FullDiskServiceTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("kuajie-full-").FullName;
    private bool isMounted;
    private int next;

    public void Dispose()
    {
        if (isMounted)
        {
            Run("umount", folder);
        }
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public async Task Serve_FullDisk_RefusesSaysSoAndRecovers()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Small disks are mounted on Linux only.");
        isMounted = Run("mount", "-t", "tmpfs", "-o", "size=16m", "tmpfs", folder);
        Assert.SkipUnless(isMounted, "This user may not mount a small disk.");
        var workspace = Path.Combine(folder, "w.kuajie");
        using var client = new HttpClient();
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", CreateKey(workspace));
        using var process = await ServeProcess.StartAsync(workspace);
        client.BaseAddress = process.Address;
        var ballast = Path.Combine(folder, "ballast");
        await File.WriteAllBytesAsync(ballast, new byte[10 << 20]);

        HttpResponseMessage answer;
        var acknowledged = 0;
        while ((answer = await SendAsync(client)).StatusCode == HttpStatusCode.OK)
        {
            acknowledged += 1000;
        }
        Assert.Equal(HttpStatusCode.ServiceUnavailable, answer.StatusCode);
        Assert.Equal("store-full", await CodeOf(answer));
        Assert.Equal(HttpStatusCode.OK, (await client.GetAsync("/health/live")).StatusCode);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, (await SendAsync(client)).StatusCode);
        Assert.Equal("degraded store-full", await HealthOf(client));

        File.Delete(ballast);

        Assert.Equal(HttpStatusCode.OK, (await SendAsync(client)).StatusCode);
        Assert.Equal("ready ", await HealthOf(client));
        Assert.Equal(0, await process.StopAsync());
        using var opened = Workspace.Open(workspace, "test", TimeProvider.System);
        Assert.Equal(acknowledged + 1000, Assert.Single(opened.Interactions.Totals()).Interactions);
        Assert.Empty(opened.Events.IntegrityFaults());
    }

    private async Task<HttpResponseMessage> SendAsync(HttpClient client)
    {
        var events = Enumerable
            .Range(next, 1000)
            .Select(n => $"{{\"event\":\"event-{n}\",\"user\":\"user-{n % 97}\",\"item\":\"item-{n % 31}\",\"kind\":\"view\"}}");
        using var content = new StringContent("{\"events\":[" + string.Join(',', events) + "]}", Encoding.UTF8, "application/json");
        var answer = await client.PostAsync("/v1/domains/knowledge/events", content);
        next += answer.StatusCode == HttpStatusCode.OK ? 1000 : 0;
        return answer;
    }

    /// <summary>What is said of the part that takes events.</summary>
    private static async Task<string> HealthOf(HttpClient client)
    {
        using var found = JsonDocument.Parse(await client.GetStringAsync("/health/ready"));
        var part = found.RootElement.GetProperty("parts").EnumerateArray().Single(part => part.GetProperty("name").GetString() == "events");
        var detail = part.TryGetProperty("detail", out var told) ? told.GetString() : "";
        return $"{part.GetProperty("status").GetString()} {detail}";
    }

    private static async Task<string?> CodeOf(HttpResponseMessage answer) =>
        JsonDocument.Parse(await answer.Content.ReadAsStringAsync()).RootElement.GetProperty("code").GetString();

    private static string CreateKey(string workspace)
    {
        using var created = Workspace.Create(workspace, "test", TimeProvider.System);
        created.Partners.EnsureDomain("knowledge");
        return new KeyRing(created.Keys, created.Partners, TimeProvider.System).Issue("sender", null, Scope.Ingest).Text;
    }

    private static bool Run(string program, params string[] arguments)
    {
        using var process = Process.Start(
            new ProcessStartInfo(program, arguments)
            {
                UseShellExecute = false,
                RedirectStandardError = true,
                RedirectStandardOutput = true,
            }
        )!;
        process.WaitForExit();
        return process.ExitCode == 0;
    }
}
