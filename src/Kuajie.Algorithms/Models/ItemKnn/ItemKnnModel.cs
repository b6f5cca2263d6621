using Kuajie.Algorithms.Models.Neighborhood;

namespace Kuajie.Algorithms.Models.ItemKnn;

/// <summary>The nearest items of each item of the target domain.</summary>
public sealed class ItemKnnModel : NeighborModel
{
    private readonly ItemKnnOptions options;

    internal ItemKnnModel(int targetDomain, IReadOnlyList<int> domainItemCounts, ItemKnnOptions options, NeighborParts parts)
        : base(targetDomain, domainItemCounts, options.WeightExponent, parts) => this.options = options;

    /// <inheritdoc/>
    public override string Name => ItemKnnKind.KindName;

    internal static ItemKnnModel Restore(ModelState state, ItemKnnOptions options) =>
        new(state.TargetDomain, state.DomainItemCounts, options, NeighborParts.FromState(state));

    private protected override string OptionsAsJson() => OptionsJson.Write(options);
}
