using System.Globalization;

namespace Kuajie.Algorithms.Models.Blend;

/// <summary>Options of <see cref="BlendTrainer"/>.</summary>
public sealed record BlendOptions : ModelOptions
{
    private const int MostParts = 32;

    /// <summary>The models to blend, 1 … 32. Empty (the default): the kind's usual parts with their default options.</summary>
    public IReadOnlyList<BlendPart> Parts { get; init; } = [];

    /// <summary>
    /// Weights already learnt: for cold users, users with few and with many target rows two per part each. Empty (the default):
    /// learnt on rows held out from the training data.
    /// </summary>
    public IReadOnlyList<double> Weights { get; init; } = [];

    /// <summary>Most rows to hold out for learning weights, 50 … 100000. Default 3000.</summary>
    public int ValidationRows { get; init; } = 3000;

    /// <summary>Sampled rivals of each held-out row in learning, 10 … 1000. Default 200.</summary>
    public int Negatives { get; init; } = 200;

    /// <inheritdoc/>
    public override IEnumerable<OptionFault> Faults() =>
        [
            .. OptionFault.OutsideRange("validationRows", ValidationRows, 50, 100_000),
            .. OptionFault.OutsideRange("negatives", Negatives, 10, 1000),
            .. PartFaults(),
            .. WeightFaults(),
        ];

    private IEnumerable<OptionFault> PartFaults()
    {
        if (Parts.Count > MostParts)
        {
            yield return new OptionFault("parts", $"{Parts.Count}", $"0 … {MostParts}");
        }
        foreach (var part in Parts.Where(part => ModelCatalog.Kinds.All(kind => kind.Name != part?.Model)))
        {
            var names = ModelCatalog.Kinds.Select(kind => kind.Name);
            yield return new OptionFault("parts", part?.Model ?? "null", string.Join(" | ", names));
        }
        foreach (var part in Parts.Where(part => part?.Model is BlendKind.SingleName or BlendKind.JointName))
        {
            yield return new OptionFault("parts", part.Model, "no blend inside a blend");
        }
    }

    private IEnumerable<OptionFault> WeightFaults()
    {
        var expected = BlendWeights.GroupCount * BlendWeights.FeatureCount(Parts.Count);
        if (Weights.Count > 0 && (Parts.Count == 0 || Weights.Count != expected))
        {
            yield return new OptionFault("weights", string.Create(CultureInfo.InvariantCulture, $"{Weights.Count}"), $"0 | {expected}");
        }
        if (Weights.Any(weight => !double.IsFinite(weight)))
        {
            yield return new OptionFault("weights", "NaN, ∞", "−1 … 1");
        }
    }
}
