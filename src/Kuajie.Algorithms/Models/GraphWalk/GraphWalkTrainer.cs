using Kuajie.Algorithms.Datasets;
using Kuajie.Algorithms.Models.Neighborhood;

namespace Kuajie.Algorithms.Models.GraphWalk;

/// <summary>
/// RP3β (Paudel, Christoffel, Newell and Bernstein, ACM TiiS 2017): a random walk of three steps, user → item → user → item, on the graph of users and items,
/// with probabilities raised to α and popular arrivals held back by β. O(Σ over users of their items²).
/// </summary>
public sealed class GraphWalkTrainer : IModelTrainer
{
    private readonly GraphWalkOptions options;

    /// <summary>A trainer with these options.</summary>
    /// <exception cref="InvalidModelOptionsException">Options out of range.</exception>
    public GraphWalkTrainer(GraphWalkOptions? options = null)
    {
        this.options = options ?? new GraphWalkOptions();
        this.options.ThrowIfInvalid();
    }

    /// <inheritdoc/>
    public string Name => GraphWalkKind.KindName;

    /// <inheritdoc/>
    public ModelOptions Options => options;

    /// <inheritdoc/>
    public IModel Train(InteractionDataset dataset, int targetDomain, TrainingRun run)
    {
        var itemCounts = ModelInput.Check(dataset, targetDomain, run);
        var confidences = NeighborParts.ConfidencesOf(dataset.Domains[targetDomain], options.WeightExponent, out var meanWeight);
        run.Progress?.Report(new TrainingProgress(0, 1));
        var walks = WalkTransitions.Find(confidences, confidences, WalkTransitions.UserMass(confidences), options, run);
        var parts = NeighborParts.Create(
            [new NeighborBlock(targetDomain, meanWeight, RowScale.ToMean(walks, 1))],
            confidences,
            popularityDamping: 0,
            options.PopularityPrior
        );
        return new GraphWalkModel(targetDomain, itemCounts, options, parts);
    }
}
