using System.Text.Json;
using Kuajie.Platform.Audience.Runs;
using Microsoft.EntityFrameworkCore;

namespace Kuajie.Storage.Records;

/// <summary>Long work on audiences in the records, each run whole as JSON, its answer beside it: lists do not read answers.</summary>
public sealed class AudienceRunStore(RecordsDatabase database) : IAudienceRunStore
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerOptions.Default);

    /// <inheritdoc/>
    public IReadOnlyList<AudienceRunRecord> Runs()
    {
        using var context = database.OpenContext();
        return
        [
            .. context
                .AudienceRuns.AsNoTracking()
                .Select(run => new
                {
                    run.RunId,
                    run.RequestedAt,
                    run.RecordJson,
                })
                .AsEnumerable()
                .OrderByDescending(run => run.RequestedAt)
                .ThenByDescending(run => run.RunId, StringComparer.Ordinal)
                .Select(run => TryRead(run.RecordJson))
                .OfType<AudienceRunRecord>(),
        ];
    }

    /// <inheritdoc/>
    public void Put(AudienceRunRecord run)
    {
        ArgumentNullException.ThrowIfNull(run);
        using var context = database.OpenContext();
        var json = JsonSerializer.Serialize(run, Json);
        if (!context.AudienceRuns.Any(known => known.RunId == run.RunId))
        {
            context.AudienceRuns.Add(new RecordedAudienceRun(run.RunId, run.RequestedAt, json, null));
            context.SaveChanges();
            return;
        }
        context
            .AudienceRuns.Where(known => known.RunId == run.RunId)
            .ExecuteUpdate(set => set.SetProperty(known => known.RecordJson, json));
    }

    /// <inheritdoc/>
    public string? AnswerOf(string runId)
    {
        using var context = database.OpenContext();
        return context.AudienceRuns.Where(run => run.RunId == runId).Select(run => run.AnswerJson).SingleOrDefault();
    }

    /// <inheritdoc/>
    public void PutAnswer(string runId, string answerJson)
    {
        using var context = database.OpenContext();
        context.AudienceRuns.Where(run => run.RunId == runId).ExecuteUpdate(set => set.SetProperty(run => run.AnswerJson, answerJson));
    }

    /// <inheritdoc/>
    public void Remove(string runId)
    {
        using var context = database.OpenContext();
        context.AudienceRuns.Where(run => run.RunId == runId).ExecuteDelete();
    }

    /// <summary>A run, or null where it was written by a program that knew other options: one that cannot be read must not hide the others.</summary>
    private static AudienceRunRecord? TryRead(string json)
    {
        try
        {
            return JsonSerializer.Deserialize<AudienceRunRecord>(json, Json);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}

/// <summary>Long work on an audience as a row.</summary>
internal sealed record RecordedAudienceRun(string RunId, DateTimeOffset RequestedAt, string RecordJson, string? AnswerJson);
