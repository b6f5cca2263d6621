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
            new ItemKnnOptions { Similarity = ItemKnnSimilarity.Cosine, Shrinkage = 10 },
            new ItemKnnOptions { Similarity = ItemKnnSimilarity.Jaccard, Shrinkage = 50 },
            new ItemKnnOptions { Similarity = ItemKnnSimilarity.Cosine, Shrinkage = 50 },
            new ItemKnnOptions { Similarity = ItemKnnSimilarity.Bm25, Neighbors = 200 },
        ];

    /// <inheritdoc/>
    protected override IEnumerable<ItemKnnOptions> RefineOptions(ItemKnnOptions best) => [best with { PopularityPrior = 0.2 }];

    /// <inheritdoc/>
    protected override IModel Restore(ModelState state, ItemKnnOptions options) => ItemKnnModel.Restore(state, options);
}
