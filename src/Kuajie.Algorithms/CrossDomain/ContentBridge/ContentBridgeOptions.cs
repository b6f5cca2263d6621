using Kuajie.Algorithms.Models;

namespace Kuajie.Algorithms.CrossDomain.ContentBridge;

/// <summary>Options of <see cref="ContentBridgeTrainer"/>.</summary>
public sealed record ContentBridgeOptions : ModelOptions
{
    /// <summary>Confidence is (weight / the domain's mean weight)^this, 0 … 2; 0 ignores weights. Default 0.5.</summary>
    public double WeightExponent { get; init; } = 0.5;

    /// <summary>How much the user's past in the target domain itself counts beside that in the others, 0 … 100; 0 leaves it out. Default 1.</summary>
    public double TargetWeight { get; init; } = 1;

    /// <summary>Share of supplied vectors in the cosine of items that have both vector and text, 0 … 1. Default 0.5.</summary>
    public double VectorShare { get; init; } = 0.5;

    /// <summary>
    /// How much of what an item is about is told by what its audience met besides it in the same domain, 0 … 1; 0 leaves it to the item's own text. Default 0.6.
    /// </summary>
    public double AudienceShare { get; init; } = 0.6;

    /// <summary>β: the cosine is multiplied by ((users of the item + 1) / (users of the most popular item + 1))^β, 0 … 1. Default 0.8.</summary>
    public double PopularityBoost { get; init; } = 0.8;

    /// <summary>ε: the score without evidence is ε · users of the item / users of the most popular item, 0 … 1. Default 0.02.</summary>
    public double PopularityPrior { get; init; } = 0.02;

    /// <summary>What tags of the other domains say in the target's words, see <see cref="TagMap"/>. Default none.</summary>
    public string TagMap { get; init; } = "";

    /// <inheritdoc/>
    public override IEnumerable<OptionFault> Faults() =>
        [
            .. OptionFault.OutsideRange("weightExponent", WeightExponent, 0, 2),
            .. OptionFault.OutsideRange("targetWeight", TargetWeight, 0, 100),
            .. OptionFault.OutsideRange("vectorShare", VectorShare, 0, 1),
            .. OptionFault.OutsideRange("audienceShare", AudienceShare, 0, 1),
            .. OptionFault.OutsideRange("popularityBoost", PopularityBoost, 0, 1),
            .. OptionFault.OutsideRange("popularityPrior", PopularityPrior, 0, 1),
            .. TagMapFaults(),
        ];

    private IEnumerable<OptionFault> TagMapFaults()
    {
        if (ContentBridge.TagMap.Parse(TagMap).Wrong is { } wrong)
        {
            yield return new OptionFault("tagMap", wrong, ContentBridge.TagMap.Form);
        }
    }
}
