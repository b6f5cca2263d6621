using Kuajie.Platform.Progress;

namespace Kuajie.Platform.Imports.Live;

/// <summary>What an import tells of itself, as a log that can be followed. Changes of stage are always told.</summary>
public sealed class ImportProgressLog : IImportObserver
{
    /// <summary>Messages kept; of a longer import the oldest are forgotten.</summary>
    public const int MostKept = 1_000;

    private ImportStage stage;
    private long? expected;

    /// <summary>An import that waits.</summary>
    public ImportProgressLog(TimeProvider clock)
    {
        Log = new FollowedLog<ImportStep>(clock, MostKept);
        Write(ImportStage.Waiting, 0, null, isNotable: true);
    }

    /// <summary>The messages.</summary>
    public FollowedLog<ImportStep> Log { get; }

    /// <inheritdoc/>
    public void Begin(ImportPhase phase, long? expectedRows)
    {
        var begun = phase switch
        {
            ImportPhase.Fingerprint => ImportStage.Fingerprint,
            ImportPhase.Read => ImportStage.Read,
            ImportPhase.Clean => ImportStage.Clean,
            ImportPhase.Deduplicate => ImportStage.Deduplicate,
            _ => ImportStage.Measure,
        };
        Write(begun, 0, expectedRows, isNotable: true);
    }

    /// <inheritdoc/>
    public void Report(long rows, long? expectedRows) => Write(stage, rows, expectedRows ?? expected, isNotable: false);

    /// <summary>Says that the import is over; readers end after this message.</summary>
    public void End() => Write(ImportStage.Ended, 0, null, isNotable: true);

    private void Write(ImportStage now, long rows, long? all, bool isNotable) =>
        Log.Write(
            () =>
            {
                (stage, expected) = (now, all);
                return isNotable;
            },
            (number, at) => new ImportStep(number, at, now, rows, all)
        );
}
