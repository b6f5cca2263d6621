using Microsoft.Extensions.Time.Testing;

namespace Kuajie.Server.Tests;

/// <summary>
/// A clock in the test's hands. A timer that repeats fires once when the clock is moved past many of its moments, as a machine's does after sleep: two days would be a million turns of what looks around
/// five times a second.
/// </summary>
internal sealed class LeapingClock(DateTimeOffset start) : FakeTimeProvider(start)
{
    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
        period > TimeSpan.Zero
            ? new RepeatingTimer(this, callback, state, dueTime, period)
            : base.CreateTimer(callback, state, dueTime, period);

    private ITimer Once(TimerCallback callback, TimeSpan dueTime) => base.CreateTimer(callback, null, dueTime, Timeout.InfiniteTimeSpan);

    private sealed class RepeatingTimer : ITimer
    {
        private readonly TimerCallback callback;
        private readonly object? state;
        private readonly ITimer next;
        private TimeSpan period;

        public RepeatingTimer(LeapingClock clock, TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
        {
            (this.callback, this.state, this.period) = (callback, state, period);
            next = clock.Once(Fire, Timeout.InfiniteTimeSpan);
            next.Change(dueTime, Timeout.InfiniteTimeSpan);
        }

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            this.period = period;
            return next.Change(dueTime, Timeout.InfiniteTimeSpan);
        }

        public void Dispose() => next.Dispose();

        public ValueTask DisposeAsync() => next.DisposeAsync();

        private void Fire(object? nothing)
        {
            // The clock stands where it was moved to by now, so the next moment is ahead of it.
            next.Change(period > TimeSpan.Zero ? period : Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
            callback(state);
        }
    }
}
