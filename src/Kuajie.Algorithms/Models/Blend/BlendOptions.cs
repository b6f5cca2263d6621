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

    /// <summary>Most rows to hold out for learning weights, 50 … 20000. Default 3000.</summary>
    public int ValidationRows { get; init; } = 3000;

    /// <summary>Sampled rivals of each held-out row in learning, 10 … 500. Default 200.</summary>
    public int Negatives { get; init; } = 200;

    /// <inheritdoc/>
    public override IEnumerable<OptionFault> Faults() =>
        [
            .. OptionFault.OutsideRange("validationRows", ValidationRows, 50, 20_000),
            .. OptionFault.OutsideRange("negatives", Negatives, 10, 500),
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
            yield return new OptionFault("parts", part?.Model ?? "null", Names(kind => kind is not BlendKind));
        }
        foreach (var part in Parts.Where(part => part?.Model is BlendKind.SingleName or BlendKind.JointName))
        {
            yield return new OptionFault("parts", part.Model, Names(kind => kind is not BlendKind));
        }
    }

    private static string Names(Func<ModelKind, bool> isExpected) =>
        string.Join(" | ", ModelCatalog.Kinds.Where(isExpected).Select(kind => kind.Name));

    private IEnumerable<OptionFault> WeightFaults()
    {
        var expected = BlendWeights.GroupCount * BlendWeights.FeatureCount(Parts.Count);
        if (Weights.Count > 0 && (Parts.Count == 0 || Weights.Count != expected))
        {
            yield return new OptionFault("weights", string.Create(CultureInfo.InvariantCulture, $"{Weights.Count}"), $"0 | {expected}");
        }
        if (Weights.Any(weight => !double.IsFinite(weight)))
        {
            yield return new OptionFault("weights", "NaN | ∞", "0.1, 1, …");
        }
    }
}
