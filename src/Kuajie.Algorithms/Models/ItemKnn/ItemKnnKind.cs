using Kuajie.Algorithms.Datasets;

namespace Kuajie.Algorithms.Models.ItemKnn;

/// <summary>Item neighbourhoods in one domain.</summary>
public sealed class ItemKnnKind : TypedModelKind<ItemKnnOptions>
{
    internal const string KindName = "item-knn";

    /// <inheritdoc/>
    public override string Name => KindName;

    /// <inheritdoc/>
    public override bool IsCrossDomain => false;

    /// <inheritdoc/>
    public override IModelTrainer CreateTrainer(ItemKnnOptions options) => new ItemKnnTrainer(options);

    /// <inheritdoc/>
    protected override IEnumerable<ItemKnnOptions> SearchOptions(InteractionDataset dataset, int targetDomain) =>
        [
            .. from similarity in new[] { ItemKnnSimilarity.Cosine, ItemKnnSimilarity.Jaccard }
            from shrinkage in new[] { 10.0, 50 }
            from popularityPrior in new[] { 0.02, 0.2 }
            select new ItemKnnOptions
            {
                Similarity = similarity,
                Shrinkage = shrinkage,
                PopularityPrior = popularityPrior,
            },
            new ItemKnnOptions { Similarity = ItemKnnSimilarity.ConditionalProbability, Shrinkage = 10 },
            new ItemKnnOptions { Similarity = ItemKnnSimilarity.Bm25, Neighbors = 200 },
        ];

    /// <inheritdoc/>
    protected override IModel Restore(ModelState state, ItemKnnOptions options) => ItemKnnModel.Restore(state, options);
}
