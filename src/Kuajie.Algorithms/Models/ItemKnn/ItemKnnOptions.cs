using Kuajie.Algorithms.Numerics.NearestNeighbors;

namespace Kuajie.Algorithms.Models.ItemKnn;

/// <summary>Options of <see cref="ItemKnnTrainer"/>.</summary>
public sealed record ItemKnnOptions : ModelOptions
{
    /// <summary>How alike two items are. Default cosine.</summary>
    public ItemSimilarity Similarity { get; init; } = ItemSimilarity.Cosine;

    /// <summary>The most neighbours kept for each item, 1 … 10000. Default 100.</summary>
    public int Neighbors { get; init; } = 100;

    /// <summary>Added to the similarity's denominator, 0 … 100000. Default 10.</summary>
    public double Shrinkage { get; init; } = 10;

    /// <summary>Confidence is (weight / the domain's mean weight)^this, 0 … 2; 0 ignores weights. Default 0.5.</summary>
    public double WeightExponent { get; init; } = 0.5;

    /// <summary>ε: the score without evidence is ε · users of the item / users of the most popular item, 0 … 1. Default 0.001.</summary>
    public double PopularityPrior { get; init; } = 0.001;

    /// <inheritdoc/>
    public override IEnumerable<OptionFault> Faults() =>
        [
            .. Similarity is ItemSimilarity.Cosine or ItemSimilarity.Jaccard
                ? []
                : new[] { new OptionFault("similarity", $"{Similarity}", "cosine | jaccard") },
            .. OptionFault.OutsideRange("neighbors", Neighbors, 1, 10_000),
            .. OptionFault.OutsideRange("shrinkage", Shrinkage, 0, 100_000),
            .. OptionFault.OutsideRange("weightExponent", WeightExponent, 0, 2),
            .. OptionFault.OutsideRange("popularityPrior", PopularityPrior, 0, 1),
        ];
}
