using Kuajie.Algorithms.Datasets;

namespace Kuajie.Algorithms.Models;

/// <summary>A trainer that can carry one of its models on to newer data for a fraction of the cost of training anew.</summary>
public interface IRefreshingTrainer : IModelTrainer
{
    /// <summary>
    /// Makes a new model from an earlier one and all interactions as they are now: new, changed and withdrawn ones alike. Items that the model does not
    /// know are folded in from the users who took them.
    /// </summary>
    /// <param name="model">A model of this trainer's kind and shape, for the same target domain.</param>
    /// <param name="formerItems">For each domain of the dataset and each of its items: the item's index in the model, or −1 where the model does not know it.</param>
    /// <param name="dataset">All domains of the model, in its order.</param>
    /// <param name="targetDomain">Index of the domain to recommend.</param>
    /// <param name="run">Seed, threads, progress, cancellation.</param>
    /// <exception cref="ArgumentException">The model is of another kind, shape or target, or the item indexes do not fit it.</exception>
    /// <exception cref="OperationCanceledException">The run was cancelled.</exception>
    IModel Refresh(
        IModel model,
        IReadOnlyList<ReadOnlyMemory<int>> formerItems,
        InteractionDataset dataset,
        int targetDomain,
        TrainingRun run
    );
}
