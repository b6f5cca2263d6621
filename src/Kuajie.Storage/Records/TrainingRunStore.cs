using System.Text.Json;
using Kuajie.Platform.Training.Runs;
using Microsoft.EntityFrameworkCore;

namespace Kuajie.Storage.Records;

/// <summary>Trainings and their schedules in the records, each whole as JSON: they are read and written as a whole and never searched by their parts.</summary>
public sealed class TrainingRunStore(RecordsDatabase database) : ITrainingRunStore
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerOptions.Default);

    /// <inheritdoc/>
    public IReadOnlyList<TrainingRunRecord> Runs()
    {
        using var context = database.OpenContext();
        return
        [
            .. context
                .TrainingRuns.AsNoTracking()
                .AsEnumerable()
                .OrderByDescending(run => run.RequestedAt)
                .ThenByDescending(run => run.RunId, StringComparer.Ordinal)
                .Select(run => JsonSerializer.Deserialize<TrainingRunRecord>(run.RecordJson, Json)!),
        ];
    }

    /// <inheritdoc/>
    public void Put(TrainingRunRecord run)
    {
        ArgumentNullException.ThrowIfNull(run);
        using var context = database.OpenContext();
        var row = new RecordedRun(run.RunId, run.RequestedAt, JsonSerializer.Serialize(run, Json));
        context.Entry(row).State = context.TrainingRuns.Any(known => known.RunId == run.RunId) ? EntityState.Modified : EntityState.Added;
        context.SaveChanges();
    }

    /// <inheritdoc/>
    public IReadOnlyList<TrainingSchedule> Schedules()
    {
        using var context = database.OpenContext();
        return
        [
            .. context
                .TrainingSchedules.AsNoTracking()
                .AsEnumerable()
                .OrderBy(schedule => schedule.ScheduleId, StringComparer.Ordinal)
                .Select(schedule => JsonSerializer.Deserialize<TrainingSchedule>(schedule.RecordJson, Json)!),
        ];
    }

    /// <inheritdoc/>
    public void Put(TrainingSchedule schedule)
    {
        ArgumentNullException.ThrowIfNull(schedule);
        using var context = database.OpenContext();
        var row = new RecordedSchedule(schedule.ScheduleId, JsonSerializer.Serialize(schedule, Json));
        var isKnown = context.TrainingSchedules.Any(known => known.ScheduleId == schedule.ScheduleId);
        context.Entry(row).State = isKnown ? EntityState.Modified : EntityState.Added;
        context.SaveChanges();
    }

    /// <inheritdoc/>
    public void RemoveSchedule(string scheduleId)
    {
        using var context = database.OpenContext();
        context.TrainingSchedules.RemoveRange(context.TrainingSchedules.Where(schedule => schedule.ScheduleId == scheduleId));
        context.SaveChanges();
    }
}

/// <summary>A training as a row.</summary>
internal sealed record RecordedRun(string RunId, DateTimeOffset RequestedAt, string RecordJson);

/// <summary>A schedule as a row.</summary>
internal sealed record RecordedSchedule(string ScheduleId, string RecordJson);
