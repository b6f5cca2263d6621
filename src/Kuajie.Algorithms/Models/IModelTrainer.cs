using Kuajie.Algorithms.Datasets;

namespace Kuajie.Algorithms.Models;

/// <summary>Trains one kind of model. Implementations are immutable and hold only their options.</summary>
public interface IModelTrainer
{
    /// <summary>The model kind's name, for example <c>implicit-als</c>.</summary>
    string Name { get; }

    /// <summary>The options it trains with.</summary>
    ModelOptions Options { get; }

    /// <summary>Trains a model that recommends the target domain's items. Single-domain kinds use the target domain's interactions alone.</summary>
    /// <param name="dataset">All domains.</param>
    /// <param name="targetDomain">Index of the domain to recommend.</param>
    /// <param name="run">Seed, threads, progress, cancellation.</param>
    /// <exception cref="OperationCanceledException">The run was cancelled.</exception>
    IModel Train(InteractionDataset dataset, int targetDomain, TrainingRun run);
}
