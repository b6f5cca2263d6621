using Kuajie.Platform.Faults;
using Kuajie.Platform.Partners;
using Kuajie.Platform.Workspaces;

namespace Kuajie.Platform.Training.Runs;

/// <summary>Trainings that are asked for again and again. Times that passed while nobody served are made up for once, not one by one.</summary>
public sealed class TrainingSchedules(IWorkspace workspace, TrainingBacklog backlog, TimeProvider clock)
{
    /// <summary>Schedules that a workspace may have.</summary>
    public const int MostSchedules = 100;

    private static readonly TimeSpan Shortest = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan Longest = TimeSpan.FromDays(366);
    private static readonly TimeSpan LongestWait = TimeSpan.FromHours(6);
    private readonly Lock changing = new();
    private TaskCompletionSource changed = New();

    /// <summary>Told of a training that was due and could not be asked for; it is tried again when it is due next.</summary>
    public Action<TrainingSchedule, KuajieException>? Refused { get; set; }

    /// <summary>All schedules in order of id.</summary>
    public IReadOnlyList<TrainingSchedule> All() => workspace.TrainingRuns.Schedules();

    /// <summary>Makes a schedule or changes one; it is due next when one interval has passed, or at a given moment.</summary>
    /// <exception cref="KuajieException">The id, the interval or the order is not usable, or there are too many.</exception>
    public TrainingSchedule Put(string scheduleId, TrainingOrder order, TimeSpan interval, DateTimeOffset? firstAt, bool isPaused)
    {
        TrainingOrders.ThrowIfInvalid(order, workspace.Partners);
        if (!DomainName.IsValid(scheduleId))
        {
            throw TrainingTexts.Source.Fault(
                "schedule-id",
                "ScheduleId",
                isUsage: true,
                arguments: [scheduleId, DomainName.MostCharacters]
            );
        }
        if (interval < Shortest || interval > Longest)
        {
            throw TrainingTexts.Source.Fault("interval", "Interval", isUsage: true, arguments: [interval.TotalMinutes, Longest.TotalDays]);
        }
        lock (changing)
        {
            if (All().Count >= MostSchedules && All().All(known => known.ScheduleId != scheduleId))
            {
                throw TrainingTexts.Source.Fault("too-many-schedules", "TooManySchedules", arguments: [MostSchedules]);
            }
            var schedule = new TrainingSchedule(scheduleId, order, interval, firstAt ?? (clock.GetUtcNow() + interval), isPaused);
            Keep(schedule);
            return schedule;
        }
    }

    /// <summary>Forgets a schedule and returns whether there was one.</summary>
    public bool Remove(string scheduleId)
    {
        lock (changing)
        {
            var isKnown = All().Any(schedule => schedule.ScheduleId == scheduleId);
            workspace.TrainingRuns.RemoveSchedule(scheduleId);
            return isKnown;
        }
    }

    /// <summary>Asks for what is due, and waits for the next, until cancelled.</summary>
    public async Task WorkAsync(CancellationToken cancellation)
    {
        while (true)
        {
            Task wake;
            lock (changing)
            {
                wake = changed.Task;
            }
            var next = SubmitDue();
            using var ending = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
            var due = next is { } moment
                ? Task.Delay(Until(moment), clock, ending.Token)
                : Task.Delay(Timeout.InfiniteTimeSpan, ending.Token);
            await Task.WhenAny(due, wake);
            await ending.CancelAsync();
            cancellation.ThrowIfCancellationRequested();
        }
    }

    /// <summary>Asks for every training that is due and returns when the next one is, or null where there is none.</summary>
    public DateTimeOffset? SubmitDue()
    {
        lock (changing)
        {
            var now = clock.GetUtcNow();
            foreach (var schedule in All().Where(schedule => !schedule.IsPaused && schedule.NextAt <= now))
            {
                TrySubmit(schedule);
                var missed = Math.Floor((now - schedule.NextAt) / schedule.Interval);
                workspace.TrainingRuns.Put(schedule with { NextAt = schedule.NextAt + ((missed + 1) * schedule.Interval) });
            }
            return All().Where(schedule => !schedule.IsPaused).Select(schedule => (DateTimeOffset?)schedule.NextAt).Min();
        }
    }

    private void TrySubmit(TrainingSchedule schedule)
    {
        try
        {
            backlog.Submit(schedule.Order, $"schedule {schedule.ScheduleId}");
        }
        catch (KuajieException fault)
        {
            Refused?.Invoke(schedule, fault);
        }
    }

    private void Keep(TrainingSchedule schedule)
    {
        workspace.TrainingRuns.Put(schedule);
        var waiting = changed;
        changed = New();
        waiting.SetResult();
    }

    /// <summary>How long to wait for a moment; not longer than timers can and than is good where the machine's clock may be set.</summary>
    private TimeSpan Until(DateTimeOffset moment)
    {
        var left = moment - clock.GetUtcNow();
        return left <= TimeSpan.Zero ? TimeSpan.Zero
            : left < LongestWait ? left
            : LongestWait;
    }

    private static TaskCompletionSource New() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
