namespace Kuajie.Algorithms.Models.Content;

/// <summary>Options of <see cref="ContentTrainer"/>.</summary>
public sealed record ContentOptions : ModelOptions
{
    /// <summary>Confidence is (weight / the domain's mean weight)^this, 0 … 2; 0 ignores weights. Default 0.5.</summary>
    public double WeightExponent { get; init; } = 0.5;

    /// <summary>Share of supplied vectors in the cosine of items that have both vector and text, 0 … 1. Default 0.5.</summary>
    public double VectorShare { get; init; } = 0.5;

    /// <summary>
    /// How much of what an item is about is told by what its audience met besides it, 0 … 1; 0 leaves it to the item's own text. Default 0.
    /// </summary>
    public double AudienceShare { get; init; }

    /// <summary>β: the cosine is multiplied by ((users of the item + 1) / (users of the most popular item + 1))^β, 0 … 1. Default 0.2.</summary>
    public double PopularityBoost { get; init; } = 0.2;

    /// <summary>ε: the score without evidence is ε · users of the item / users of the most popular item, 0 … 1. Default 0.02.</summary>
    public double PopularityPrior { get; init; } = 0.02;

    /// <inheritdoc/>
    public override IEnumerable<OptionFault> Faults() =>
        [
            .. OptionFault.OutsideRange("weightExponent", WeightExponent, 0, 2),
            .. OptionFault.OutsideRange("vectorShare", VectorShare, 0, 1),
            .. OptionFault.OutsideRange("audienceShare", AudienceShare, 0, 1),
            .. OptionFault.OutsideRange("popularityBoost", PopularityBoost, 0, 1),
            .. OptionFault.OutsideRange("popularityPrior", PopularityPrior, 0, 1),
        ];
}
