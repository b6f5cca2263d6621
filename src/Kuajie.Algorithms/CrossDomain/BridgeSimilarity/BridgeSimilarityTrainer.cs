using Kuajie.Algorithms.Datasets;
using Kuajie.Algorithms.Models;
using Kuajie.Algorithms.Models.Neighborhood;
using Kuajie.Algorithms.Numerics.NearestNeighbors;

namespace Kuajie.Algorithms.CrossDomain.BridgeSimilarity;

/// <summary>
/// Cosine between items of two domains over their linked users, S[i, j] = Σ_k U[k, i] · P[k, j] / (‖U[:, i]‖ ‖P[:, j]‖ + shrinkage): a bridge from
/// every other domain to the target, summed. O(Σ over linked users of their source items × their target items).
/// </summary>
public sealed class BridgeSimilarityTrainer : IModelTrainer
{
    private readonly BridgeSimilarityOptions options;

    /// <summary>A trainer with these options.</summary>
    /// <exception cref="InvalidModelOptionsException">Options out of range.</exception>
    public BridgeSimilarityTrainer(BridgeSimilarityOptions? options = null)
    {
        this.options = options ?? new BridgeSimilarityOptions();
        this.options.ThrowIfInvalid();
    }

    /// <inheritdoc/>
    public string Name => BridgeSimilarityKind.KindName;

    /// <inheritdoc/>
    public ModelOptions Options => options;

    /// <inheritdoc/>
    public IModel Train(InteractionDataset dataset, int targetDomain, TrainingRun run)
    {
        var itemCounts = ModelInput.Check(dataset, targetDomain, run);
        var sources = Enumerable.Range(0, dataset.Domains.Count).Where(domain => domain != targetDomain).ToArray();
        var blocks = new List<NeighborBlock>();
        run.Progress?.Report(new TrainingProgress(0, sources.Length));
        foreach (var source in sources)
        {
            blocks.Add(Bridge(dataset, source, targetDomain, run));
            run.Progress?.Report(new TrainingProgress(blocks.Count, sources.Length));
        }
        var target = dataset.Domains[targetDomain].Interactions;
        var parts = NeighborParts.Create(blocks, target, options.PopularityDamping, options.PopularityPrior);
        return new BridgeSimilarityModel(targetDomain, itemCounts, options, parts);
    }

    private NeighborBlock Bridge(InteractionDataset dataset, int source, int target, TrainingRun run)
    {
        var sourceAll = NeighborParts.ConfidencesOf(dataset.Domains[source], options.WeightExponent, out var meanWeight);
        var targetAll = NeighborParts.ConfidencesOf(dataset.Domains[target], options.WeightExponent, out _);
        bool IsLinked(int user) => sourceAll.RowLength(user) > 0 && targetAll.RowLength(user) > 0;
        var neighbors = SharedUserNeighbors.Find(
            targetAll.KeepRows(IsLinked),
            sourceAll.KeepRows(IsLinked),
            ItemSimilarity.Cosine,
            options.Shrinkage,
            options.Neighbors,
            run.Threads,
            cancellation: run.Cancellation
        );
        return new NeighborBlock(source, meanWeight, neighbors.Transpose());
    }
}
