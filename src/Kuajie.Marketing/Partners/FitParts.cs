using Kuajie.Algorithms.Numerics.Distributions;
using Kuajie.Algorithms.Numerics.Sampling;
using Kuajie.Marketing.Texts;

namespace Kuajie.Marketing.Partners;

/// <summary>The parts of a partner's fit.</summary>
internal static class FitParts
{
    private const double Normal = 1.959964;
    private const int Draws = 400;

    public static IReadOnlyList<FitPart> Of(PartnerAggregates each, FitWeights weights, ulong seed)
    {
        var sum = weights.Overlap + weights.Affinity + weights.Tags + weights.Prices + weights.Sentiment + weights.Reach + weights.Safety;
        return
        [
            Share("Overlap", each.Shared, weights.Overlap / sum),
            Affinity(each, weights.Affinity / sum),
            Tags(each, weights.Tags / sum, seed),
            Prices(each, weights.Prices / sum, seed),
            Share("Sentiment", each.Positive, weights.Sentiment / sum),
            Share("Reach", each.New, weights.Reach / sum),
            Share("Safety", each.Incidents with { Hits = each.Incidents.Of - each.Incidents.Hits }, weights.Safety / sum),
        ];
    }

    /// <summary>The share with Wilson's interval (Wilson 1927), and its centre as the value: few observations draw it to a half.</summary>
    private static FitPart Share(string name, Tally tally, double weight)
    {
        if (tally.Of == 0)
        {
            return Unknown(name, weight);
        }
        var (centre, low, high) = WilsonInterval.Of(tally.Hits, tally.Of);
        return Known(name, centre, low, high, weight, tally.Hits, tally.Of, 100.0 * tally.Hits / tally.Of);
    }

    /// <summary>Lift of the linked over all, l / (1 + l), half where there is none; Katz's interval of the log ratio (Katz et al. 1978), counts + ½.</summary>
    private static FitPart Affinity(PartnerAggregates each, double weight)
    {
        var (linked, all) = (each.LinkedTakers, each.AllTakers);
        if (linked.Of == 0 || all.Of == 0)
        {
            return Unknown("Affinity", weight);
        }
        var log = Math.Log((linked.Hits + 0.5) / (linked.Of + 0.5) / ((all.Hits + 0.5) / (all.Of + 0.5)));
        var variance = (1 / (linked.Hits + 0.5)) - (1 / (linked.Of + 0.5)) + (1 / (all.Hits + 0.5)) - (1 / (all.Of + 0.5));
        var half = Normal * Math.Sqrt(Math.Max(0, variance));
        return Known("Affinity", Half(log), Half(log - half), Half(log + half), weight, linked.Hits, linked.Of, Math.Exp(log));
        static double Half(double value) => 1 / (1 + Math.Exp(-value));
    }

    /// <summary>Cosine of the two shares over tags; interval by Poisson draws of the counts around what was seen.</summary>
    private static FitPart Tags(PartnerAggregates each, double weight, ulong seed)
    {
        var tags = each.OwnTags.Keys.Union(each.PartnerTags.Keys).Order(StringComparer.Ordinal).ToArray();
        double[] own = [.. tags.Select(tag => (double)each.OwnTags.GetValueOrDefault(tag))];
        double[] other = [.. tags.Select(tag => (double)each.PartnerTags.GetValueOrDefault(tag))];
        if (own.Sum() == 0 || other.Sum() == 0)
        {
            return Unknown("Tags", weight);
        }
        var random = new SplittableRandom(seed);
        var value = Cosine(own, other);
        var (low, high) = Interval(() => Cosine(Redrawn(own, ref random), Redrawn(other, ref random)));
        return Known("Tags", value, Math.Min(low, value), Math.Max(high, value), weight, tags.Count(IsCommon), tags.Length, value);
        bool IsCommon(string tag) => each.OwnTags.GetValueOrDefault(tag) > 0 && each.PartnerTags.GetValueOrDefault(tag) > 0;
    }

    /// <summary>Bhattacharyya's coefficient of two log-normal prices; interval by drawing means and deviations from their sampling distributions.</summary>
    private static FitPart Prices(PartnerAggregates each, double weight, ulong seed)
    {
        var (own, other) = (each.OwnPrices, each.PartnerPrices);
        if (own.Count < 2 || other.Count < 2)
        {
            return Unknown("Prices", weight);
        }
        var random = SplittableRandom.Stream(seed, 1);
        var value = Coefficient(own, other);
        var (low, high) = Interval(() => Coefficient(Redrawn(own, ref random), Redrawn(other, ref random)));
        return Known("Prices", value, Math.Min(low, value), Math.Max(high, value), weight, own.Count, other.Count, value);
    }

    private static double Coefficient(PriceProfile own, PriceProfile other)
    {
        var (first, second) = (own.DeviationLog * own.DeviationLog, other.DeviationLog * other.DeviationLog);
        var apart = own.MeanLog - other.MeanLog;
        return Math.Sqrt(2 * own.DeviationLog * other.DeviationLog / (first + second)) * Math.Exp(-apart * apart / (4 * (first + second)));
    }

    private static PriceProfile Redrawn(PriceProfile prices, ref SplittableRandom random) =>
        prices with
        {
            MeanLog = prices.MeanLog + (random.NextNormal() * prices.DeviationLog / Math.Sqrt(prices.Count)),
            DeviationLog = prices.DeviationLog * Math.Exp(random.NextNormal() / Math.Sqrt(2.0 * prices.Count)),
        };

    private static double[] Redrawn(double[] counts, ref SplittableRandom random)
    {
        var drawn = new double[counts.Length];
        for (var place = 0; place < counts.Length; place++)
        {
            drawn[place] = Math.Max(0, counts[place] + (Math.Sqrt(counts[place]) * random.NextNormal()));
        }
        return drawn;
    }

    private static double Cosine(double[] left, double[] right)
    {
        var norm = Math.Sqrt(left.Sum(value => value * value) * right.Sum(value => value * value));
        return norm == 0 ? 0 : Math.Min(1, left.Zip(right, (one, other) => one * other).Sum() / norm);
    }

    private static (double Low, double High) Interval(Func<double> draw)
    {
        var values = Enumerable.Range(0, Draws).Select(_ => draw()).Order().ToArray();
        return (values[(int)(0.025 * Draws)], values[(int)(0.975 * Draws)]);
    }

    private static FitPart Known(string name, double value, double low, double high, double weight, params object[] evidence) =>
        new(name, value, Math.Max(0, low), Math.Min(1, high), weight, true, MarketingText.Of("Fit" + name, evidence));

    private static FitPart Unknown(string name, double weight) => new(name, 0.5, 0, 1, weight, false, MarketingText.Of("FitUnknown"));
}
