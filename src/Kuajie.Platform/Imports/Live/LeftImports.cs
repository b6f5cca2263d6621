namespace Kuajie.Platform.Imports.Live;

/// <summary>What becomes of imports that an earlier process left waiting or running, and of their files.</summary>
internal static class LeftImports
{
    /// <summary>How often an import is begun: one that ended the process so often would end this one too.</summary>
    private const int MostStarts = 3;

    /// <summary>The import as it stands after the end of its process. One that is not over is to be done again from the beginning.</summary>
    /// <param name="left">What was recorded.</param>
    /// <param name="record">What the record of all imports knows by now, or null.</param>
    /// <param name="folder">Where its files should lie.</param>
    /// <param name="clock">The clock.</param>
    public static UploadedImport Settle(UploadedImport left, ImportRecord? record, string folder, TimeProvider clock)
    {
        var run = left.Run with { EndedAt = clock.GetUtcNow() };
        if (record is { State: ImportState.Completed })
        {
            var report = record.ReportJson;
            return left with { Run = run with { State = ImportRunState.Succeeded, EndedAt = record.FinishedAt, ReportJson = report } };
        }
        if (left.IsCancelled)
        {
            return left with { Run = run with { State = ImportRunState.Cancelled } };
        }
        var isWhole = left.Form.Files.All(name => File.Exists(Path.Combine(folder, name)));
        return isWhole && left.Starts < MostStarts
            ? left with
            {
                Run = left.Run with { State = ImportRunState.Waiting, StartedAt = null },
            }
            : left with
            {
                Run = run with
                {
                    State = ImportRunState.Interrupted,
                    FaultCode = "interrupted",
                    FaultText = ImportTexts.Source.Format(isWhole ? "InterruptedOften" : "InterruptedWithoutFiles", left.Starts),
                },
            };
    }

    /// <summary>Removes the folders of imports that are over.</summary>
    public static void RemoveFolders(string folder, IEnumerable<string> unfinished)
    {
        var kept = unfinished.ToHashSet(StringComparer.Ordinal);
        foreach (var below in Directory.Exists(folder) ? Directory.GetDirectories(folder) : [])
        {
            if (!kept.Contains(Path.GetFileName(below)))
            {
                RemoveFolder(below);
            }
        }
    }

    public static void RemoveFolder(string folder)
    {
        try
        {
            Directory.Delete(folder, recursive: true);
        }
        catch (Exception refusal) when (refusal is IOException or UnauthorizedAccessException)
        {
            // Gone already, or held by a scanner, perhaps: the next start tries again.
        }
    }
}
