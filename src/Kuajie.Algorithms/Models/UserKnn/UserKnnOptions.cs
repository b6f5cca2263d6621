using Kuajie.Algorithms.Models.Neighborhood;

namespace Kuajie.Algorithms.Models.UserKnn;

/// <summary>Options of <see cref="UserKnnTrainer"/>.</summary>
public sealed record UserKnnOptions : ModelOptions
{
    /// <summary>The most users that speak for a list, 1 … 10000. Default 100.</summary>
    public int Neighbors { get; init; } = 100;

    /// <summary>Added to the similarity's denominator, 0 … 1000. Default 0.5.</summary>
    public double Shrinkage { get; init; } = 0.5;

    /// <summary>γ: sharing an item of n users counts n^−γ, 0 … 1. Default 0.4.</summary>
    public double RarityExponent { get; init; } = 0.4;

    /// <summary>Confidence is (weight / the domain's mean weight)^this, 0 … 2; 0 ignores weights. Default 0.5.</summary>
    public double WeightExponent { get; init; } = 0.5;

    /// <summary>ε: the score without evidence is ε · users of the item / users of the most popular item, 0 … 1. Default 0.05.</summary>
    public double PopularityPrior { get; init; } = 0.05;

    /// <inheritdoc/>
    public override IEnumerable<OptionFault> Faults() =>
        [
            .. OptionFault.OutsideRange("neighbors", Neighbors, 1, 10_000),
            .. OptionFault.OutsideRange("shrinkage", Shrinkage, 0, 1000),
            .. OptionFault.OutsideRange("rarityExponent", RarityExponent, 0, 1),
            .. OptionFault.OutsideRange("weightExponent", WeightExponent, 0, 2),
            .. OptionFault.OutsideRange("popularityPrior", PopularityPrior, 0, 1),
        ];

    internal RowNeighborSettings Settings => new(Neighbors, Shrinkage, RarityExponent, WeightExponent, HistoryDecay: 1);
}
