using System.Net;
using System.Text;

namespace Kuajie.Client.Tests.Training;

public sealed class FollowTests
{
    private readonly InstantClock clock = new();

    [Fact]
    public async Task Follow_ConnectionsThatBreak_GoesOnWhereItWas()
    {
        var service = new ScriptedService(
            Stream(Step(1, "waiting") + Step(2, "reading")),
            ScriptedService.Lost,
            ScriptedService.Problem(503, "stopping"),
            Stream(Step(3, "fitting") + Step(4, "ended"))
        );
        using var client = service.Client(new KuajieClientOptions { Clock = clock });

        var stages = new List<string>();
        await foreach (var step in client.Training.FollowAsync("knowledge", "run-1"))
        {
            stages.Add(step.Stage);
        }

        Assert.Equal(["waiting", "reading", "fitting", "ended"], stages);
        Assert.Equal([null, "2", "2", "2"], service.Requests.Select(asked => asked.LastEventId));
    }

    [Fact]
    public async Task Follow_UnknownRun_IsRefusedAtOnce()
    {
        var service = new ScriptedService(ScriptedService.Problem(404, "unknown-run"));
        using var client = service.Client(new KuajieClientOptions { Clock = clock });

        var problem = await Assert.ThrowsAsync<KuajieProblemException>(async () =>
            await client.Training.FollowAsync("knowledge", "run-1").GetAsyncEnumerator().MoveNextAsync()
        );

        Assert.Equal("unknown-run", problem.Code);
        Assert.Single(service.Requests);
    }

    [Fact]
    public async Task Follow_BreaksWithoutEnd_AreTheCallersInTheEnd()
    {
        var service = new ScriptedService(ScriptedService.Lost);
        using var client = service.Client(new KuajieClientOptions { Clock = clock, MostAttempts = 3 });

        await Assert.ThrowsAsync<HttpRequestException>(async () =>
            await client.Training.FollowAsync("knowledge", "run-1").GetAsyncEnumerator().MoveNextAsync()
        );

        Assert.Equal(3, service.Requests.Count);
    }

    private static Func<HttpRequestMessage, HttpResponseMessage> Stream(string text) =>
        _ => new HttpResponseMessage(HttpStatusCode.OK) { Content = new StringContent(text, Encoding.UTF8, "text/event-stream") };

    private static string Step(int number, string stage) =>
        $"event: step\ndata: {{\"at\":\"2026-06-01T08:00:00+00:00\",\"stage\":\"{stage}\",\"done\":1}}\nid: {number}\n\n";
}
