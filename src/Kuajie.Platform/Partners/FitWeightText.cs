using System.Globalization;
using Kuajie.Marketing.Partners;
using Kuajie.Platform.Faults;

namespace Kuajie.Platform.Partners;

/// <summary>Weights of the parts of a fit as people write them: <c>overlap=0.3,tags=0.2</c>.</summary>
public static class FitWeightText
{
    /// <summary>The parts by their names, with their usual weights, which sum to 1.</summary>
    public static IReadOnlyList<(string Part, double Weight)> Usual { get; } = Named(new FitWeights());

    /// <summary>Reads weights; parts that are not named keep their usual weight.</summary>
    /// <exception cref="KuajieException">A part is unknown or its weight no number.</exception>
    public static FitWeights Read(string? text)
    {
        var weights = new FitWeights();
        foreach (var part in (text ?? "").Split([',', '，'], StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            var sides = part.Split('=', 2, StringSplitOptions.TrimEntries);
            if (
                sides.Length != 2
                || !double.TryParse(sides[1], NumberStyles.Float, CultureInfo.InvariantCulture, out var weight)
                || !double.IsFinite(weight)
                || weight < 0
                || With(weights, sides[0], weight) is not { } changed
            )
            {
                throw PartnerTexts.Source.Fault("wrong-weights", "Weights", "weights", isUsage: true, arguments: [text]);
            }
            weights = changed;
        }
        return weights;
    }

    private static (string Part, double Weight)[] Named(FitWeights weights) =>
        [
            ("overlap", weights.Overlap),
            ("affinity", weights.Affinity),
            ("tags", weights.Tags),
            ("prices", weights.Prices),
            ("sentiment", weights.Sentiment),
            ("reach", weights.Reach),
            ("safety", weights.Safety),
        ];

    private static FitWeights? With(FitWeights weights, string part, double weight) =>
        part switch
        {
            "overlap" => weights with { Overlap = weight },
            "affinity" => weights with { Affinity = weight },
            "tags" => weights with { Tags = weight },
            "prices" => weights with { Prices = weight },
            "sentiment" => weights with { Sentiment = weight },
            "reach" => weights with { Reach = weight },
            "safety" => weights with { Safety = weight },
            _ => null,
        };
}
