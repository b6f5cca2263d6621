using Kuajie.Platform.Interactions;
using Kuajie.Platform.Interactions.Live;
using Microsoft.Extensions.Time.Testing;

namespace Kuajie.Platform.Tests.Overview;

public class LiveFlowTests
{
    private readonly FakeTimeProvider clock = new(new DateTimeOffset(2026, 6, 1, 8, 0, 30, TimeSpan.Zero));

    [Fact]
    public void Of_AfterEvents_CountsThemInTheirMinutes()
    {
        var flow = new LiveFlow(clock);
        flow.Committed([Event("k"), Event("k"), Event("s")]);
        clock.Advance(TimeSpan.FromMinutes(2));
        flow.Committed([Event("k")]);

        var minutes = flow.Of("k");

        Assert.Equal(LiveFlow.Minutes, minutes.Count);
        Assert.Equal([2, 0, 1], minutes.TakeLast(3).Select(minute => minute.Events));
        Assert.Equal(new DateTimeOffset(2026, 6, 1, 8, 2, 0, TimeSpan.Zero), minutes[^1].Minute);
        Assert.Equal(1, flow.Of("s").Sum(minute => minute.Events));
        Assert.Equal(0, flow.Of("unknown").Sum(minute => minute.Events));
    }

    [Fact]
    public void Of_AnHourLater_HasForgotten()
    {
        var flow = new LiveFlow(clock);
        flow.Committed([Event("k")]);

        clock.Advance(TimeSpan.FromMinutes(59));
        Assert.Equal(1, flow.Of("k")[0].Events);
        clock.Advance(TimeSpan.FromMinutes(1));
        flow.Committed([Event("k"), Event("k")]);

        Assert.Equal(2, flow.Of("k").Sum(minute => minute.Events));
    }

    private LiveEvent Event(string domain) => new("e", domain, "u", null, "i", InteractionKind.View, clock.GetUtcNow(), null, null);
}
