using System.Net;
using System.Text;
using Kuajie.Platform.Access;
using Kuajie.Platform.Faults;
using Kuajie.Platform.Interactions;

namespace Kuajie.Server.Tests.Interactions;

/// <summary>Events from browsers: from any site's page, with a key that anybody can read, and therefore bounded in what they may say.</summary>
public sealed class CollectEndpointsTests
{
    private const string Address = $"/v1/domains/{RunningServer.Knowledge}/collect";
    private const string Body =
        """{"events":[{"event":"e1","session":"v1","item":"c1","kind":"view"},{"event":"e2","session":"v1","item":"c2","kind":"seen","list":"l1"}]}""";
    private static readonly string Firm = RunningServer.PartyOf(RunningServer.Knowledge);

    [Fact]
    public async Task Post_AsAPageSendsIt_IsStoredOnceAndMayBeReadByThePage()
    {
        await using var running = await RunningServer.StartAsync();

        await (await Post(running, Body)).DocumentAsync();
        var again = await Post(running, Body);

        Assert.Equal(2, (await again.DocumentAsync()).GetProperty("duplicates").GetInt32());
        Assert.Equal("*", Assert.Single(again.Headers.GetValues("Access-Control-Allow-Origin")));
        Assert.False(again.Headers.Contains("Access-Control-Allow-Credentials"));
        Assert.Equal("e1", Assert.Single(running.Workspace.EventLog.OfSession("knowledge", "v1")).EventId);
        var seen = Assert.Single(running.Workspace.EventLog.SeenInSession("knowledge", "v1"));
        Assert.Equal(("e2", InteractionKind.Seen, "l1"), (seen.EventId, seen.Kind, seen.ListId));
        Assert.Empty(running.Workspace.Interactions.Totals());
    }

    [Theory]
    [InlineData("\"user\":\"u1\",\"kind\":\"view\"", "user-not-collected", "events[0].user")]
    [InlineData("\"kind\":\"purchase\",\"value\":9900", "kind-not-collected", "events[0].kind")]
    public async Task Post_WhatABrowserMayNotSay_IsRefusedAndNothingStored(string members, string code, string where)
    {
        await using var running = await RunningServer.StartAsync();

        var answer = await Post(running, $$"""{"events":[{"event":"e1","session":"v1","item":"c1",{{members}}}]}""");

        var problem = await answer.ProblemAsync(HttpStatusCode.BadRequest);
        Assert.Equal((code, where), (problem.Code, problem.Where));
        Assert.Equal("*", Assert.Single(answer.Headers.GetValues("Access-Control-Allow-Origin")));
        Assert.Empty(running.Workspace.EventLog.OfSession("knowledge", "v1"));
    }

    [Fact]
    public async Task Post_WithASecretKey_IsRefused()
    {
        await using var running = await RunningServer.StartAsync();

        var answer = await Post(running, Body, running.Keys.Issue("test", Firm, Scope.All).Text);

        Assert.Equal("not-allowed", (await answer.ProblemAsync(HttpStatusCode.Forbidden)).Code);
    }

    [Theory]
    [InlineData("GET", "/v1/domains")]
    [InlineData("GET", "/v1/me")]
    [InlineData("GET", "/v1/keys")]
    [InlineData("POST", $"/v1/domains/{RunningServer.Knowledge}/events")]
    public async Task PublishableKey_ForAnythingElse_IsRefusedAndNoOtherSiteMayReadIt(string method, string address)
    {
        await using var running = await RunningServer.StartAsync();
        using var request = new HttpRequestMessage(new HttpMethod(method), address);

        using var answer = await running.Client(Firm, Scope.Collect).SendAsync(request);
        using var inQuery = await running.Anonymous().GetAsync($"/v1/domains?key={PublishableKey(running)}");

        Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
        Assert.False(answer.Headers.Contains("Access-Control-Allow-Origin"));
        Assert.Equal(HttpStatusCode.Unauthorized, inQuery.StatusCode);
    }

    [Theory]
    [InlineData(Scope.Collect | Scope.Recommend, true)]
    [InlineData(Scope.Collect, false)]
    public async Task Issue_PublishableKeyThatCouldDoMore_IsRefused(Scope scopes, bool hasParty)
    {
        await using var running = await RunningServer.StartAsync();

        var fault = Assert.Throws<KuajieException>(() => running.Keys.Issue("pages", hasParty ? Firm : null, scopes));

        Assert.Equal("key-collect", fault.Code);
    }

    [Fact]
    public async Task Script_AskedForAgain_HasNotChanged()
    {
        await using var running = await RunningServer.StartAsync();
        var client = running.Anonymous();

        using var first = await client.GetAsync("/kuajie.js");
        using var request = new HttpRequestMessage(HttpMethod.Get, "/kuajie.js");
        request.Headers.IfNoneMatch.Add(first.Headers.ETag!);
        using var second = await client.SendAsync(request);
        using var head = await client.SendAsync(new HttpRequestMessage(HttpMethod.Head, "/kuajie.js"));

        Assert.Equal(HttpStatusCode.OK, first.StatusCode);
        Assert.Equal("text/javascript", first.Content.Headers.ContentType?.MediaType);
        Assert.Equal(TimeSpan.FromHours(1), first.Headers.CacheControl?.MaxAge);
        Assert.Equal("cross-origin", Assert.Single(first.Headers.GetValues("Cross-Origin-Resource-Policy")));
        Assert.InRange((await first.Content.ReadAsByteArrayAsync()).Length, 1000, 7000);
        Assert.Equal(HttpStatusCode.NotModified, second.StatusCode);
        Assert.Equal(HttpStatusCode.OK, head.StatusCode);
    }

    private static string PublishableKey(RunningServer running) => running.Keys.Issue("pages", Firm, Scope.Collect).Text;

    private static async Task<HttpResponseMessage> Post(RunningServer running, string body, string? key = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, $"{Address}?key={key ?? PublishableKey(running)}")
        {
            Content = new StringContent(body, Encoding.UTF8, "text/plain"),
        };
        request.Headers.Add("Origin", "https://shop.example");
        request.Headers.Add("Sec-Fetch-Site", "cross-site");
        return await running.Anonymous().SendAsync(request);
    }
}
