using Kuajie.Algorithms.Datasets;

namespace Kuajie.Algorithms.Models.Content;

/// <summary>What items are about.</summary>
public sealed class ContentKind : TypedModelKind<ContentOptions>
{
    internal const string KindName = "content";

    /// <inheritdoc/>
    public override string Name => KindName;

    /// <inheritdoc/>
    public override bool IsCrossDomain => false;

    /// <inheritdoc/>
    public override bool NeedsContent => true;

    /// <inheritdoc/>
    public override IModelTrainer CreateTrainer(ContentOptions options) => new ContentTrainer(options);

    /// <summary>Nothing to try where nothing is known of the items.</summary>
    protected override IEnumerable<ContentOptions> SearchOptions(InteractionDataset dataset, int targetDomain) =>
        from audience in dataset.Domains[targetDomain].HasContent ? new[] { 0, 0.6 } : []
        from boost in new[] { 0.2, 0.6 }
        select new ContentOptions { AudienceShare = audience, PopularityBoost = boost };

    /// <inheritdoc/>
    protected override IModel Restore(ModelState state, ContentOptions options) => ContentModel.Restore(state, options);
}
