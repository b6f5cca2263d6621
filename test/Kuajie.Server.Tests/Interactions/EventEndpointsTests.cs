using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Kuajie.Client.Interactions;
using Kuajie.Platform.Access;
using Kuajie.Platform.Interactions;
using Kuajie.Platform.Interactions.Live;

namespace Kuajie.Server.Tests.Interactions;

public sealed class EventEndpointsTests
{
    private const string Address = $"/v1/domains/{RunningServer.Knowledge}/events";
    private static readonly string Firm = RunningServer.PartyOf(RunningServer.Knowledge);

    [Fact]
    public async Task Post_SingleEvent_IsStoredWithItsTimeAndValue()
    {
        await using var running = await RunningServer.StartAsync();

        var taken = await Post(
            running,
            """{"event":"e1","user":"u1","item":"c1","kind":"watch","at":"2026-06-01T15:30:00.123456+08:00","value":12.5,"list":"l1"}"""
        );

        Assert.Equal((1, 0), Counts(await taken.DocumentAsync()));
        var at = new DateTimeOffset(2026, 6, 1, 7, 30, 0, TimeSpan.Zero).AddTicks(1_234_560);
        Assert.Equal(
            [new Interaction("knowledge", "u1", "c1", InteractionKind.Watch, at, 12.5)],
            running.Workspace.Interactions.OfUser("knowledge", "u1")
        );
    }

    [Fact]
    public async Task Post_WithTheClientsContracts_IsUnderstood()
    {
        await using var running = await RunningServer.StartAsync();
        var request = new EventsRequest([
            new EventRequest("e1", "c1", "purchase", User: "u1", At: running.Clock.GetUtcNow(), Value: 9900),
            new EventRequest("e2", "c2", "view", Session: "v1"),
        ]);

        var taken = await Client(running).PostAsJsonAsync(Address, request, EventsJson.Default.EventsRequest);

        Assert.Equal(new EventsResponse(2, 0), await taken.Content.ReadFromJsonAsync(EventsJson.Default.EventsResponse));
        var visit = Assert.Single(running.Workspace.EventLog.OfSession("knowledge", "v1"));
        Assert.Equal(("e2", running.Clock.GetUtcNow()), (visit.EventId, visit.At));
    }

    [Fact]
    public async Task Post_Again_CountsDuplicatesAndStoresOnce()
    {
        await using var running = await RunningServer.StartAsync();
        const string Body =
            """{"events":[{"event":"e1","user":"u1","item":"c1","kind":"view"},{"event":"e2","user":"u1","item":"c2","kind":"浏览"}]}""";

        Assert.Equal((2, 0), Counts(await (await Post(running, Body)).DocumentAsync()));
        Assert.Equal((0, 2), Counts(await (await Post(running, Body)).DocumentAsync()));
        Assert.Equal(2, running.Workspace.Interactions.OfUser("knowledge", "u1").Count);
    }

    [Fact]
    public async Task Post_SeveralFaults_NamesEachWithItsPlaceAndStoresNothing()
    {
        await using var running = await RunningServer.StartAsync();

        var problem = await (
            await Post(
                running,
                """
                {"events":[
                  {"event":"e0","user":"u1","item":"c1","kind":"view"},
                  {"event":"e1","item":"c1","kind":"view"},
                  {"event":"e2","user":"u1","item":" null ","kind":"steal"},
                  {"user":7,"item":"c1","kind":"view","colour":"red"},
                  {"event":"e4","user":"u1","item":"c1","kind":"view","at":"2026-06-01T08:00:00"},
                  {"event":"e5","user":"u1","item":"c1","kind":"view","at":"2026-06-01T09:00:00Z"},
                  {"event":"e6","user":"u1","item":"c1","kind":"rating"},
                  {"event":"e7","user":"u1","item":"c1","kind":"watch","value":"12"},
                  {"event":"e8","user":"u1","item":"c1","kind":"watch","value":-1},
                  {"event":"e9","user":"a\ud800b","item":"c1","kind":"view"},
                  [],
                  {"event":"e11","user":"u1","item":"c1","kind":null}
                ]}
                """
            )
        ).ProblemAsync(HttpStatusCode.BadRequest);

        Assert.Equal("invalid-events", problem.Code);
        Assert.Equal(
            [
                "events[1].user missing-user",
                "events[2].item missing-member",
                "events[2].kind unknown-kind",
                "events[3].user wrong-type",
                "events[3].colour unknown-member",
                "events[3].event missing-member",
                "events[4].at unreadable-time",
                "events[5].at impossible-time",
                "events[6].value value-out-of-range",
                "events[7].value wrong-type",
                "events[8].value value-out-of-range",
                "events[9].user broken-text",
                "events[10] wrong-type",
                "events[11].kind missing-member",
            ],
            problem.Faults!.Select(fault => $"{fault.Where} {fault.Code}")
        );
        Assert.Empty(running.Workspace.Interactions.Totals());
    }

