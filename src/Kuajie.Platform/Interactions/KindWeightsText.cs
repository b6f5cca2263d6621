using System.Globalization;
using Kuajie.Platform.Faults;

namespace Kuajie.Platform.Interactions;

/// <summary>Kind weights as people write them: <c>purchase=6,view=0</c>.</summary>
public static class KindWeightsText
{
    private const double HighestWeight = 1_000_000;

    /// <summary>The given weights with those named in the text replaced; the given ones for null.</summary>
    /// <exception cref="KuajieException">A part is no kind=weight, the kind is unknown, or the weight is negative or no number.</exception>
    public static KindWeights Apply(KindWeights weights, string? text)
    {
        ArgumentNullException.ThrowIfNull(weights);
        if (text is null)
        {
            return weights;
        }
        var changed = weights.Weights.ToDictionary(pair => pair.Key, pair => pair.Value);
        foreach (var part in text.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            var (kind, weight) = Parse(part);
            changed[kind] = weight;
        }
        return weights with { Weights = changed };
    }

    /// <summary>The given weights with those of the named kinds replaced; the given ones for null.</summary>
    /// <exception cref="KuajieException">A kind is unknown, or a weight is negative or no number.</exception>
    public static KindWeights Apply(KindWeights weights, IReadOnlyDictionary<string, double>? named) =>
        Apply(
            weights,
            named is null ? null : string.Join(',', named.Select(pair => FormattableString.Invariant($"{pair.Key}={pair.Value:R}")))
        );

    private static (InteractionKind Kind, double Weight) Parse(string part)
    {
        var sides = part.Split('=', 2, StringSplitOptions.TrimEntries);
        return
            sides.Length == 2
            && Enum.TryParse<InteractionKind>(sides[0], ignoreCase: true, out var kind)
            && Enum.IsDefined(kind)
            && !char.IsAsciiDigit(sides[0][0])
            && double.TryParse(sides[1], NumberStyles.Float, CultureInfo.InvariantCulture, out var weight)
            && weight is >= 0 and <= HighestWeight
            ? (kind, weight)
            : throw InteractionTexts.Source.Fault(
                "invalid-kind-weight",
                "InvalidKindWeight",
                isUsage: true,
                arguments: [part, string.Join(", ", Enum.GetNames<InteractionKind>().Select(name => name.ToLowerInvariant()))]
            );
    }
}
