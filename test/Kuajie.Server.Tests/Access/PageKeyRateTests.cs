using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;
using Kuajie.Platform.Access;

namespace Kuajie.Server.Tests.Access;

/// <summary>The key of a public page is used by all its visitors: none of them uses it up for the others.</summary>
public sealed class PageKeyRateTests
{
    private const string Event = """{"event":"e1","session":"s1","item":"c1","kind":"view"}""";
    private static readonly string Firm = RunningServer.PartyOf(RunningServer.Knowledge);

    [Fact]
    public async Task Requests_WithOneKeyFromTwoAddresses_AreCountedApart()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Only there has every machine a second loopback address.");
        await using var running = await RunningServer.StartAsync(new ServerSettings { MostRequestsPerSecond = 1 });
        var key = running.Keys.Issue("page", Firm, Scope.Collect).Text;
        using var first = From("127.0.0.1", running, key);
        using var second = From("127.0.0.2", running, key);

        var answers = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => PostAsync(first)));
        var other = await PostAsync(second);

        Assert.Contains(HttpStatusCode.TooManyRequests, answers);
        Assert.Equal(HttpStatusCode.OK, other);
    }

    private static async Task<HttpStatusCode> PostAsync(HttpClient client) =>
        (await client.PostAsync("/v1/domains/knowledge/collect", Wire.Json(Event))).StatusCode;

    private static HttpClient From(string address, RunningServer running, string key)
    {
        var handler = new SocketsHttpHandler
        {
            ConnectCallback = async (context, cancellation) =>
            {
                var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
                socket.Bind(new IPEndPoint(IPAddress.Parse(address), 0));
                await socket.ConnectAsync(IPAddress.Loopback, context.DnsEndPoint.Port, cancellation);
                return new NetworkStream(socket, ownsSocket: true);
            },
        };
        var client = new HttpClient(handler) { BaseAddress = running.Server.Address };
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", key);
        return client;
    }
}
