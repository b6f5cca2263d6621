using System.Globalization;
using Kuajie.Marketing.Faults;

namespace Kuajie.Marketing.Partners;

/// <summary>What is wrong with aggregates.</summary>
internal static class PartnerFitFaults
{
    public static IEnumerable<InputFault> Of(PartnerAggregates each, FitWeights weights) =>
        Tallies(each).Concat(Counts(each)).Concat(Prices(each)).Concat(Weights(weights));

    private static IEnumerable<InputFault> Tallies(PartnerAggregates each)
    {
        (string Name, Tally Tally)[] tallies =
        [
            ("shared", each.Shared),
            ("new", each.New),
            ("linked takers", each.LinkedTakers),
            ("all takers", each.AllTakers),
            ("positive", each.Positive),
            ("incidents", each.Incidents),
        ];
        return tallies
            .Where(pair => pair.Tally.Hits < 0 || pair.Tally.Hits > pair.Tally.Of)
            .Select(pair => new InputFault(
                "Tally",
                $"{each.Partner}: {pair.Name}",
                FormattableString.Invariant($"{pair.Tally.Hits} / {pair.Tally.Of}")
            ));
    }

    private static IEnumerable<InputFault> Counts(PartnerAggregates each) =>
        each
            .OwnTags.Concat(each.PartnerTags)
            .Append(new KeyValuePair<string, long>("audience", Math.Min(each.OwnAudience, each.PartnerAudience)))
            .Where(pair => pair.Value < 0)
            .Select(pair => new InputFault(
                "NegativeAmount",
                $"{each.Partner}: {pair.Key}",
                pair.Value.ToString(CultureInfo.InvariantCulture)
            ));

    private static IEnumerable<InputFault> Prices(PartnerAggregates each) =>
        new[] { each.OwnPrices, each.PartnerPrices }
            .Where(prices =>
                prices.Count < 0
                || (
                    prices.Count > 0
                    && !(double.IsFinite(prices.MeanLog) && prices.DeviationLog > 0 && double.IsFinite(prices.DeviationLog))
                )
            )
            .Select(prices => new InputFault(
                "PriceProfile",
                each.Partner,
                FormattableString.Invariant($"{prices.MeanLog} ± {prices.DeviationLog} ({prices.Count})")
            ));

    private static IEnumerable<InputFault> Weights(FitWeights weights)
    {
        double[] all = [weights.Overlap, weights.Affinity, weights.Tags, weights.Prices, weights.Sentiment, weights.Reach, weights.Safety];
        if (all.Any(weight => !(weight >= 0 && double.IsFinite(weight))) || all.Sum() == 0)
        {
            yield return new InputFault(
                "FitWeight",
                "weights",
                string.Join(", ", all.Select(weight => FormattableString.Invariant($"{weight}")))
            );
        }
    }
}
