using Kuajie.Algorithms.Datasets;

namespace Kuajie.Algorithms.Models.ItemTransition;

/// <summary>Transitions from item to item in one domain.</summary>
public sealed class ItemTransitionKind : TypedModelKind<ItemTransitionOptions>
{
    internal const string KindName = "item-transition";

    /// <inheritdoc/>
    public override string Name => KindName;

    /// <inheritdoc/>
    public override bool IsCrossDomain => false;

    /// <inheritdoc/>
    public override IModelTrainer CreateTrainer(ItemTransitionOptions options) => new ItemTransitionTrainer(options);

    /// <summary>Windows and decays are tried only where the target domain has times.</summary>
    protected override IEnumerable<ItemTransitionOptions> SearchOptions(InteractionDataset dataset, int targetDomain) =>
        dataset.Domains[targetDomain].UnixSeconds.Length == 0
            ? [new ItemTransitionOptions { Shrinkage = 50, PopularityExponent = 0 }]
            : from window in new[] { 3, 20 }
            from decay in new[] { 0.6, 0.9 }
            select new ItemTransitionOptions { Window = window, HistoryDecay = decay };

    /// <inheritdoc/>
    protected override IEnumerable<ItemTransitionOptions> RefineOptions(ItemTransitionOptions best) =>
        [best with { Shrinkage = 50, PopularityExponent = 0, PopularityPrior = 0.2 }];

    /// <inheritdoc/>
    protected override IModel Restore(ModelState state, ItemTransitionOptions options) => ItemTransitionModel.Restore(state, options);
}
