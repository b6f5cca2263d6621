using Kuajie.Platform.Workspaces;

namespace Kuajie.Platform.Imports.Live;

/// <summary>Imports as the records of a workspace tell them: those asked for over the network, and those of the command line.</summary>
internal sealed class RecordedImports(IWorkspace workspace)
{
    /// <summary>The latest imports of a domain, in no particular order.</summary>
    public IEnumerable<ImportRun> Of(string domain, int most)
    {
        var all = workspace.Imports.All().Where(record => record.Domain == domain).ToDictionary(record => record.ImportId, ImportRun.Of);
        return workspace
            .Uploads.Of(domain, most)
            .Select(import => Current(import.Run, all.GetValueOrDefault(import.Run.ImportId)))
            .Concat(all.Values)
            .DistinctBy(run => run.ImportId);
    }

    /// <summary>An import, or null.</summary>
    public ImportRun? Find(string importId)
    {
        var record = workspace.Imports.All().Where(record => record.ImportId == importId).Select(ImportRun.Of).FirstOrDefault();
        return workspace.Uploads.Find(importId) is { } upload ? Current(upload.Run, record) : record;
    }

    /// <summary>Records how far an import came. A disk that takes no more must not take the queue down: then the next process does it again, which changes nothing.</summary>
    public void Put(UploadedImport import)
    {
        try
        {
            workspace.Uploads.Put(import);
        }
        catch (Exception refusal) when (refusal is not OutOfMemoryException)
        {
            // Told by whatever else writes: events and the import itself answer or fail with it.
        }
    }

    /// <summary>What somebody took back since is known to the record of all imports alone.</summary>
    private static ImportRun Current(ImportRun upload, ImportRun? record) =>
        record is { State: ImportRunState.Withdrawn } ? upload with { State = ImportRunState.Withdrawn, ReportJson = null } : upload;
}
