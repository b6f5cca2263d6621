using Kuajie.Algorithms.Datasets;
using Kuajie.Algorithms.Models.Neighborhood;

namespace Kuajie.Algorithms.Models.ItemTransition;

/// <summary>
/// First-order transitions with skips, as in the sequential rules of Ludewig and Jannach (UMUAI 2018): how often, and how soon, users went on from an item to
/// another. Uses times; without them everything a user did follows everything else. O(Σ over users of items · those within the window).
/// </summary>
public sealed class ItemTransitionTrainer : IModelTrainer
{
    private readonly ItemTransitionOptions options;

    /// <summary>A trainer with these options.</summary>
    /// <exception cref="InvalidModelOptionsException">Options out of range.</exception>
    public ItemTransitionTrainer(ItemTransitionOptions? options = null)
    {
        this.options = options ?? new ItemTransitionOptions();
        this.options.ThrowIfInvalid();
    }

    /// <inheritdoc/>
    public string Name => ItemTransitionKind.KindName;

    /// <inheritdoc/>
    public ModelOptions Options => options;

    /// <inheritdoc/>
    public IModel Train(InteractionDataset dataset, int targetDomain, TrainingRun run)
    {
        var itemCounts = ModelInput.Check(dataset, targetDomain, run);
        run.Progress?.Report(new TrainingProgress(0, 1));
        var domain = dataset.Domains[targetDomain];
        var confidences = NeighborParts.ConfidencesOf(domain, options.WeightExponent, out var meanWeight);
        var transitions = Transitions.Find(new TimedRows(domain), options, run);
        var parts = NeighborParts.Create(
            [new NeighborBlock(targetDomain, meanWeight, RowScale.ToMean(transitions, 1))],
            confidences,
            popularityDamping: 0,
            options.PopularityPrior
        );
        return new ItemTransitionModel(targetDomain, itemCounts, options, parts);
    }
}
