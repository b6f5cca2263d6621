using Kuajie.Platform.Imports;

namespace Kuajie.Storage.Workspaces;

/// <summary>
/// Settles what a killed process left: the event store's own list decides whether an import that is still called running is whole or absent, and
/// staged files are removed. Runs under the lock, so nothing it meets is in use. Safe to repeat.
/// </summary>
internal static class InterruptedWork
{
    public static void Settle(Workspace workspace, TimeProvider clock)
    {
        var running = workspace.Imports.All().Where(import => import.State == ImportState.Running).ToArray();
        if (running.Length > 0)
        {
            var committed = workspace.Events.CommittedImports();
            foreach (var import in running)
            {
                Settle(workspace.Imports, import, committed, clock.GetUtcNow());
            }
        }
        EmptyFolder(workspace.Layout.Staging);
    }

    private static void Settle(IImportStore imports, ImportRecord import, IReadOnlyDictionary<string, string> committed, DateTimeOffset now)
    {
        if (committed.TryGetValue(import.ImportId, out var reportJson))
        {
            imports.Complete(import.ImportId, now, reportJson);
        }
        else
        {
            imports.Interrupt(import.ImportId, now);
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
