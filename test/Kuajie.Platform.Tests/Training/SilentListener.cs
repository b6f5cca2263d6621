using Kuajie.Algorithms.Datasets;
using Kuajie.Algorithms.Models;
using Kuajie.Platform.Training;
using Kuajie.Platform.Training.Benchmarks;

namespace Kuajie.Platform.Tests.Training;

/// <summary>Hears everything and says nothing.</summary>
internal sealed class SilentListener : ITrainingListener
{
    public IProgress<long>? RowsRead => null;

    public IProgress<BenchmarkProgress>? Selection => null;

    public IProgress<TrainingProgress>? TrainingSteps => null;

    public IModelTrainer? Chosen { get; private set; }

    public void DatasetBuilt(InteractionDataset dataset) { }

    public void TrainerChosen(IModelTrainer trainer) => Chosen = trainer;
}
