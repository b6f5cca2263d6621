using Kuajie.Platform.Workbooks;
using Microsoft.EntityFrameworkCore;

namespace Kuajie.Storage.Records;

/// <summary>Workbooks in the records.</summary>
public sealed class WorkbookStore(RecordsDatabase database) : IWorkbookStore
{
    /// <inheritdoc/>
    public IReadOnlyList<WorkbookEntry> Of(string domain, WorkbookKind kind)
    {
        using var context = database.OpenContext();
        return
        [
            .. context
                .Workbooks.AsNoTracking()
                .Where(workbook => workbook.Domain == domain && workbook.Kind == kind)
                .Select(workbook => new WorkbookEntry(workbook.Name, workbook.ChangedAt))
                .AsEnumerable()
                .OrderBy(workbook => workbook.Name, StringComparer.Ordinal),
        ];
    }

    /// <inheritdoc/>
    public Workbook? Find(string domain, WorkbookKind kind, string name)
    {
        using var context = database.OpenContext();
        return context
            .Workbooks.AsNoTracking()
            .SingleOrDefault(workbook => workbook.Domain == domain && workbook.Kind == kind && workbook.Name == name);
    }

    /// <inheritdoc/>
    public void Put(Workbook workbook)
    {
        ArgumentNullException.ThrowIfNull(workbook);
        using var context = database.OpenContext();
        var isKnown = context
            .Workbooks.AsNoTracking()
            .Any(known => known.Domain == workbook.Domain && known.Kind == workbook.Kind && known.Name == workbook.Name);
        context.Entry(workbook).State = isKnown ? EntityState.Modified : EntityState.Added;
        context.SaveChanges();
    }

    /// <inheritdoc/>
    public bool Remove(string domain, WorkbookKind kind, string name)
    {
        using var context = database.OpenContext();
        return context
                .Workbooks.Where(workbook => workbook.Domain == domain && workbook.Kind == kind && workbook.Name == name)
                .ExecuteDelete() > 0;
    }
}
