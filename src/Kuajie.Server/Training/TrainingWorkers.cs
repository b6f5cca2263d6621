using Kuajie.Platform.Faults;
using Kuajie.Platform.Training.Runs;
using Kuajie.Platform.Workspaces;
using Kuajie.Server.Operations;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Kuajie.Server.Training;

/// <summary>What trains, keeps schedules and watches the serving versions while the service runs.</summary>
internal static class TrainingWorkers
{
    public static void Add(IServiceCollection services, ServerSettings settings)
    {
        services.AddSingleton<ServingChanges>();
        services.AddSingleton(parts => NewQueue(parts, settings));
        services.AddSingleton(NewSchedules);
        services.AddSingleton(NewWatch);
        services.AddHostedService<QueueWorker>();
        services.AddHostedService<ScheduleWorker>();
        services.AddHostedService<WatchWorker>();
    }

    private static TrainingBacklog NewQueue(IServiceProvider parts, ServerSettings settings)
    {
        var changes = parts.GetRequiredService<ServingChanges>();
        var log = parts.GetRequiredService<ILogger<QueueWorker>>();
        var backlog = new TrainingBacklog(
            parts.GetRequiredService<IWorkspace>(),
            parts.GetRequiredService<TimeProvider>(),
            settings.TrainingThreads
        )
        {
            Promoted = _ => changes.Tell(),
            Met = (run, defect) => RunLog.Defect(log, run, defect),
        };
        return backlog;
    }

    private static TrainingSchedules NewSchedules(IServiceProvider parts)
    {
        var log = parts.GetRequiredService<ILogger<ScheduleWorker>>();
        return new TrainingSchedules(
            parts.GetRequiredService<IWorkspace>(),
            parts.GetRequiredService<TrainingBacklog>(),
            parts.GetRequiredService<TimeProvider>()
        )
        {
            Refused = (schedule, fault) => TrainingLog.ScheduleRefused(log, schedule.ScheduleId, fault.Code),
        };
    }

    private static ServingWatch NewWatch(IServiceProvider parts)
    {
        var log = parts.GetRequiredService<ILogger<WatchWorker>>();
        var changes = parts.GetRequiredService<ServingChanges>();
        return new ServingWatch(parts.GetRequiredService<IWorkspace>(), parts.GetRequiredService<TimeProvider>())
        {
            RolledBack = verdict =>
            {
                TrainingLog.RolledBack(log, verdict.First, verdict.Second, verdict.Users);
                changes.Tell();
            },
        };
    }
}

/// <summary>Trains what waits.</summary>
internal sealed class QueueWorker(TrainingBacklog backlog, TimeProvider clock, ILogger<QueueWorker> log) : LastingWork(clock, log)
{
    protected override Task WorkAsync(CancellationToken stopping) => backlog.WorkAsync(stopping);
}

/// <summary>Asks for what is due.</summary>
internal sealed class ScheduleWorker(TrainingSchedules schedules, TimeProvider clock, ILogger<ScheduleWorker> log) : LastingWork(clock, log)
{
    protected override Task WorkAsync(CancellationToken stopping) => schedules.WorkAsync(stopping);
}

/// <summary>Looks at what serves, every so often.</summary>
internal sealed class WatchWorker(ServingWatch watch, ServerSettings settings, TimeProvider clock, ILogger<WatchWorker> log)
    : LastingWork(clock, log)
{
    private readonly TimeProvider clock = clock;
    private readonly ILogger log = log;

    protected override async Task WorkAsync(CancellationToken stopping)
    {
        using var timer = new PeriodicTimer(settings.WatchInterval, clock);
        while (await timer.WaitForNextTickAsync(stopping))
        {
            Look(stopping);
        }
    }

    private void Look(CancellationToken cancellation)
    {
        try
        {
            watch.Look(cancellation);
        }
        catch (KuajieException fault)
        {
            TrainingLog.NotWatched(log, fault.Code);
        }
    }
}

/// <summary>What the log says of trainings: ids and codes alone.</summary>
internal static partial class TrainingLog
{
    [LoggerMessage(LogLevel.Warning, "The training of schedule {Schedule} was due and could not be asked for: {Code}.")]
    public static partial void ScheduleRefused(ILogger log, string schedule, string code);

    [LoggerMessage(LogLevel.Warning, "Version {Version} did worse than {Before} on {Users} users; {Before} serves again.")]
    public static partial void RolledBack(ILogger log, string version, string before, int users);

    [LoggerMessage(LogLevel.Warning, "What serves could not be looked at: {Code}.")]
    public static partial void NotWatched(ILogger log, string code);
}
