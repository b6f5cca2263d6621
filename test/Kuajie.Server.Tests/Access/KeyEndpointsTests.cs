using System.Net;
using Kuajie.Platform.Access;

namespace Kuajie.Server.Tests.Access;

public sealed class KeyEndpointsTests
{
    private static readonly string Firm = RunningServer.PartyOf(RunningServer.Knowledge);

    [Fact]
    public async Task Issue_ThenUse_WorksAndStoresNoSecret()
    {
        await using var running = await RunningServer.StartAsync();
        var issued = await running
            .Client(Firm, Scope.Manage)
            .PostAsync("/v1/keys", Wire.Json("""{"name":"app-backend","scopes":["ingest","recommend"]}"""));
        var document = await issued.DocumentAsync(HttpStatusCode.Created);
        var secret = document.GetProperty("secret").GetString()!;

        Assert.Equal(HttpStatusCode.OK, (await running.WithKey(secret).GetAsync("/v1/domains")).StatusCode);
        Assert.Equal(Firm, document.GetProperty("key").GetProperty("party").GetString());
        Assert.DoesNotContain(secret, string.Join(' ', running.Workspace.Keys.All()), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Rotate_OldSecret_IsRefusedAtOnce()
    {
        await using var running = await RunningServer.StartAsync();
        var (key, old) = running.Keys.Issue("app", Firm, Scope.Recommend);
        var rotated = await running.Client(Firm, Scope.Manage).PostAsync($"/v1/keys/{key.KeyId}/rotate", null);
        var fresh = (await rotated.DocumentAsync()).GetProperty("secret").GetString()!;

        Assert.Equal(HttpStatusCode.Unauthorized, (await running.WithKey(old).GetAsync("/v1/domains")).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await running.WithKey(fresh).GetAsync("/v1/domains")).StatusCode);
    }

    [Fact]
    public async Task Revoke_Key_IsRefusedAtOnceAndAfterARestart()
    {
        await using var running = await RunningServer.StartAsync();
        var (key, text) = running.Keys.Issue("app", Firm, Scope.Recommend);
        await (await running.Client(Firm, Scope.Manage).DeleteAsync($"/v1/keys/{key.KeyId}")).DocumentAsync();

        Assert.Equal(HttpStatusCode.Unauthorized, (await running.WithKey(text).GetAsync("/v1/domains")).StatusCode);
        Assert.Null(new KeyRing(running.Workspace.Keys, running.Workspace.Partners, running.Clock).Recognize(text));
    }

    [Fact]
    public async Task Keys_OfAnotherParty_AreNeitherListedNorChanged()
    {
        await using var running = await RunningServer.StartAsync();
        var (key, text) = running.Keys.Issue("theirs", RunningServer.PartyOf(RunningServer.Sports), Scope.Recommend);
        var client = running.Client(Firm, Scope.Manage);

        var listed = await (await client.GetAsync("/v1/keys")).DocumentAsync();

        Assert.All(listed.EnumerateArray(), each => Assert.Equal(Firm, each.GetProperty("party").GetString()));
        await (await client.DeleteAsync($"/v1/keys/{key.KeyId}")).ProblemAsync(HttpStatusCode.NotFound);
        await (await client.PostAsync($"/v1/keys/{key.KeyId}/rotate", null)).ProblemAsync(HttpStatusCode.NotFound);
        Assert.NotNull(running.Keys.Recognize(text));
    }

    [Theory]
    [InlineData("""{"name":"x","scopes":["ingest"],"party":"sports-firm"}""", "unknown-party")]
    [InlineData("""{"name":"x","scopes":["everything"]}""", "unknown-name")]
    [InlineData("""{"name":"x","scopes":[]}""", "key-scopes")]
    [InlineData("""{"name":"","scopes":["ingest"]}""", "key-name")]
    [InlineData("""{"name":"x","scopes":["ingest"],"expiresAt":"2020-01-01T00:00:00Z"}""", "key-expiry")]
    public async Task Issue_BadRequest_SaysWhatAndMakesNothing(string body, string code)
    {
        await using var running = await RunningServer.StartAsync();
        var client = running.Client(Firm, Scope.Manage);
        var before = running.Keys.All().Count;

        Assert.Equal(code, (await (await client.PostAsync("/v1/keys", Wire.Json(body))).ProblemAsync(HttpStatusCode.BadRequest)).Code);
        Assert.Equal(before, running.Keys.All().Count);
    }
}
