using Kuajie.Algorithms.Datasets;
using Kuajie.Algorithms.Models;
using Kuajie.Platform.Training.Benchmarks;

namespace Kuajie.Platform.Training;

/// <summary>Hears how a training goes: the console now, a server's job list later.</summary>
public interface ITrainingListener
{
    /// <summary>Rows read from the event store so far.</summary>
    IProgress<long>? RowsRead { get; }

    /// <summary>Candidates measured so far.</summary>
    IProgress<BenchmarkProgress>? Selection { get; }

    /// <summary>Sweeps, epochs or blocks of the final training.</summary>
    IProgress<TrainingProgress>? TrainingSteps { get; }

    /// <summary>The dataset stands.</summary>
    void DatasetBuilt(InteractionDataset dataset);

    /// <summary>The trainer is chosen and the final training begins.</summary>
    void TrainerChosen(IModelTrainer trainer);
}
