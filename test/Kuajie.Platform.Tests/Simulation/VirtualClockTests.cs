using Kuajie.Platform.Simulation;

namespace Kuajie.Platform.Tests.Simulation;

public sealed class VirtualClockTests
{
    private static readonly DateTimeOffset Start = new(2026, 4, 1, 0, 0, 0, TimeSpan.Zero);

    [Fact]
    public void AdvanceTo_TimersOnTheWay_RingInOrderAtTheirTimes()
    {
        using var clock = new VirtualClock(Start);
        var rung = new List<string>();
        using var late = clock.CreateTimer(
            _ => rung.Add($"late {clock.GetUtcNow():HH:mm}"),
            null,
            TimeSpan.FromHours(2),
            Timeout.InfiniteTimeSpan
        );
        using var often = clock.CreateTimer(
            _ => rung.Add($"often {clock.GetUtcNow():HH:mm}"),
            null,
            TimeSpan.FromHours(1),
            TimeSpan.FromHours(1.5)
        );
        using var never = clock.CreateTimer(_ => rung.Add("never"), null, TimeSpan.FromMinutes(5), Timeout.InfiniteTimeSpan);
        never.Dispose();

        clock.AdvanceTo(Start.AddHours(3));

        Assert.Equal(["often 01:00", "late 02:00", "often 02:30"], rung);
        Assert.Equal(Start.AddHours(3), clock.GetUtcNow());
    }

    [Fact]
    public async Task AdvanceTo_PastADelay_EndsIt()
    {
        using var clock = new VirtualClock(Start);
        var delay = Task.Delay(TimeSpan.FromDays(30), clock, TestContext.Current.CancellationToken);
        Assert.False(delay.IsCompleted);

        clock.AdvanceTo(Start.AddDays(30));

        await delay.WaitAsync(TestContext.Current.CancellationToken);
    }

    [Fact]
    public void AdvanceTo_Back_IsRefused()
    {
        using var clock = new VirtualClock(Start);

        Assert.Throws<ArgumentOutOfRangeException>(() => clock.AdvanceTo(Start.AddTicks(-1)));
        Assert.Equal(Start, clock.GetUtcNow());
    }

    [Fact]
    public void OnThisThread_AnotherMoment_IsSeenByThisThreadAlone()
    {
        using var clock = new VirtualClock(Start);

        using (clock.OnThisThread(Start.AddHours(-5)))
        {
            Assert.Equal(Start.AddHours(-5), clock.GetUtcNow());
            var other = default(DateTimeOffset);
            var thread = new Thread(() => other = clock.GetUtcNow());
            thread.Start();
            thread.Join();
            Assert.Equal(Start, other);
        }

        Assert.Equal(Start, clock.GetUtcNow());
    }
}
