using Kuajie.Platform.Training.Runs;

namespace Kuajie.Conformance.InMemory;

/// <summary>Trainings and schedules by their ids.</summary>
public sealed class InMemoryTrainingRunStore : ITrainingRunStore
{
    private readonly Lock changing = new();
    private readonly Dictionary<string, TrainingRunRecord> runs = new(StringComparer.Ordinal);
    private readonly SortedDictionary<string, TrainingSchedule> schedules = new(StringComparer.Ordinal);

    public IReadOnlyList<TrainingRunRecord> Runs()
    {
        lock (changing)
        {
            return [.. runs.Values.OrderByDescending(run => run.RequestedAt).ThenByDescending(run => run.RunId, StringComparer.Ordinal)];
        }
    }

    public void Put(TrainingRunRecord run)
    {
        lock (changing)
        {
            runs[run.RunId] = run;
        }
    }

    public IReadOnlyList<TrainingSchedule> Schedules()
    {
        lock (changing)
        {
            return [.. schedules.Values];
        }
    }

    public void Put(TrainingSchedule schedule)
    {
        lock (changing)
        {
            schedules[schedule.ScheduleId] = schedule;
        }
    }

    public void RemoveSchedule(string scheduleId)
    {
        lock (changing)
        {
            schedules.Remove(scheduleId);
        }
    }
}
