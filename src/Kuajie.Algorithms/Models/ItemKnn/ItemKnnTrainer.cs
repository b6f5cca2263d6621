using Kuajie.Algorithms.Datasets;
using Kuajie.Algorithms.Models.Neighborhood;
using Kuajie.Algorithms.Numerics.NearestNeighbors;

namespace Kuajie.Algorithms.Models.ItemKnn;

/// <summary>
/// Item neighbourhoods within the target domain (Sarwar, Karypis, Konstan and Riedl, WWW 2001; Deshpande and Karypis, TOIS 2004): what shares users
/// with what the user did. O(Σ over users of their items²).
/// </summary>
public sealed class ItemKnnTrainer : IModelTrainer
{
    private readonly ItemKnnOptions options;

    /// <summary>A trainer with these options.</summary>
    /// <exception cref="InvalidModelOptionsException">Options out of range.</exception>
    public ItemKnnTrainer(ItemKnnOptions? options = null)
    {
        this.options = options ?? new ItemKnnOptions();
        this.options.ThrowIfInvalid();
    }

    /// <inheritdoc/>
    public string Name => ItemKnnKind.KindName;

    /// <inheritdoc/>
    public ModelOptions Options => options;

    /// <inheritdoc/>
    public IModel Train(InteractionDataset dataset, int targetDomain, TrainingRun run)
    {
        var itemCounts = ModelInput.Check(dataset, targetDomain, run);
        var confidences = NeighborParts.ConfidencesOf(dataset.Domains[targetDomain], options.WeightExponent, out var meanWeight);
        run.Progress?.Report(new TrainingProgress(0, 1));
        var neighbors = SharedUserNeighbors.Find(
            confidences,
            confidences,
            options.Similarity,
            options.Shrinkage,
            options.Neighbors,
            run.Threads,
            (done, total) => run.Progress?.Report(new TrainingProgress(done, total)),
            run.Cancellation
        );
        var block = new NeighborBlock(targetDomain, meanWeight, neighbors.Transpose());
        return new ItemKnnModel(targetDomain, itemCounts, options, NeighborParts.Create([block], confidences, 0, options.PopularityPrior));
    }
}
