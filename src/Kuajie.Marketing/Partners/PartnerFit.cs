using Kuajie.Marketing.Faults;
using Kuajie.Marketing.Texts;

namespace Kuajie.Marketing.Partners;

/// <summary>One part of a partner's fit, 0 (bad) … 1 (good).</summary>
/// <param name="Name">Overlap, Affinity, Tags, Prices, Sentiment, Reach or Safety.</param>
/// <param name="Value">Its value; 0.5 where nothing is known.</param>
/// <param name="Low">Lower end of its 95 % interval; 0 where nothing is known.</param>
/// <param name="High">Upper end; 1 where nothing is known.</param>
/// <param name="Weight">Its weight in the score; all weights sum to 1.</param>
/// <param name="IsKnown">Whether there were data.</param>
/// <param name="Evidence">The numbers behind it, in words.</param>
public sealed record FitPart(string Name, double Value, double Low, double High, double Weight, bool IsKnown, MarketingText Evidence);

/// <summary>Weights of the parts; they are scaled to sum to 1.</summary>
/// <param name="Overlap">Of the shared audience.</param>
/// <param name="Affinity">Of how much more linked users take up the partner's field.</param>
/// <param name="Tags">Of common interests.</param>
/// <param name="Prices">Of prices that fit.</param>
/// <param name="Sentiment">Of the brand's standing.</param>
/// <param name="Reach">Of people new to us.</param>
/// <param name="Safety">Of absence of incidents.</param>
public sealed record FitWeights(
    double Overlap = 0.15,
    double Affinity = 0.2,
    double Tags = 0.2,
    double Prices = 0.1,
    double Sentiment = 0.1,
    double Reach = 0.15,
    double Safety = 0.1
);

/// <summary>
/// How well a partner fits, from aggregates alone: Σ weight · part. The parts are taken as independent, so the score's interval has half widths
/// √(Σ (weight · half width)²), downwards and upwards apart. A part without data is 0.5 with the interval 0 … 1: not knowing widens the score instead of
/// improving it. Formulas: docs/methods/partner-fit.md.
/// </summary>
/// <param name="Partner">Name of the partner.</param>
/// <param name="Score">0 … 1.</param>
/// <param name="Low">Lower end of its 95 % interval.</param>
/// <param name="High">Upper end.</param>
/// <param name="Parts">The seven parts.</param>
public sealed record PartnerFit(string Partner, double Score, double Low, double High, IReadOnlyList<FitPart> Parts)
{
    /// <summary>Judges a partner. O(tags · draws).</summary>
    /// <exception cref="InvalidInputException">A count is negative or a part larger than its whole; all faults at once.</exception>
    public static PartnerFit Of(PartnerAggregates aggregates, FitWeights? weights = null, ulong seed = 1)
    {
        ArgumentNullException.ThrowIfNull(aggregates);
        InvalidInputException.ThrowIfAny(PartnerFitFaults.Of(aggregates, weights ?? new FitWeights()));
        var parts = FitParts.Of(aggregates, weights ?? new FitWeights(), seed);
        var score = parts.Sum(part => part.Weight * part.Value);
        return new PartnerFit(
            aggregates.Partner,
            score,
            Math.Max(0, score - Spread(part => part.Value - part.Low)),
            Math.Min(1, score + Spread(part => part.High - part.Value)),
            parts
        );

        double Spread(Func<FitPart, double> width) => Math.Sqrt(parts.Sum(part => Math.Pow(part.Weight * width(part), 2)));
    }

    /// <summary>Judges partners and ranks them, the best first.</summary>
    public static IReadOnlyList<PartnerFit> Rank(IEnumerable<PartnerAggregates> partners, FitWeights? weights = null, ulong seed = 1) =>
        [
            .. partners
                .Select(partner => Of(partner, weights, seed))
                .OrderByDescending(fit => fit.Score)
                .ThenBy(fit => fit.Partner, StringComparer.Ordinal),
        ];
}
