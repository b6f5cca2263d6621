namespace Kuajie.Platform.Simulation;

/// <summary>
/// A clock that is set by hand: hours of service pass in milliseconds, and timers ring when their time is reached. It never goes back. How long work takes
/// (<see cref="TimeProvider.GetTimestamp"/>) is still measured in real time. Safe for several threads.
/// </summary>
/// <param name="start">The time it shows at first.</param>
public sealed class VirtualClock(DateTimeOffset start) : TimeProvider, IDisposable
{
    private readonly Lock changing = new();
    private readonly PriorityQueue<(VirtualTimer Timer, long Setting), (long Due, long Order)> timers = new();
    private readonly ThreadLocal<long?> ownTicks = new();
    private long ticks = start.UtcTicks;
    private long settings;

    /// <inheritdoc/>
    public override TimeZoneInfo LocalTimeZone => TimeZoneInfo.Utc;

    /// <inheritdoc/>
    public override DateTimeOffset GetUtcNow() => new(ownTicks.Value ?? Volatile.Read(ref ticks), TimeSpan.Zero);

    /// <inheritdoc/>
    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        ArgumentNullException.ThrowIfNull(callback);
        var timer = new VirtualTimer(this, () => callback(state));
        timer.Change(dueTime, period);
        return timer;
    }

    /// <summary>Moves on; timers that are due on the way ring on this thread, each at its own time.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The moment lies before the time it shows.</exception>
    public void AdvanceTo(DateTimeOffset moment)
    {
        if (moment.UtcTicks < Volatile.Read(ref ticks))
        {
            throw new ArgumentOutOfRangeException(
                nameof(moment),
                moment,
                $"Expected a moment not before {new DateTimeOffset(ticks, TimeSpan.Zero):O}: a clock does not go back."
            );
        }
        while (TakeDue(moment.UtcTicks) is { } timer)
        {
            timer.Ring();
        }
        Volatile.Write(ref ticks, moment.UtcTicks);
    }

    /// <summary>Lets the clock show another moment to this thread alone, until the answer is disposed of: what happens side by side happens at its own time.</summary>
    public IDisposable OnThisThread(DateTimeOffset moment)
    {
        ownTicks.Value = moment.UtcTicks;
        return new OwnMoment(ownTicks);
    }

    /// <inheritdoc/>
    public void Dispose() => ownTicks.Dispose();

    private VirtualTimer? TakeDue(long until)
    {
        lock (changing)
        {
            while (timers.TryPeek(out var next, out var at) && at.Due <= until)
            {
                timers.Dequeue();
                if (next.Timer.IsSet(next.Setting))
                {
                    Volatile.Write(ref ticks, Math.Max(ticks, at.Due));
                    return next.Timer;
                }
            }
            return null;
        }
    }

    private long Set(VirtualTimer timer, TimeSpan after)
    {
        lock (changing)
        {
            var setting = ++settings;
            timers.Enqueue((timer, setting), (Volatile.Read(ref ticks) + after.Ticks, setting));
            return setting;
        }
    }

    private sealed class OwnMoment(ThreadLocal<long?> own) : IDisposable
    {
        public void Dispose() => own.Value = null;
    }

    private sealed class VirtualTimer(VirtualClock clock, Action ring) : ITimer
    {
        private const long Unset = 0;
        private long setting;
        private TimeSpan period;

        public bool Change(TimeSpan dueTime, TimeSpan newPeriod)
        {
            period = newPeriod;
            Volatile.Write(ref setting, dueTime == Timeout.InfiniteTimeSpan ? Unset : clock.Set(this, dueTime));
            return true;
        }

        /// <summary>Whether it still waits for the setting it was queued with: another change makes the former one void.</summary>
        public bool IsSet(long queued) => Volatile.Read(ref setting) == queued;

        public void Ring()
        {
            Volatile.Write(ref setting, period > TimeSpan.Zero ? clock.Set(this, period) : Unset);
            ring();
        }

        public void Dispose() => Volatile.Write(ref setting, Unset);

        public ValueTask DisposeAsync()
        {
            Dispose();
            return default;
        }
    }
}
