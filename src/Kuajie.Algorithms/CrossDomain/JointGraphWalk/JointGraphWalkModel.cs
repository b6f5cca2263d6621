using Kuajie.Algorithms.Models;
using Kuajie.Algorithms.Models.Neighborhood;

namespace Kuajie.Algorithms.CrossDomain.JointGraphWalk;

/// <summary>Where a walker arrives in the target domain that starts from the items of the user's past in every domain.</summary>
public sealed class JointGraphWalkModel : NeighborModel
{
    private readonly JointGraphWalkOptions options;

    internal JointGraphWalkModel(int targetDomain, IReadOnlyList<int> domainItemCounts, JointGraphWalkOptions options, NeighborParts parts)
        : base(targetDomain, domainItemCounts, options.WeightExponent, parts) => this.options = options;

    /// <inheritdoc/>
    public override string Name => JointGraphWalkKind.KindName;

    internal static JointGraphWalkModel Restore(ModelState state, JointGraphWalkOptions options) =>
        new(state.TargetDomain, state.DomainItemCounts, options, NeighborParts.FromState(state));

    private protected override string OptionsAsJson() => OptionsJson.Write(options);
}
