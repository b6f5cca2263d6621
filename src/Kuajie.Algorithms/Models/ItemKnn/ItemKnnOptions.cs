namespace Kuajie.Algorithms.Models.ItemKnn;

/// <summary>Options of <see cref="ItemKnnTrainer"/>.</summary>
public sealed record ItemKnnOptions : ModelOptions
{
    /// <summary>How alike two items are. Default cosine.</summary>
    public ItemKnnSimilarity Similarity { get; init; } = ItemKnnSimilarity.Cosine;

    /// <summary>The most neighbours kept for each item, 1 … 10000. Default 100.</summary>
    public int Neighbors { get; init; } = 100;

    /// <summary>Added to the similarity's denominator, 0 … 100000. Default 20.</summary>
    public double Shrinkage { get; init; } = 20;

    /// <summary>Confidence is (weight / the domain's mean weight)^this, 0 … 2; 0 ignores weights. Default 0.5.</summary>
    public double WeightExponent { get; init; } = 0.5;

    /// <summary>α of the conditional probability, 0 … 2: how much popular items are held back. Default 0.5; other similarities ignore it.</summary>
    public double PopularityExponent { get; init; } = 0.5;

    /// <summary>ε: the score without evidence is ε · users of the item / users of the most popular item, 0 … 1. Default 0.05.</summary>
    public double PopularityPrior { get; init; } = 0.05;

    /// <inheritdoc/>
    public override IEnumerable<OptionFault> Faults() =>
        [
            .. Enum.IsDefined(Similarity)
                ? []
                : new[] { new OptionFault("similarity", $"{Similarity}", "cosine | jaccard | conditionalProbability | bm25") },
            .. OptionFault.OutsideRange("neighbors", Neighbors, 1, 10_000),
            .. OptionFault.OutsideRange("shrinkage", Shrinkage, 0, 100_000),
            .. OptionFault.OutsideRange("weightExponent", WeightExponent, 0, 2),
            .. OptionFault.OutsideRange("popularityExponent", PopularityExponent, 0, 2),
            .. OptionFault.OutsideRange("popularityPrior", PopularityPrior, 0, 1),
        ];
}
