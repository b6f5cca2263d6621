using System.Text.Json;
using System.Threading.Channels;
using Kuajie.Client.Interactions;
using Microsoft.Extensions.Time.Testing;

namespace Kuajie.Client.Tests.Interactions;

public sealed class EventBatcherTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);
    private static readonly Func<HttpRequestMessage, HttpResponseMessage> Taken = ScriptedService.Json("""{"accepted":1,"duplicates":0}""");
    private readonly FakeTimeProvider clock = new(new DateTimeOffset(2026, 6, 1, 8, 0, 0, TimeSpan.Zero));

    [Fact]
    public async Task Add_UntilABatchIsFull_SendsItWithoutWaiting()
    {
        var service = new ScriptedService(Taken);
        using var client = service.Client(new KuajieClientOptions { Clock = clock });
        await using var batcher = client.Events.Batch("knowledge", new EventBatcherOptions { BatchSize = 3 });

        foreach (var item in (string[])["a", "b", "c"])
        {
            Assert.True(batcher.TryAdd(New(item)));
        }

        Assert.True(await service.Arrived.WaitAsync(Patience));
        Assert.Equal(["a", "b", "c"], Sent(service).Select(each => each.Item));
    }

    [Fact]
    public async Task Add_One_IsSentOnceItIsOldEnough()
    {
        var service = new ScriptedService(Taken);
        using var client = service.Client(new KuajieClientOptions { Clock = clock });
        await using var batcher = client.Events.Batch("knowledge");
        await batcher.AddAsync(New("a"));
        Assert.Empty(service.Requests);

        // The batcher may not have taken the event up yet: time goes on until it has.
        while (!await service.Arrived.WaitAsync(TimeSpan.FromMilliseconds(1)))
        {
            clock.Advance(TimeSpan.FromSeconds(1));
        }

        Assert.Equal("a", Assert.Single(Sent(service)).Item);
    }

    [Fact]
    public async Task Dispose_SendsWhatWaits_AndTakesNoMore()
    {
        var service = new ScriptedService(Taken);
        using var client = service.Client(new KuajieClientOptions { Clock = clock });
        var batcher = client.Events.Batch("knowledge", new EventBatcherOptions { BatchSize = 2 });
        foreach (var item in (string[])["a", "b", "c"])
        {
            await batcher.AddAsync(New(item));
        }

        await batcher.DisposeAsync();

        Assert.Equal(["a", "b", "c"], Sent(service).Select(each => each.Item));
        Assert.Equal(0, batcher.Count);
        Assert.Throws<ChannelClosedException>(() => batcher.TryAdd(New("d")));
    }

    [Fact]
    public async Task Add_WithoutIdAndTime_GetsThemOnceSoThatARepetitionIsTheSame()
    {
        var service = new ScriptedService(ScriptedService.Lost, ScriptedService.Problem(503, "store-full"), Taken);
        using var client = service.Client(new KuajieClientOptions { Clock = new InstantClock(), MostAttempts = 1 });
        await using var batcher = client.Events.Batch("knowledge");

        await batcher.AddAsync(New("a"));
        await batcher.FlushAsync();

        Assert.Equal(3, service.Requests.Count);
        Assert.Single(service.Requests.Select(asked => asked.Body).Distinct());
        var sent = Sent(service)[0];
        Assert.Equal(32, sent.Event.Length);
        Assert.NotNull(sent.At);
    }

    [Fact]
    public async Task Add_MoreThanMayWait_IsRefusedUntilThereIsRoom()
    {
        using var open = new ManualResetEventSlim();
        var service = new ScriptedService(request =>
        {
            open.Wait();
            return Taken(request);
        });
        using var client = service.Client(new KuajieClientOptions { Clock = clock });
        var batcher = client.Events.Batch("knowledge", new EventBatcherOptions { BatchSize = 1, Capacity = 2 });
        await batcher.AddAsync(New("under way"));
        Assert.True(await Task.Run(() => SpinWait.SpinUntil(() => !service.Requests.IsEmpty, Patience)));
        Assert.True(batcher.TryAdd(New("a")));
        Assert.True(batcher.TryAdd(New("b")));

        Assert.False(batcher.TryAdd(New("c")));

        var waits = batcher.AddAsync(New("d")).AsTask();
        Assert.False(waits.IsCompleted);
        open.Set();
        await waits.WaitAsync(Patience);
        await batcher.DisposeAsync();
        Assert.Equal(["under way", "a", "b", "d"], Sent(service).Select(each => each.Item));
    }

    [Fact]
    public async Task Add_OneThatIsWrong_IsDroppedAndTheOthersAreSent()
    {
        var dropped = new List<(EventRequest Event, string Code)>();
        var service = new ScriptedService(ScriptedService.Problem(400, "several-faults", more: ",\"where\":\"events[1].kind\""), Taken);
        using var client = service.Client(new KuajieClientOptions { Clock = clock });
        var options = new EventBatcherOptions
        {
            BatchSize = 3,
            Dropped = (events, fault) => dropped.AddRange(events.Select(each => (each, ((KuajieProblemException)fault).Code))),
        };
        await using var batcher = client.Events.Batch("knowledge", options);

        foreach (var item in (string[])["a", "b", "c"])
        {
            await batcher.AddAsync(New(item));
        }
        await batcher.FlushAsync();

        var (lost, code) = Assert.Single(dropped);
        Assert.Equal(("b", "several-faults"), (lost.Item, code));
        Assert.Equal(["a", "c"], Sent(service).Skip(3).Select(each => each.Item));
    }

    [Fact]
    public async Task Dispose_WhileTheServiceCannotBeReached_GivesUpAndSaysWhatIsLost()
    {
        var dropped = new List<EventRequest>();
        var service = new ScriptedService(ScriptedService.Lost);
        using var client = service.Client(new KuajieClientOptions { Clock = clock, MostAttempts = 1 });
        var batcher = client.Events.Batch(
            "knowledge",
            new EventBatcherOptions { BatchSize = 1, Dropped = (events, _) => dropped.AddRange(events) }
        );
        await batcher.AddAsync(New("a"));
        Assert.True(await service.Arrived.WaitAsync(Patience));

        var disposing = batcher.DisposeAsync().AsTask();
        while (!disposing.IsCompleted)
        {
            clock.Advance(TimeSpan.FromSeconds(11));
            await Task.Yield();
        }

        await disposing;
        Assert.Equal("a", Assert.Single(dropped).Item);
    }

    [Fact]
    public void Options_ThatCannotWork_AreRefused()
    {
        using var client = new ScriptedService(Taken).Client(new KuajieClientOptions());

        Assert.Throws<InvalidOperationException>(() => client.Events.Batch("k", new EventBatcherOptions { BatchSize = 1001 }));
        Assert.Throws<InvalidOperationException>(() =>
            client.Events.Batch("k", new EventBatcherOptions { BatchSize = 100, Capacity = 10 })
        );
    }

    private static EventRequest New(string item) => new("", item, "view", User: "u1");

    private static EventRequest[] Sent(ScriptedService service) =>
        [.. service.Requests.SelectMany(asked => JsonSerializer.Deserialize(asked.Body, EventsJson.Default.EventsRequest)!.Events)];
}
