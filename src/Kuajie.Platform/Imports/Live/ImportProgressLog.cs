using System.Runtime.CompilerServices;

namespace Kuajie.Platform.Imports.Live;

/// <summary>
/// The progress of one import: written by the thread that imports, followed by as many readers as come, from any message on. Of one stage there is at most one message in a
/// quarter of a second, changes of stage aside.
/// </summary>
public sealed class ImportProgressLog : IImportObserver
{
    /// <summary>Messages kept; of a longer import the oldest are forgotten.</summary>
    public const int MostKept = 1_000;

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(250);
    private readonly Lock writing = new();
    private readonly Queue<ImportStep> steps = new();
    private readonly TimeProvider clock;
    private TaskCompletionSource changed = New();
    private ImportStage stage;
    private long? expected;
    private long lastWritten;
    private int count;

    /// <summary>An import that waits.</summary>
    public ImportProgressLog(TimeProvider clock)
    {
        this.clock = clock;
        Write(ImportStage.Waiting, 0, null, isNotable: true);
    }

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

    /// <summary>All messages after a number, and then each as it comes, until the import is over.</summary>
    /// <param name="after">Number of the last message the reader has; 0 for none.</param>
    /// <param name="cancellation">Ends the reading.</param>
    public async IAsyncEnumerable<ImportStep> FollowAsync(int after, [EnumeratorCancellation] CancellationToken cancellation)
    {
        while (true)
        {
            var (news, next) = News(after);
            foreach (var step in news)
            {
                yield return step;
                if (step.Stage == ImportStage.Ended)
                {
                    yield break;
                }
                after = step.Number;
            }
            await next.WaitAsync(cancellation);
        }
    }

    private (ImportStep[] News, Task Next) News(int after)
    {
        lock (writing)
        {
            return ([.. steps.Where(step => step.Number > after)], changed.Task);
        }
    }

    private void Write(ImportStage now, long rows, long? all, bool isNotable)
    {
        lock (writing)
        {
            var timestamp = clock.GetTimestamp();
            (stage, expected) = (now, all);
            if (!isNotable && clock.GetElapsedTime(lastWritten, timestamp) < Pause)
            {
                return;
            }
            lastWritten = timestamp;
            steps.Enqueue(new ImportStep(++count, clock.GetUtcNow(), now, rows, all));
            if (steps.Count > MostKept)
            {
                steps.Dequeue();
            }
            var waiting = changed;
            changed = New();
            waiting.SetResult();
        }
    }

    private static TaskCompletionSource New() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
