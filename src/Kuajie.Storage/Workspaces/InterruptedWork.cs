using System.Globalization;
using Kuajie.Platform.Imports;
using Kuajie.Storage.ModelFiles;
using Kuajie.Storage.Records;

namespace Kuajie.Storage.Workspaces;

/// <summary>
/// Settles what a killed process left: the event store's own list decides whether an import that is still called running is whole or absent, and
/// a staged model file of a recorded version is moved into place, other staged files are removed. Runs under the lock, so nothing it meets is in use. Safe to repeat.
/// </summary>
internal static class InterruptedWork
{
    public static void Settle(Workspace workspace, TimeProvider clock)
    {
        if (IsAny(workspace.Records))
        {
            var committed = workspace.Events.CommittedImports();
            foreach (var import in workspace.Imports.All().Where(IsCutOff))
            {
                RescueRejectedRows(workspace, import.ImportId, committed);
                Settle(workspace.Imports, import, committed, clock.GetUtcNow());
            }
        }
        new ModelFileStore(workspace.Layout.Models, workspace.Layout.Staging).PublishRecorded(id => workspace.Models.Find(id) is not null);
        EmptyFolder(workspace.Layout.Staging);
    }

    /// <summary>Whether an import's record says less than the event store knows. Asked on every opening, so without waiting for the contexts' model.</summary>
    internal static bool IsAny(RecordsDatabase records)
    {
        using var connection = records.OpenConnection();
        using var command = connection.CreateCommand();
        command.CommandText = $"SELECT COUNT(*) FROM import WHERE state IN ({(int)ImportState.Running}, {(int)ImportState.Withdrawing})";
        return Convert.ToInt64(command.ExecuteScalar(), CultureInfo.InvariantCulture) > 0;
    }

    private static bool IsCutOff(ImportRecord import) => import.State is ImportState.Running or ImportState.Withdrawing;

    private static void Settle(IImportStore imports, ImportRecord import, IReadOnlyDictionary<string, string> committed, DateTimeOffset now)
    {
        if (committed.TryGetValue(import.ImportId, out var reportJson))
        {
            imports.Complete(import.ImportId, now, reportJson);
        }
        else if (import.State == ImportState.Withdrawing)
        {
            imports.Withdraw(import.ImportId, now);
        }
        else
        {
            imports.Interrupt(import.ImportId, now);
        }
    }

    /// <summary>Rejected rows are written whole before the commit and move to the reports after it: killed in between, they still lie in the staging folder.</summary>
    private static void RescueRejectedRows(Workspace workspace, string importId, IReadOnlyDictionary<string, string> committed)
    {
        var staged = Path.Combine(workspace.Layout.Staging, importId, "rejected.csv");
        if (committed.ContainsKey(importId) && File.Exists(staged))
        {
            var folder = Path.Combine(workspace.ReportsFolder, "imports", importId);
            Directory.CreateDirectory(folder);
            File.Move(staged, Path.Combine(folder, "rejected.csv"), overwrite: true);
        }
    }

    private static void EmptyFolder(string folder)
    {
        foreach (var below in Directory.EnumerateDirectories(folder))
        {
            Directory.Delete(below, recursive: true);
        }
        foreach (var file in Directory.EnumerateFiles(folder))
        {
            File.Delete(file);
        }
    }
}
