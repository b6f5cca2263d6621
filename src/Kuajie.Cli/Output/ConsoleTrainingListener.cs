using Kuajie.Algorithms.Datasets;
using Kuajie.Algorithms.Models;
using Kuajie.Cli.Texts;
using Kuajie.Platform.Training;
using Kuajie.Platform.Training.Benchmarks;

namespace Kuajie.Cli.Output;

/// <summary>Shows a training on standard error: rows read, candidates tried, sweeps done.</summary>
internal sealed class ConsoleTrainingListener : ITrainingListener, IDisposable
{
    private readonly VerbContext context;
    private ProgressLine? current;

    public ConsoleTrainingListener(VerbContext context)
    {
        this.context = context;
        RowsRead = new Relay<long>(rows => Line(TrainTexts.Reading, TrainTexts.RowsUnit, null).Report(rows));
        Selection = new Relay<BenchmarkProgress>(progress =>
            Line(TrainTexts.Choosing, TrainTexts.CandidatesUnit, progress.Total).Report(progress.Done)
        );
        TrainingSteps = new Relay<TrainingProgress>(progress =>
            Line(TrainTexts.Training, TrainTexts.StepsUnit, progress.StepsTotal).Report(progress.StepsDone)
        );
    }

    public IProgress<long> RowsRead { get; }

    public IProgress<BenchmarkProgress> Selection { get; }

    public IProgress<TrainingProgress> TrainingSteps { get; }

    /// <summary>Trains with progress shown.</summary>
    public static TrainedVersion Train(TrainingWorkflow workflow, TrainingRequest request, VerbContext context)
    {
        using var listener = new ConsoleTrainingListener(context);
        return workflow.Train(request, listener, context.Cancellation);
    }

    /// <summary>Refreshes with progress shown.</summary>
    /// <param name="workflow">Does the work.</param>
    /// <param name="request">The direction and the threads.</param>
    /// <param name="versionId">Which version, or null for the one that serves.</param>
    /// <param name="context">Where progress is shown.</param>
    public static TrainedVersion Refresh(TrainingWorkflow workflow, TrainingRequest request, string? versionId, VerbContext context)
    {
        using var listener = new ConsoleTrainingListener(context);
        return workflow.Refresh(request, versionId, listener, context.Cancellation);
    }

    public void DatasetBuilt(InteractionDataset dataset)
    {
        EndLine();
        context.Note(TrainTexts.DatasetLine(dataset));
    }

    public void TrainerChosen(IModelTrainer trainer)
    {
        EndLine();
        context.Note(TrainTexts.ChosenLine(trainer));
    }

    public void Dispose() => EndLine();

    private ProgressLine Line(string title, string unit, long? total) => current ??= context.Progress(title, unit, total);

    private void EndLine()
    {
        current?.Dispose();
        current = null;
    }

    /// <summary>Reports at once on the caller's thread; <see cref="Progress{T}"/> would post them to the pool and mix their order.</summary>
    private sealed class Relay<T>(Action<T> report) : IProgress<T>
    {
        public void Report(T value) => report(value);
    }
}
