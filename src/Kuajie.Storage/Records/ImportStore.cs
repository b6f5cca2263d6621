using Kuajie.Platform.Imports;
using Microsoft.EntityFrameworkCore;

namespace Kuajie.Storage.Records;

/// <summary>Imports in the records.</summary>
public sealed class ImportStore(RecordsDatabase database) : IImportStore
{
    /// <inheritdoc/>
    public void Begin(ImportRecord import)
    {
        using var context = database.OpenContext();
        var isCutOff = context.Imports.Any(known => known.ImportId == import.ImportId && known.State == ImportState.Interrupted);
        context.Entry(import).State = isCutOff ? EntityState.Modified : EntityState.Added;
        context.SaveChanges();
    }

    /// <inheritdoc/>
    public void Complete(string importId, DateTimeOffset finishedAt, string reportJson) =>
        Finish(importId, ImportState.Completed, finishedAt, reportJson);

    /// <inheritdoc/>
    public void Interrupt(string importId, DateTimeOffset finishedAt) => Finish(importId, ImportState.Interrupted, finishedAt, null);

    /// <inheritdoc/>
    public void BeginWithdrawal(string importId)
    {
        using var context = database.OpenContext();
        context
            .Imports.Where(import => import.ImportId == importId && import.State == ImportState.Completed)
            .ExecuteUpdate(change => change.SetProperty(import => import.State, ImportState.Withdrawing));
    }

    /// <inheritdoc/>
    public void Withdraw(string importId, DateTimeOffset finishedAt) => Finish(importId, ImportState.Withdrawn, finishedAt, null);

    /// <inheritdoc/>
    public ImportRecord? FindCompleted(string domain, string contentHash)
    {
        using var context = database.OpenContext();
        return context
            .Imports.AsNoTracking()
            .Where(import => import.Domain == domain && import.ContentHash == contentHash && import.State == ImportState.Completed)
            .OrderByDescending(import => import.ImportId)
            .FirstOrDefault();
    }

    /// <inheritdoc/>
    public IReadOnlyList<ImportRecord> All()
    {
        using var context = database.OpenContext();
        return
        [
            .. context
                .Imports.AsNoTracking()
                .AsEnumerable()
                .OrderByDescending(import => import.StartedAt)
                .ThenByDescending(import => import.ImportId, StringComparer.Ordinal),
        ];
    }

    /// <inheritdoc/>
    public long EraseUser(string domain, string userId)
    {
        var changed = 0L;
        using (var context = database.OpenContext())
        {
            foreach (
                var import in context.Imports.AsNoTracking().Where(import => import.Domain == domain && import.ReportJson != null).ToArray()
            )
            {
                if (ReportMentions.Remove(userId, import.ReportJson!) is { } cleaned)
                {
                    changed += context
                        .Imports.Where(row => row.ImportId == import.ImportId)
                        .ExecuteUpdate(change => change.SetProperty(row => row.ReportJson, cleaned));
                }
            }
        }
        database.ForgetDeletedRows();
        return changed;
    }

    private void Finish(string importId, ImportState state, DateTimeOffset finishedAt, string? reportJson)
    {
        using var context = database.OpenContext();
        var changed = context
            .Imports.Where(import => import.ImportId == importId)
            .ExecuteUpdate(change =>
                change
                    .SetProperty(import => import.State, state)
                    .SetProperty(import => import.FinishedAt, finishedAt)
                    .SetProperty(import => import.ReportJson, reportJson)
            );
        if (changed == 0)
        {
            throw new InvalidOperationException($"Found no import '{importId}'; expected one that was begun.");
        }
    }
}
