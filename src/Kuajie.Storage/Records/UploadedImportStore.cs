using System.Text.Json;
using System.Text.Json.Serialization;
using Kuajie.Platform.Imports.Live;
using Microsoft.EntityFrameworkCore;

namespace Kuajie.Storage.Records;

/// <summary>Imports asked for over the network in the records, each whole as JSON beside what it is searched by.</summary>
public sealed class UploadedImportStore(RecordsDatabase database) : IUploadedImportStore
{
    private static readonly JsonSerializerOptions Json = new() { Converters = { new JsonStringEnumConverter() } };

    /// <inheritdoc/>
    public void Put(UploadedImport import)
    {
        ArgumentNullException.ThrowIfNull(import);
        var run = import.Run;
        using var context = database.OpenContext();
        var row = new RecordedUpload(run.ImportId, run.Domain, run.HasEnded, JsonSerializer.Serialize(import, Json));
        context.Entry(row).State = context.Uploads.Any(known => known.ImportId == run.ImportId) ? EntityState.Modified : EntityState.Added;
        context.SaveChanges();
    }

    /// <inheritdoc/>
    public UploadedImport? Find(string importId)
    {
        using var context = database.OpenContext();
        return context.Uploads.AsNoTracking().FirstOrDefault(row => row.ImportId == importId) is { } row ? Read(row) : null;
    }

    /// <inheritdoc/>
    public IReadOnlyList<UploadedImport> Of(string domain, int most)
    {
        using var context = database.OpenContext();
        var rows = context.Uploads.AsNoTracking().Where(row => row.Domain == domain).OrderByDescending(row => row.ImportId).Take(most);
        return [.. rows.AsEnumerable().Select(Read)];
    }

    /// <inheritdoc/>
    public IReadOnlyList<UploadedImport> Unfinished()
    {
        using var context = database.OpenContext();
        return [.. context.Uploads.AsNoTracking().Where(row => !row.IsOver).OrderBy(row => row.ImportId).AsEnumerable().Select(Read)];
    }

    /// <inheritdoc/>
    public long EraseUser(string domain, string userId)
    {
        var changed = 0L;
        using (var context = database.OpenContext())
        {
            var over = context
                .Uploads.AsNoTracking()
                .Where(row => row.Domain == domain && row.IsOver)
                .AsEnumerable()
                .Select(Read)
                .ToArray();
            foreach (var import in over)
            {
                if (import.Run.Without(userId) is { } cleaned)
                {
                    var written = JsonSerializer.Serialize(import with { Run = cleaned }, Json);
                    changed += context
                        .Uploads.Where(row => row.ImportId == cleaned.ImportId)
                        .ExecuteUpdate(change => change.SetProperty(row => row.RecordJson, written));
                }
            }
        }
        database.ForgetDeletedRows();
        return changed;
    }

    private static UploadedImport Read(RecordedUpload row) => JsonSerializer.Deserialize<UploadedImport>(row.RecordJson, Json)!;
}

/// <summary>An import asked for over the network as a row.</summary>
internal sealed record RecordedUpload(string ImportId, string Domain, bool IsOver, string RecordJson);
