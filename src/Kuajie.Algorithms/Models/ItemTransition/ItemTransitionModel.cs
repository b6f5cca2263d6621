using Kuajie.Algorithms.Datasets;
using Kuajie.Algorithms.Models.Neighborhood;

namespace Kuajie.Algorithms.Models.ItemTransition;

/// <summary>What follows what: decayed transition counts from each item, asked with the user's latest items first.</summary>
public sealed class ItemTransitionModel : NeighborModel
{
    private readonly ItemTransitionOptions options;

    internal ItemTransitionModel(int targetDomain, IReadOnlyList<int> domainItemCounts, ItemTransitionOptions options, NeighborParts parts)
        : base(targetDomain, domainItemCounts, options.WeightExponent, parts) => this.options = options;

    /// <inheritdoc/>
    public override string Name => ItemTransitionKind.KindName;

    internal static ItemTransitionModel Restore(ModelState state, ItemTransitionOptions options) =>
        new(state.TargetDomain, state.DomainItemCounts, options, NeighborParts.FromState(state));

    private protected override void Weigh(DomainHistory past, Span<float> confidences) =>
        HistoryOrder.Fade(past, options.HistoryDecay, confidences);

    private protected override string OptionsAsJson() => OptionsJson.Write(options);
}
