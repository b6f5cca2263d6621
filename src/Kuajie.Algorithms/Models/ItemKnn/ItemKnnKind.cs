using Kuajie.Algorithms.Datasets;
using Kuajie.Algorithms.Numerics.NearestNeighbors;

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
        from similarity in new[] { ItemSimilarity.Cosine, ItemSimilarity.Jaccard }
        from shrinkage in new[] { 3.0, 20 }
        from neighbors in new[] { 50, 200 }
        select new ItemKnnOptions
        {
            Similarity = similarity,
            Shrinkage = shrinkage,
            Neighbors = neighbors,
        };

    /// <inheritdoc/>
    protected override IModel Restore(ModelState state, ItemKnnOptions options) => ItemKnnModel.Restore(state, options);
}
