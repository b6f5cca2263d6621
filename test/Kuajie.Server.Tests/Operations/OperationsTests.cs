using System.Net;
using System.Text.Json;

namespace Kuajie.Server.Tests.Operations;

public sealed class OperationsTests
{
    [Fact]
    public async Task Health_OfARunningServer_IsLiveAndReady()
    {
        await using var running = await RunningServer.StartAsync();
        var client = running.Anonymous();

        Assert.Equal("live", (await (await client.GetAsync("/health/live")).DocumentAsync()).GetProperty("status").GetString());
        Assert.Equal("ready", (await (await client.GetAsync("/health/ready")).DocumentAsync()).GetProperty("status").GetString());
    }

    [Fact]
    public async Task Metrics_FromTheSameMachine_AreInThePrometheusForm()
    {
        await using var running = await RunningServer.StartAsync();
        var client = running.Anonymous();
        await client.GetAsync("/health/live");

        Assert.Contains("http_server_request_duration", await client.GetStringAsync("/metrics"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Document_OfTheApi_HasAnAccessRuleOnEveryOperation()
    {
        await using var running = await RunningServer.StartAsync();
        var document = JsonDocument.Parse(await running.Anonymous().GetStringAsync("/openapi/v1.json")).RootElement;
        var operations = document
            .GetProperty("paths")
            .EnumerateObject()
            .SelectMany(path => path.Value.EnumerateObject().Select(operation => (Name: $"{operation.Name} {path.Name}", operation.Value)))
            .ToArray();

        Assert.NotEmpty(operations);
        Assert.Empty(operations.Where(operation => !operation.Value.TryGetProperty("x-access", out _)).Select(operation => operation.Name));
        Assert.Empty(
            operations.Where(operation => !operation.Value.TryGetProperty("operationId", out _)).Select(operation => operation.Name)
        );
    }

    [Fact]
    public async Task Page_ForBrowsing_ComesFromThisServerAlone()
    {
        await using var running = await RunningServer.StartAsync();

        var response = await running.Anonymous().GetAsync("/scalar/");
        var page = await response.Content.ReadAsStringAsync();

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.DoesNotContain("https://", page, StringComparison.Ordinal);
        Assert.Contains(
            "script-src 'self'",
            string.Join(';', response.Headers.GetValues("Content-Security-Policy")),
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task Answers_Each_CarryTheSecurityHeaders()
    {
        await using var running = await RunningServer.StartAsync();

        var headers = (await running.Anonymous().GetAsync("/v1/version")).Headers;

        Assert.Equal("nosniff", headers.GetValues("X-Content-Type-Options").Single());
        Assert.Equal("DENY", headers.GetValues("X-Frame-Options").Single());
        Assert.Equal("no-store", headers.CacheControl?.ToString());
        Assert.False(headers.Contains("Server"));
    }
}
