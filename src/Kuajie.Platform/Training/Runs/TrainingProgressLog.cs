using System.Runtime.CompilerServices;
using Kuajie.Algorithms.Datasets;
using Kuajie.Algorithms.Models;
using Kuajie.Platform.Training.Benchmarks;

namespace Kuajie.Platform.Training.Runs;

/// <summary>
/// The progress of one training: written by the thread that trains, followed by as many readers as come, from any message on. Messages that say little new are
/// thinned out: at most one of a stage within a quarter of a second, candidates and changes of stage always.
/// </summary>
public sealed class TrainingProgressLog(TimeProvider clock) : ITrainingListener
{
    /// <summary>Messages kept; of a longer training the oldest are forgotten.</summary>
    public const int MostKept = 5_000;

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(250);
    private readonly Lock writing = new();
    private readonly Queue<TrainingStep> steps = new();
    private TaskCompletionSource changed = New();
    private int count;
    private TrainingStage stage = TrainingStage.Waiting;
    private long stageStarted = clock.GetTimestamp();
    private long lastWritten;
    private string? model;

    /// <inheritdoc/>
    public IProgress<long> RowsRead => new Receiver<long>(rows => Write(TrainingStage.Reading, rows, null));

    /// <inheritdoc/>
    public IProgress<BenchmarkProgress> Selection =>
        new Receiver<BenchmarkProgress>(progress =>
        {
            model = progress.Model;
            Write(TrainingStage.Selecting, progress.Done, progress.Total, ndcg: progress.ValidationNdcg, isNotable: true);
        });

    /// <inheritdoc/>
    public IProgress<TrainingProgress> TrainingSteps =>
        new Receiver<TrainingProgress>(progress =>
            Write(
                TrainingStage.Fitting,
                progress.StepsDone,
                progress.StepsTotal,
                loss: progress.Loss,
                isNotable: progress.StepsDone == progress.StepsTotal
            )
        );

    /// <inheritdoc/>
    public void DatasetBuilt(InteractionDataset dataset)
    {
        ArgumentNullException.ThrowIfNull(dataset);
        var rows = dataset.Domains.Sum(domain => (long)domain.Interactions.EntryCount);
        Write(TrainingStage.Reading, rows, rows, isNotable: true);
    }

    /// <inheritdoc/>
    public void TrainerChosen(IModelTrainer trainer)
    {
        ArgumentNullException.ThrowIfNull(trainer);
        model = trainer.Name;
        Write(TrainingStage.Fitting, 0, null, isNotable: true);
    }

    /// <summary>Says that the training is over; readers end after this message.</summary>
    public void End() => Write(TrainingStage.Ended, 1, 1, isNotable: true);

    /// <summary>The latest message, or null before the first.</summary>
    public TrainingStep? Latest
    {
        get
        {
            lock (writing)
            {
                return steps.Count == 0 ? null : steps.Last();
            }
        }
    }

    /// <summary>All messages after a number, and then each as it comes, until the training is over.</summary>
    /// <param name="after">Number of the last message the reader has; 0 for none.</param>
    /// <param name="cancellation">Ends the reading.</param>
    public async IAsyncEnumerable<TrainingStep> FollowAsync(int after, [EnumeratorCancellation] CancellationToken cancellation)
    {
        while (true)
        {
            var (news, next) = News(after);
            foreach (var step in news)
            {
                yield return step;
                if (step.Stage == TrainingStage.Ended)
                {
                    yield break;
                }
                after = step.Number;
            }
            await next.WaitAsync(cancellation);
        }
    }

    private (TrainingStep[] News, Task Next) News(int after)
    {
        lock (writing)
        {
            return ([.. steps.Where(step => step.Number > after)], changed.Task);
        }
    }

    private void Write(TrainingStage now, long done, long? total, double? ndcg = null, double? loss = null, bool isNotable = false)
    {
        lock (writing)
        {
            var timestamp = clock.GetTimestamp();
            var isNewStage = now != stage;
            if (isNewStage)
            {
                (stage, stageStarted) = (now, timestamp);
            }
            if (!isNewStage && !isNotable && clock.GetElapsedTime(lastWritten, timestamp) < Pause)
            {
                return;
            }
            lastWritten = timestamp;
            Enqueue(now, done, total, ndcg, loss, clock.GetElapsedTime(stageStarted, timestamp).TotalSeconds);
        }
    }

    private void Enqueue(TrainingStage now, long done, long? total, double? ndcg, double? loss, double seconds)
    {
        double? rate = seconds > 0 && done > 0 && now != TrainingStage.Ended ? done / seconds : null;
        var left = rate is { } perSecond && total is { } all ? (all - done) / perSecond : (double?)null;
        steps.Enqueue(new TrainingStep(++count, clock.GetUtcNow(), now, done, total, model, ndcg, loss, rate, left));
        if (steps.Count > MostKept)
        {
            steps.Dequeue();
        }
        var waiting = changed;
        changed = New();
        waiting.SetResult();
    }

    private static TaskCompletionSource New() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Unlike the framework's own, tells at once and on the same thread, so that messages keep their order.</summary>
    private sealed class Receiver<T>(Action<T> tell) : IProgress<T>
    {
        public void Report(T value) => tell(value);
    }
}
