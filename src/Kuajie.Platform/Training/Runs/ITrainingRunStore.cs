using Kuajie.Platform.Progress;

namespace Kuajie.Platform.Training.Runs;

/// <summary>Where trainings and their schedules are recorded.</summary>
public interface ITrainingRunStore : IRunStore<TrainingRunRecord>
{
    /// <summary>All schedules in order of id.</summary>
    IReadOnlyList<TrainingSchedule> Schedules();

    /// <summary>Adds a schedule or puts a changed one in the place of the one with its id.</summary>
    void Put(TrainingSchedule schedule);

    /// <summary>Forgets a schedule. Nothing happens where there is none.</summary>
    void RemoveSchedule(string scheduleId);
}

/// <summary>A training that is asked for again and again.</summary>
/// <param name="ScheduleId">Its id, chosen by whoever makes it.</param>
/// <param name="Order">What is trained.</param>
/// <param name="Interval">Time from one to the next.</param>
/// <param name="NextAt">When it is due next.</param>
/// <param name="IsPaused">Whether it waits until somebody lets it go on.</param>
public sealed record TrainingSchedule(string ScheduleId, TrainingOrder Order, TimeSpan Interval, DateTimeOffset NextAt, bool IsPaused);
