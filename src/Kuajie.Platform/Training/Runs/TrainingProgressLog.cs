using Kuajie.Algorithms.Datasets;
using Kuajie.Algorithms.Models;
using Kuajie.Platform.Progress;
using Kuajie.Platform.Training.Benchmarks;

namespace Kuajie.Platform.Training.Runs;

/// <summary>What a training tells of itself, as a log that can be followed. Candidates and changes of stage are always told.</summary>
public sealed class TrainingProgressLog(TimeProvider clock) : ITrainingListener
{
    /// <summary>Messages kept; of a longer training the oldest are forgotten.</summary>
    public const int MostKept = 5_000;

    /// <summary>A shorter time says nothing of how fast it goes.</summary>
    private const double LeastSeconds = 0.1;

    private TrainingStage stage = TrainingStage.Waiting;
    private long stageStarted = clock.GetTimestamp();
    private string? model;

    /// <summary>The messages.</summary>
    public FollowedLog<TrainingStep> Log { get; } = new(clock, MostKept);

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

    private void Write(TrainingStage now, long done, long? total, double? ndcg = null, double? loss = null, bool isNotable = false) =>
        Log.Write(() => Enter(now) || isNotable, (number, at) => Step(number, at, now, done, total) with { Ndcg = ndcg, Loss = loss });

    /// <summary>Whether a stage begins.</summary>
    private bool Enter(TrainingStage now)
    {
        var isNew = now != stage;
        if (isNew)
        {
            (stage, stageStarted) = (now, clock.GetTimestamp());
        }
        return isNew;
    }

    private TrainingStep Step(int number, DateTimeOffset at, TrainingStage now, long done, long? total)
    {
        var seconds = clock.GetElapsedTime(stageStarted).TotalSeconds;
        double? rate = seconds >= LeastSeconds && done > 0 && now != TrainingStage.Ended ? done / seconds : null;
        var left = rate is { } perSecond && total is { } all ? (all - done) / perSecond : (double?)null;
        return new TrainingStep(number, at, now, done, total, model, RatePerSecond: rate, SecondsLeft: left);
    }

    /// <summary>Unlike the framework's own, tells at once and on the same thread, so that messages keep their order.</summary>
    private sealed class Receiver<T>(Action<T> tell) : IProgress<T>
    {
        public void Report(T value) => tell(value);
    }
}
