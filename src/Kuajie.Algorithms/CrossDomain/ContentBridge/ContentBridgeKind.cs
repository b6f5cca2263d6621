using Kuajie.Algorithms.Datasets;
using Kuajie.Algorithms.Models;

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
        from audience in dataset.Domains.All(domain => domain.HasContent) ? new[] { 0.6, 0.3 } : []
        from boost in new[] { 0.8, 0.5, 0.2 }
        select new ContentBridgeOptions { AudienceShare = audience, PopularityBoost = boost };

    /// <inheritdoc/>
    protected override IModel Restore(ModelState state, ContentBridgeOptions options) => ContentBridgeModel.Restore(state, options);
}
