namespace Kuajie.Server.Tests;

public sealed class LeapingClockTests
{
    [Fact]
    public void Advance_OverManyMomentsOfARepeatingTimer_FiresItOnceAndGoesOn()
    {
        var clock = new LeapingClock(new DateTimeOffset(2026, 6, 1, 8, 0, 0, TimeSpan.Zero));
        var (fired, seen) = (0, clock.GetUtcNow());
        using var timer = clock.CreateTimer(
            _ => (fired, seen) = (fired + 1, clock.GetUtcNow()),
            null,
            TimeSpan.FromSeconds(1),
            TimeSpan.FromSeconds(1)
        );

        clock.Advance(TimeSpan.FromSeconds(0.5));
        Assert.Equal(0, fired);
        clock.Advance(TimeSpan.FromHours(65));
        Assert.Equal((1, clock.GetUtcNow()), (fired, seen));
        clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(2, fired);
        timer.Change(TimeSpan.FromSeconds(2), TimeSpan.FromSeconds(2));
        clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(2, fired);
    }
}
