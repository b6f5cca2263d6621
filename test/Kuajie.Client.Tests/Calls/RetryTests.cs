using System.Net;
using Kuajie.Client.Access;
using Kuajie.Client.Interactions;

namespace Kuajie.Client.Tests.Calls;

public sealed class RetryTests
{
    private const string NoDomains = "[]";
    private readonly InstantClock clock = new();

    private KuajieClientOptions Options => new() { Clock = clock, Seed = 7 };

    [Fact]
    public async Task Get_FailuresThatPass_IsAskedAgainAndAnswered()
    {
        var service = new ScriptedService(ScriptedService.Problem(503, "stopping"), ScriptedService.Lost, ScriptedService.Json(NoDomains));
        using var client = service.Client(Options with { Key = "kj_x" });

        Assert.Empty(await client.Domains.ListAsync());

        Assert.Equal(3, service.Requests.Count);
        Assert.All(service.Requests, asked => Assert.Equal(("/below/v1/domains", "Bearer kj_x"), (asked.Address, asked.Authorization)));
    }

    [Fact]
    public async Task Get_FailuresThatStay_AreTheCallersInTheEnd()
    {
        var service = new ScriptedService(ScriptedService.Problem(503, "stopping"));
        using var client = service.Client(Options with { MostAttempts = 4 });

        var problem = await Assert.ThrowsAsync<KuajieProblemException>(() => client.Domains.ListAsync());

        Assert.Equal(("stopping", HttpStatusCode.ServiceUnavailable), (problem.Code, problem.Status));
        Assert.Equal(4, service.Requests.Count);
    }

    [Fact]
    public async Task Waits_WithoutAWish_AreRandomBelowADoublingBoundAndRepeatableBySeed()
    {
        var first = await WaitsAsync();
        var second = await WaitsAsync();

        Assert.Equal(first, second);
        Assert.All(
            first.Select((wait, at) => (wait, bound: 200 * Math.Pow(2, at))),
            each => Assert.InRange(each.wait, 0, Math.Min(each.bound, 1000))
        );
        Assert.NotEqual(first[3], first[4]);

        async Task<double[]> WaitsAsync()
        {
            var ownClock = new InstantClock();
            var service = new ScriptedService(ScriptedService.Lost);
            using var client = service.Client(
                new KuajieClientOptions
                {
                    Clock = ownClock,
                    Seed = 7,
                    MostAttempts = 6,
                    LongestDelay = TimeSpan.FromSeconds(1),
                }
            );
            await Assert.ThrowsAsync<HttpRequestException>(() => client.Domains.ListAsync());
            return [.. ownClock.Waits.Select(wait => wait.TotalMilliseconds)];
        }
    }

    [Fact]
    public async Task Wait_ThatTheServiceAsksFor_IsKept()
    {
        var service = new ScriptedService(ScriptedService.Problem(429, "intake-full", retryAfter: "3"), ScriptedService.Json(NoDomains));
        using var client = service.Client(Options);

        await client.Domains.ListAsync();

        Assert.InRange(Assert.Single(clock.Waits).TotalSeconds, 3, 3.2);
    }

    [Fact]
    public async Task Wait_ThatIsTooLong_IsNotWaitedFor()
    {
        var service = new ScriptedService(ScriptedService.Problem(429, "too-many-requests", retryAfter: "3600"));
        using var client = service.Client(Options);

        await Assert.ThrowsAsync<KuajieProblemException>(() => client.Domains.ListAsync());

        Assert.Single(service.Requests);
    }

    [Fact]
    public async Task Post_ThatMayHaveBeenDone_IsNotRepeated()
    {
        var service = new ScriptedService(ScriptedService.Lost);
        using var client = service.Client(Options);

        await Assert.ThrowsAsync<HttpRequestException>(() => client.Keys.IssueAsync(new KeyRequest("app", ["ingest"])));

        Assert.Single(service.Requests);
    }

    [Fact]
    public async Task Events_AfterALostAnswer_AreSentAgainWithTheSameIds()
    {
        var service = new ScriptedService(ScriptedService.Lost, ScriptedService.Json("""{"accepted":0,"duplicates":1}"""));
        using var client = service.Client(Options);

        var taken = await client.Events.SendAsync("knowledge", new EventRequest("e1", "课程 1", "view", User: "u/1"));

        Assert.Equal(new EventsResponse(0, 1), taken);
        Assert.Single(service.Requests.Select(asked => asked.Body).Distinct());
        Assert.Equal(2, service.Requests.Count);
    }

    [Theory]
    [InlineData(400)]
    [InlineData(404)]
    [InlineData(501)]
    public async Task Refusal_ThatWillNotPass_IsTheCallersAtOnce(int status)
    {
        var service = new ScriptedService(ScriptedService.Problem(status, "unknown-domain", more: ",\"where\":\"domain\""));
        using var client = service.Client(Options);

        var problem = await Assert.ThrowsAsync<KuajieProblemException>(() => client.Domains.GetAsync("nowhere"));

        Assert.Equal(
            ("unknown-domain", "f", "e", "c", "domain"),
            (problem.Code, problem.Found, problem.Expected, problem.Cure, problem.Where)
        );
        Assert.Equal("unknown-domain (domain): f e c", problem.Message);
        Assert.Single(service.Requests);
    }

    [Fact]
    public async Task Answer_OfSomethingInBetween_IsAProblemToo()
    {
        var service = new ScriptedService(_ => new HttpResponseMessage(HttpStatusCode.NotFound) { Content = new StringContent("<html>") });
        using var client = service.Client(Options);

        var problem = await Assert.ThrowsAsync<KuajieProblemException>(() => client.Domains.ListAsync());

        Assert.Equal("http-404", problem.Code);
    }

    [Fact]
    public async Task Answer_ThatLeavesNullOutAndKnowsMore_IsRead()
    {
        var service = new ScriptedService(ScriptedService.Json("""{"id":"k1","scopes":["manage"],"roles":[],"later":{"a":1}}"""));
        using var client = service.Client(Options);

        var me = await client.Keys.MeAsync();

        Assert.Equal(("k1", null), (me.Id, me.Party));
    }

    [Fact]
    public async Task Cancellation_WhileWaiting_EndsTheCall()
    {
        using var cancelled = new CancellationTokenSource();
        var service = new ScriptedService(ScriptedService.Problem(503, "stopping", retryAfter: "30"));
        using var client = service.Client(new KuajieClientOptions { Seed = 7 });

        var call = client.Domains.ListAsync(cancelled.Token);
        Assert.True(await service.Arrived.WaitAsync(TimeSpan.FromSeconds(30)));
        await cancelled.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => call);
    }

    [Fact]
    public async Task Parts_OfAnAddress_AreEscaped()
    {
        var service = new ScriptedService(ScriptedService.Problem(404, "unknown-domain"));
        using var client = service.Client(Options);

        await Assert.ThrowsAsync<KuajieProblemException>(() => client.Domains.GetAsync("a/../b?c=课"));

        Assert.Equal("/below/v1/domains/a%2F..%2Fb%3Fc%3D%E8%AF%BE", Assert.Single(service.Requests).Address);
    }
}
