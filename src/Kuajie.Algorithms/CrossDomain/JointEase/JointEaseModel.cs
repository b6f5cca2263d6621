using Kuajie.Algorithms.Models;
using Kuajie.Algorithms.Models.Neighborhood;

namespace Kuajie.Algorithms.CrossDomain.JointEase;

/// <summary>The weights by which the items of all domains explain those of the target.</summary>
public sealed class JointEaseModel : NeighborModel
{
    private readonly JointEaseOptions options;

    internal JointEaseModel(int targetDomain, IReadOnlyList<int> domainItemCounts, JointEaseOptions options, NeighborParts parts)
        : base(targetDomain, domainItemCounts, options.WeightExponent, parts) => this.options = options;

    /// <inheritdoc/>
    public override string Name => JointEaseKind.KindName;

    internal static JointEaseModel Restore(ModelState state, JointEaseOptions options) =>
        new(state.TargetDomain, state.DomainItemCounts, options, NeighborParts.FromState(state));

    private protected override string OptionsAsJson() => OptionsJson.Write(options);
}