    [Fact]
    public async Task Post_OneFault_IsTheProblem()
    {
        await using var running = await RunningServer.StartAsync();

        var problem = await (await Post(running, """{"event":"e1","user":"u1","item":"c1","kind":"steal"}""")).ProblemAsync(
            HttpStatusCode.BadRequest
        );

        Assert.Equal(("unknown-kind", "kind", null), (problem.Code, problem.Where, problem.Faults));
        Assert.Contains("purchase", problem.Expected, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{\"events\":[]}", "wrong-batch-size")]
    [InlineData("{\"events\":7}", "wrong-type")]
    [InlineData("[]", "wrong-type")]
    [InlineData("7", "wrong-type")]
    [InlineData("{}", "invalid-events")]
    [InlineData(
        "{\"events\":[{\"event\":\"e1\",\"user\":\"u1\",\"item\":\"c1\",\"kind\":\"view\"}],\"more\":{\"a\":[1]}}",
        "invalid-events"
    )]
    [InlineData("{\"events\":[{\"event\":\"e1\",\"user\":\"u1\",\"item\":\"c1\",\"kind\":\"view\"}", "unreadable-json")]
    [InlineData("{\"event\":\"e1\",\"user\":\"u1\",\"item\":\"c1\",\"kind\":\"view\"} x", "unreadable-json")]
    [InlineData("", "unreadable-json")]
    [InlineData("{\"event\":\"\\ud800\",\"user\":\"u1\",\"item\":\"c1\",\"kind\":\"view\"}", "broken-text")]
    [InlineData("{\"\\ud800\":1,\"event\":\"e\",\"user\":\"u1\",\"item\":\"c1\",\"kind\":\"view\"}", "unknown-member")]
    [InlineData("{\"event\":\"e\",\"user\":\"u1\",\"item\":\"c1\",\"kind\":\"gift\",\"value\":1e999}", "wrong-type")]
    public async Task Post_BodyThatIsNoEvents_IsRefused(string body, string code)
    {
        await using var running = await RunningServer.StartAsync();

        Assert.Equal(code, (await (await Post(running, body)).ProblemAsync(HttpStatusCode.BadRequest)).Code);
        Assert.Empty(running.Workspace.Interactions.Totals());
    }

    [Fact]
    public async Task Post_MoreEventsThanAllowed_IsRefused()
    {
        await using var running = await RunningServer.StartAsync(new ServerSettings { MostEventsAtOnce = 3 });

        var problem = await (await Post(running, Batch(4))).ProblemAsync(HttpStatusCode.BadRequest);

        Assert.Equal("wrong-batch-size", problem.Code);
        Assert.Equal((3, 0), Counts(await (await Post(running, Batch(3))).DocumentAsync()));
    }

    [Fact]
    public async Task Post_ThousandsOfFaults_AreCountedAndTheAnswerStaysSmall()
    {
        await using var running = await RunningServer.StartAsync();
        var body = "{\"events\":[" + string.Join(',', Enumerable.Repeat("{\"a\":1,\"b\":2,\"c\":3}", 1000)) + "]}";

        var problem = await (await Post(running, body)).ProblemAsync(HttpStatusCode.BadRequest);

        Assert.Equal(1000, problem.Faults!.Count);
    }

    [Fact]
    public async Task Post_FullQueue_SaysWhenToComeAgain()
    {
        await using var running = await RunningServer.StartAsync(
            new ServerSettings { Events = new GroupCommitOptions { MostWaitingRows = 2 } }
        );

        var refused = await Post(running, Batch(3));

        Assert.Equal("intake-full", (await refused.ProblemAsync(HttpStatusCode.TooManyRequests)).Code);
        Assert.Equal(TimeSpan.FromSeconds(1), refused.Headers.RetryAfter!.Delta);
        Assert.Equal((2, 0), Counts(await (await Post(running, Batch(2))).DocumentAsync()));
    }

    [Fact]
    public async Task Post_ForeignDomainsAndKeysWithoutTheScope_AreRefused()
    {
        await using var running = await RunningServer.StartAsync();
        var (own, all) = (Batch(1), running.Client(Firm));

        Assert.Equal(
            HttpStatusCode.Forbidden,
            (await running.Client(Firm, Scope.Recommend | Scope.Manage).PostAsync(Address, Wire.Json(own))).StatusCode
        );
        Assert.Equal(HttpStatusCode.Forbidden, (await all.PostAsync("/v1/domains/sports/events", Wire.Json(own))).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await all.PostAsync("/v1/domains/auto/events", Wire.Json(own))).StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, (await running.Anonymous().PostAsync(Address, Wire.Json(own))).StatusCode);
        Assert.Empty(running.Workspace.Interactions.Totals());
    }

    [Fact]
    public async Task Post_OtherMediaType_IsRefused()
    {
        await using var running = await RunningServer.StartAsync();
        using var body = new StringContent(Batch(1));

        Assert.Equal(
            "media-type",
            (await (await Client(running).PostAsync(Address, body)).ProblemAsync(HttpStatusCode.UnsupportedMediaType)).Code
        );
    }

    [Fact]
    public async Task Metrics_AfterEvents_TellHowMany()
    {
        await using var running = await RunningServer.StartAsync();
        await Post(running, Batch(5));
        await Post(running, Batch(5));

        var metrics = await running.Anonymous().GetStringAsync("/metrics");

        Assert.Matches("kuajie_events_accepted\\w*\\{[^}]*domain=\"knowledge\"[^}]*\\} 5", metrics);
        Assert.Matches("kuajie_events_duplicates\\w*\\{[^}]*domain=\"knowledge\"[^}]*\\} 5", metrics);
    }

    private static HttpClient Client(RunningServer running) => running.Client(Firm, Scope.Ingest);

    private static Task<HttpResponseMessage> Post(RunningServer running, string body) =>
        Client(running).PostAsync(Address, Wire.Json(body));

    private static string Batch(int events) =>
        "{\"events\":["
        + string.Join(
            ',',
            Enumerable.Range(0, events).Select(n => $"{{\"event\":\"e{n}\",\"user\":\"u1\",\"item\":\"c{n}\",\"kind\":\"view\"}}")
        )
        + "]}";

    private static (int Accepted, int Duplicates) Counts(JsonElement document) =>
        (document.GetProperty("accepted").GetInt32(), document.GetProperty("duplicates").GetInt32());
}
