using Kuajie.Algorithms.Models;
using Kuajie.Algorithms.Models.Neighborhood;

namespace Kuajie.Algorithms.CrossDomain.BridgeSimilarity;

/// <summary>For each target item the nearest items of every other domain, by linked users.</summary>
public sealed class BridgeSimilarityModel : NeighborModel
{
    private readonly BridgeSimilarityOptions options;

    internal BridgeSimilarityModel(
        int targetDomain,
        IReadOnlyList<int> domainItemCounts,
        BridgeSimilarityOptions options,
        NeighborParts parts
    )
        : base(targetDomain, domainItemCounts, options.WeightExponent, parts) => this.options = options;

    /// <inheritdoc/>
    public override string Name => BridgeSimilarityKind.KindName;

    internal static BridgeSimilarityModel Restore(ModelState state, BridgeSimilarityOptions options) =>
        new(state.TargetDomain, state.DomainItemCounts, options, NeighborParts.FromState(state));

    private protected override string OptionsAsJson() => OptionsJson.Write(options);
}
