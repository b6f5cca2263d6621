using Kuajie.Algorithms.Datasets;
using Kuajie.Algorithms.Models.Neighborhood;
using Kuajie.Algorithms.Numerics.NearestNeighbors;
using Kuajie.Algorithms.Numerics.Sparse;

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
        var similarities = Similarities(confidences, run);
        var block = new NeighborBlock(targetDomain, meanWeight, similarities);
        return new ItemKnnModel(targetDomain, itemCounts, options, NeighborParts.Create([block], confidences, 0, options.PopularityPrior));
    }

    /// <summary>
    /// The similarities alone: past items × items. The conditional probability keeps the neighbours each past item speaks for, the symmetric measures those
    /// that speak for each item.
    /// </summary>
    /// <param name="confidences">Users × items.</param>
    /// <param name="run">Threads, progress, cancellation.</param>
    public SparseMatrix Similarities(SparseMatrix confidences, TrainingRun run)
    {
        ArgumentNullException.ThrowIfNull(confidences);
        ArgumentNullException.ThrowIfNull(run);
        var isSets = options.Similarity is ItemKnnSimilarity.Jaccard or ItemKnnSimilarity.ConditionalProbability;
        var weights =
            isSets ? SharedUserNeighbors.WithOnes(confidences)
            : options.Similarity == ItemKnnSimilarity.Bm25 ? Bm25Weights.Of(confidences)
            : confidences;
        var sizes = SharedUserNeighbors.SquaredNorms(weights);
        var measure = options.Similarity switch
        {
            ItemKnnSimilarity.Jaccard => SimilarityMeasure.Jaccard(sizes, sizes, options.Shrinkage),
            ItemKnnSimilarity.ConditionalProbability => SimilarityMeasure.Powers(
                sizes,
                1,
                sizes,
                options.PopularityExponent,
                options.Shrinkage
            ),
            _ => SimilarityMeasure.Cosine(sizes, sizes, options.Shrinkage),
        };
        var found = SharedUserNeighbors.Find(
            weights,
            weights,
            measure,
            isOneCatalog: true,
            options.Neighbors,
            run.Threads,
            (done, total) => run.Progress?.Report(new TrainingProgress(done, total)),
            run.Cancellation
        );
        return options.Similarity == ItemKnnSimilarity.ConditionalProbability ? found : found.Transpose(run.Threads);
    }
}
