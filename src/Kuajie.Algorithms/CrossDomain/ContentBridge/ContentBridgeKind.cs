using Kuajie.Algorithms.Datasets;
using Kuajie.Algorithms.Models;
using Kuajie.Algorithms.Models.Content;

namespace Kuajie.Algorithms.CrossDomain.ContentBridge;

/// <summary>What the items of two domains are about, compared across.</summary>
public sealed class ContentBridgeKind : TypedModelKind<ContentBridgeOptions>
{
    internal const string KindName = "content-bridge";

    /// <inheritdoc/>
    public override string Name => KindName;

    /// <inheritdoc/>
    public override bool IsCrossDomain => true;

    /// <inheritdoc/>
    public override bool NeedsContent => true;

    /// <inheritdoc/>
    public override IModelTrainer CreateTrainer(ContentBridgeOptions options) => new ContentBridgeTrainer(options);

    /// <summary>Nothing to try where nothing is known of the items.</summary>
    protected override IEnumerable<ContentBridgeOptions> SearchOptions(InteractionDataset dataset, int targetDomain) =>
        from boost in dataset.Domains.All(ContentFeatures.IsKnown) ? new[] { 0, 0.2, 0.5 } : []
        select new ContentBridgeOptions { PopularityBoost = boost };

    /// <inheritdoc/>
    protected override IModel Restore(ModelState state, ContentBridgeOptions options) => ContentBridgeModel.Restore(state, options);
}
