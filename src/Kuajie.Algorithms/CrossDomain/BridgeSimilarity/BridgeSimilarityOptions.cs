using Kuajie.Algorithms.Models;

namespace Kuajie.Algorithms.CrossDomain.BridgeSimilarity;

/// <summary>Options of <see cref="BridgeSimilarityTrainer"/>.</summary>
public sealed record BridgeSimilarityOptions : ModelOptions
{
    /// <summary>The most source items kept for each target item and source domain, 1 … 100000. Default 200.</summary>
    public int Neighbors { get; init; } = 200;

    /// <summary>Added to the product of norms in the similarity's denominator, 0 … 100000. Default 5.</summary>
    public double Shrinkage { get; init; } = 5;

    /// <summary>β: the score is divided by (users of the item)^β, 0 … 1. Default 0.</summary>
    public double PopularityDamping { get; init; }

    /// <summary>Confidence is (weight / the domain's mean weight)^this, 0 … 2; 0 ignores weights. Default 0.5.</summary>
    public double WeightExponent { get; init; } = 0.5;

    /// <summary>ε: the score without evidence is ε · users of the item / users of the most popular item, 0 … 1. Default 0.001.</summary>
    public double PopularityPrior { get; init; } = 0.001;

    /// <inheritdoc/>
    public override IEnumerable<OptionFault> Faults() =>
        [
            .. OptionFault.OutsideRange("neighbors", Neighbors, 1, 100_000),
            .. OptionFault.OutsideRange("shrinkage", Shrinkage, 0, 100_000),
            .. OptionFault.OutsideRange("popularityDamping", PopularityDamping, 0, 1),
            .. OptionFault.OutsideRange("weightExponent", WeightExponent, 0, 2),
            .. OptionFault.OutsideRange("popularityPrior", PopularityPrior, 0, 1),
        ];
}
