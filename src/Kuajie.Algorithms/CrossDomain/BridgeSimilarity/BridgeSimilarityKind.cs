using Kuajie.Algorithms.Datasets;
using Kuajie.Algorithms.Models;

namespace Kuajie.Algorithms.CrossDomain.BridgeSimilarity;

/// <summary>Similarity between the items of two domains over linked users.</summary>
public sealed class BridgeSimilarityKind : TypedModelKind<BridgeSimilarityOptions>
{
    internal const string KindName = "bridge-similarity";

    /// <inheritdoc/>
    public override string Name => KindName;

    /// <inheritdoc/>
    public override bool IsCrossDomain => true;

    /// <inheritdoc/>
    public override IModelTrainer CreateTrainer(BridgeSimilarityOptions options) => new BridgeSimilarityTrainer(options);

    /// <inheritdoc/>
    protected override IEnumerable<BridgeSimilarityOptions> SearchOptions(InteractionDataset dataset, int targetDomain) =>
        [new BridgeSimilarityOptions(), new BridgeSimilarityOptions { PopularityDamping = 0.2 }];

    /// <inheritdoc/>
    protected override IEnumerable<BridgeSimilarityOptions> RefineOptions(BridgeSimilarityOptions best) =>
        [best with { PopularityPrior = 0.2 }, best with { Shrinkage = 50 }];

    /// <inheritdoc/>
    protected override IModel Restore(ModelState state, BridgeSimilarityOptions options) => BridgeSimilarityModel.Restore(state, options);
}
