using Kuajie.Algorithms.Datasets;
using Kuajie.Algorithms.Models;
using Kuajie.Platform.Progress;
using Kuajie.Platform.Training.Benchmarks;

namespace Kuajie.Platform.Training.Runs;

/// <summary>What a training tells of itself, as a log that can be followed. Candidates and changes of stage are always told.</summary>
public sealed class TrainingProgressLog(TimeProvider clock) : ITrainingListener, IRunProgress
{
    /// <summary>Messages kept; of a longer training the oldest are forgotten.</summary>
    public const int MostKept = 5_000;

    private readonly StageClock<TrainingStage> stages = new(clock, TrainingStage.Waiting);
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

    /// <inheritdoc/>
    public void End() => Write(TrainingStage.Ended, 1, 1, isNotable: true);

    private void Write(TrainingStage now, long done, long? total, double? ndcg = null, double? loss = null, bool isNotable = false) =>
        Log.Write(
            () => stages.Enter(now) || isNotable,
            (number, at) =>
            {
                var (rate, left) = now == TrainingStage.Ended ? default : stages.Speed(done, total);
                return new TrainingStep(number, at, now, done, total, model, ndcg, loss, rate, left);
            }
        );

    /// <summary>Unlike the framework's own, tells at once and on the same thread, so that messages keep their order.</summary>
    private sealed class Receiver<T>(Action<T> tell) : IProgress<T>
    {
        public void Report(T value) => tell(value);
    }
}
