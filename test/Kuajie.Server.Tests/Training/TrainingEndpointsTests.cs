using System.Net;
using Kuajie.Platform.Access;
using Kuajie.Platform.Interactions;
using Kuajie.Storage.DuckDb;
using Kuajie.Storage.Workspaces;

namespace Kuajie.Server.Tests.Training;

public sealed class TrainingEndpointsTests
{
    private const string Runs = "/v1/domains/knowledge/training-runs";
    private static readonly string Firm = RunningServer.PartyOf(RunningServer.Knowledge);

    [Fact]
    public async Task Training_FollowedToItsEnd_ServesAndCanBeRolledBack()
    {
        await using var running = await RunningServer.StartAsync(prepare: Fill);
        var client = running.Client(Firm, Scope.Manage);
        foreach (var model in (string[])["popularity", "item-knn"])
        {
            var body = Wire.Json($$$"""{"model":"{{{model}}}","options":{}}""");
            var run = (await (await client.PostAsync(Runs, body)).DocumentAsync(HttpStatusCode.Accepted)).GetProperty("run").GetString();
            var events = await client.GetStringAsync($"{Runs}/{run}/progress");
            Assert.Contains("\"stage\":\"reading\"", events, StringComparison.Ordinal);
            Assert.EndsWith(
                "\"stage\":\"ended\"",
                events[..(events.LastIndexOf("ended", StringComparison.Ordinal) + 6)],
                StringComparison.Ordinal
            );
            Assert.Equal("succeeded", (await (await client.GetAsync($"{Runs}/{run}")).DocumentAsync()).GetProperty("state").GetString());
        }

        var models = await (await client.GetAsync("/v1/domains/knowledge/models")).DocumentAsync();
        var serving = models.EnumerateArray().Single(version => version.GetProperty("servingFrom").GetArrayLength() > 0);
        Assert.Equal("item-knn", serving.GetProperty("model").GetString());
        var back = await client.PostAsync("/v1/domains/knowledge/models/roll-back", Wire.Json("{}"));
        Assert.Equal("popularity", (await back.DocumentAsync()).GetProperty("model").GetString());
        var again = await client.PostAsync("/v1/domains/knowledge/models/roll-back", Wire.Json("{}"));
        Assert.Equal("nothing-before", (await again.ProblemAsync(HttpStatusCode.Conflict)).Code);
        var version = serving.GetProperty("version").GetString();
        var promoted = await client.PostAsync($"/v1/domains/knowledge/models/{version}/promote", Wire.Json("{}"));
        Assert.Equal("knowledge", (await promoted.DocumentAsync()).GetProperty("servingFrom")[0].GetString());
    }

    [Fact]
    public async Task Progress_AfterALostConnection_GoesOnFromTheLastEvent()
    {
        await using var running = await RunningServer.StartAsync(prepare: Fill);
        var client = running.Client(Firm, Scope.Manage);
        var started = await client.PostAsync(Runs, Wire.Json("""{"model":"popularity","options":{}}"""));
        var run = (await started.DocumentAsync(HttpStatusCode.Accepted)).GetProperty("run").GetString();
        var all = await client.GetStringAsync($"{Runs}/{run}/progress");
        using var request = new HttpRequestMessage(HttpMethod.Get, $"{Runs}/{run}/progress");
        request.Headers.Add("Last-Event-ID", "1");

        var rest = await (await client.SendAsync(request)).Content.ReadAsStringAsync();

        Assert.Contains("id: 1\n", all, StringComparison.Ordinal);
        Assert.Equal(all[all.IndexOf("event: step", 5, StringComparison.Ordinal)..], rest);
    }

    [Fact]
    public async Task Training_FromADomainThatSharesNothing_IsRefused()
    {
        await using var running = await RunningServer.StartAsync(prepare: Fill);
        var client = running.Client(Firm, Scope.Manage);
        var owner = running.Client(null);

        var stranger = await client.PostAsync(Runs, Wire.Json("""{"sources":["auto"]}"""));
        Assert.Equal("unknown-domain", (await stranger.ProblemAsync(HttpStatusCode.NotFound)).Code);
        await owner.PutAsync("/v1/partnerships", Wire.Json("""{"domains":["sports","knowledge"],"shares":["catalog"]}"""));
        var partner = await client.PostAsync(Runs, Wire.Json("""{"sources":["sports"]}"""));
        Assert.Equal("not-shared", (await partner.ProblemAsync(HttpStatusCode.Forbidden)).Code);
        var forOperator = await owner.PostAsync(Runs, Wire.Json("""{"sources":["sports"]}"""));
        Assert.Equal("not-shared", (await forOperator.ProblemAsync(HttpStatusCode.Forbidden)).Code);
    }

    [Fact]
    public async Task Schedule_PutAndDue_AsksForTheTraining()
    {
        await using var running = await RunningServer.StartAsync(prepare: Fill);
        var client = running.Client(Firm, Scope.Manage);
        var body = Wire.Json("""{"training":{"model":"popularity","options":{}},"intervalMinutes":60}""");

        var put = await (await client.PutAsync("/v1/domains/knowledge/schedules/hourly", body)).DocumentAsync();
        Assert.Equal(running.Clock.GetUtcNow().AddHours(1), put.GetProperty("nextAt").GetDateTimeOffset());
        await (await client.DeleteAsync("/v1/domains/sports/schedules/hourly")).ProblemAsync(HttpStatusCode.Forbidden);
        Assert.Equal(HttpStatusCode.NoContent, (await client.DeleteAsync("/v1/domains/knowledge/schedules/hourly")).StatusCode);
        await (await client.DeleteAsync("/v1/domains/knowledge/schedules/hourly")).ProblemAsync(HttpStatusCode.NotFound);
    }

    private static void Fill(Workspace workspace)
    {
        var at = new DateTimeOffset(2026, 5, 1, 0, 0, 0, TimeSpan.Zero);
        ((DuckDbEventStore)workspace.Events).Append([
            .. Enumerable
                .Range(0, 400)
                .Select(row => new Interaction(
                    "knowledge",
                    $"u{row % 50}",
                    $"c{(row * 7) % 30}",
                    InteractionKind.Purchase,
                    at.AddMinutes(row),
                    null
                )),
        ]);
    }
}
