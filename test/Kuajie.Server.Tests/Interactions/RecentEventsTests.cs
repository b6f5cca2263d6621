using System.Net;
using System.Text.Json;
using Kuajie.Platform.Access;

namespace Kuajie.Server.Tests.Interactions;

/// <summary>What came in lately: for the domain's own party, bounded, and without what was refused.</summary>
public sealed class RecentEventsTests
{
    private const string Address = "/v1/domains/knowledge/events";

    [Fact]
    public async Task Recent_AfterEventsTakenAndRefused_TellsBothNewestFirst()
    {
        await using var running = await RunningServer.StartAsync();
        var client = running.Client(null);
        await client.PostAsync(Address, Wire.Json("""{"event":"e1","user":"u1","item":"c1","kind":"view"}"""));
        await client.PostAsync(
            Address,
            Wire.Json("""{"events":[{"event":"e2","user":"u2","item":"c1","kind":"stare"},{"event":"e3","item":"c1","kind":"view"}]}""")
        );
        await client.PostAsync(Address, Wire.Json("""{"event":"""));

        var recent = await (await client.GetAsync($"{Address}/recent")).DocumentAsync();

        var taken = Assert.Single(recent.GetProperty("taken").EnumerateArray());
        Assert.Equal(("e1", "u1", "view"), (Text(taken, "event"), Text(taken, "user"), Text(taken, "kind")));
        Assert.Equal(
            ["unreadable-json $", "missing-user events[1].user", "unknown-kind events[0].kind"],
            recent.GetProperty("refused").EnumerateArray().Select(line => $"{Text(line, "code")} {Text(line, "where")}")
        );
        Assert.DoesNotContain("stare", recent.GetProperty("refused").GetRawText(), StringComparison.Ordinal);
        Assert.DoesNotContain("u2", recent.GetRawText(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Recent_OfALargeBatch_KeepsItsLastAndLeavesTheRest()
    {
        await using var running = await RunningServer.StartAsync();
        var client = running.Client(null);
        await client.PostAsync(Address, Wire.Json("""{"event":"first","user":"u1","item":"c1","kind":"view"}"""));
        var many = string.Join(',', Enumerable.Range(0, 500).Select(n => $$"""{"event":"b{{n}}","user":"u1","item":"c1","kind":"view"}"""));
        await client.PostAsync(Address, Wire.Json($$"""{"events":[{{many}}]}"""));

        var taken = (await (await client.GetAsync($"{Address}/recent")).DocumentAsync()).GetProperty("taken").EnumerateArray().ToArray();

        Assert.Equal(21, taken.Length);
        Assert.Equal(("b499", "first"), (Text(taken[0], "event"), Text(taken[^1], "event")));
    }

    [Fact]
    public async Task Recent_AskedForByAPartner_IsRefused()
    {
        await using var running = await RunningServer.StartAsync();

        await (await running.Client(RunningServer.PartyOf(RunningServer.Sports)).GetAsync($"{Address}/recent")).ProblemAsync(
            HttpStatusCode.Forbidden
        );
        await (await running.Client(RunningServer.PartyOf(RunningServer.Auto)).GetAsync($"{Address}/recent")).ProblemAsync(
            HttpStatusCode.NotFound
        );
    }

    [Fact]
    public async Task Recent_AfterAnErasure_HoldsNothingOfTheUser()
    {
        await using var running = await RunningServer.StartAsync();
        var client = running.Client(null, Scope.All);
        await client.PostAsync(Address, Wire.Json("""{"event":"e1","user":"u1","item":"c1","kind":"view"}"""));
        await client.PostAsync(Address, Wire.Json("""{"event":"e2","user":"u2","item":"c1","kind":"view"}"""));

        await (await client.DeleteAsync("/v1/domains/knowledge/users/u1")).DocumentAsync();

        var taken = (await (await client.GetAsync($"{Address}/recent")).DocumentAsync()).GetProperty("taken").EnumerateArray();
        Assert.Equal(["e2"], taken.Select(line => Text(line, "event")));
    }

    private static string? Text(JsonElement line, string name) => line.TryGetProperty(name, out var value) ? value.GetString() : null;
}
