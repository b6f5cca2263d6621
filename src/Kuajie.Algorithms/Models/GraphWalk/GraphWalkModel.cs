using Kuajie.Algorithms.Models.Neighborhood;

namespace Kuajie.Algorithms.Models.GraphWalk;

/// <summary>Where a walker arrives that starts from the items of the user's past.</summary>
public sealed class GraphWalkModel : NeighborModel
{
    private readonly GraphWalkOptions options;

    internal GraphWalkModel(int targetDomain, IReadOnlyList<int> domainItemCounts, GraphWalkOptions options, NeighborParts parts)
        : base(targetDomain, domainItemCounts, options.WeightExponent, parts) => this.options = options;

    /// <inheritdoc/>
    public override string Name => GraphWalkKind.KindName;

    internal static GraphWalkModel Restore(ModelState state, GraphWalkOptions options) =>
        new(state.TargetDomain, state.DomainItemCounts, options, NeighborParts.FromState(state));

    private protected override string OptionsAsJson() => OptionsJson.Write(options);
}
