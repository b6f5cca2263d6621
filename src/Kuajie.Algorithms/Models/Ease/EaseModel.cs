using Kuajie.Algorithms.Models.Neighborhood;

namespace Kuajie.Algorithms.Models.Ease;

/// <summary>The weights by which items of the target domain explain each other.</summary>
public sealed class EaseModel : NeighborModel
{
    private readonly EaseOptions options;

    internal EaseModel(int targetDomain, IReadOnlyList<int> domainItemCounts, EaseOptions options, NeighborParts parts)
        : base(targetDomain, domainItemCounts, options.WeightExponent, parts) => this.options = options;

    /// <inheritdoc/>
    public override string Name => EaseKind.KindName;

    internal static EaseModel Restore(ModelState state, EaseOptions options) =>
        new(state.TargetDomain, state.DomainItemCounts, options, NeighborParts.FromState(state));

    private protected override string OptionsAsJson() => OptionsJson.Write(options);
}
