using Kuajie.Algorithms.Numerics.Distributions;
using Kuajie.Algorithms.Numerics.Sampling;
using Kuajie.Marketing.Allocation;
using Kuajie.Marketing.Faults;
using Kuajie.Marketing.Texts;

namespace Kuajie.Marketing.Delivery;

/// <summary>
/// Forecasts campaigns before they are booked. Traffic comes from <see cref="InventoryForecast"/>, reach from who came of late (Colwell et al. 2012), rates from campaigns of the past
/// (<see cref="RateBelief"/>); the budget, its pace and the cap of a day are walked through day by day, in a thousand drawn futures. The same inputs and seed give the same forecast.
/// </summary>
/// <param name="seed">Decides the draws. Default 1.</param>
public sealed class DeliveryForecaster(ulong seed = 1)
{
    private const int Draws = 1000;
    private const int FarthestDays = 90;

    /// <summary>Of a normal distribution, 80 % lie within this many deviations.</summary>
    private const double DeviationsAtEnds = 1.2815515655446004;

    /// <summary>Forecasts a campaign. O(draws · days) beside the forecast of traffic.</summary>
    /// <exception cref="InvalidInputException">Something cannot be; every fault is named.</exception>
    public DeliveryForecast Of(DeliveryTerms terms, DeliveryEvidence evidence)
    {
        ArgumentNullException.ThrowIfNull(terms);
        ArgumentNullException.ThrowIfNull(evidence);
        InvalidInputException.ThrowIfAny([.. terms.Faults(), .. evidence.Faults()]);
        var yesterday = evidence.Traffic.First.AddDays(evidence.Traffic.Days - 1);
        var ahead = terms.Days[^1].Day.DayNumber - yesterday.DayNumber;
        if (evidence.Traffic.Days < InventoryForecast.LeastDays)
        {
            return Short("DeliveryShortage", evidence.Traffic.Days, InventoryForecast.LeastDays);
        }
        if (ahead > FarthestDays)
        {
            return Short("DeliveryTooFar", ahead, FarthestDays);
        }
        var traffic = InventoryForecast.Of(evidence.Traffic, Math.Max(1, ahead)).Windows.ToDictionary(each => each.Day);
        ForecastWindow[] windows =
        [
            .. terms.Days.Select(day => traffic.TryGetValue(day.Day, out var window) ? window : Known(evidence.Traffic, day.Day)),
        ];
        var curve = new ReachCurve(evidence.Visits, terms.MostPerUserADay, terms.MostPerUser);
        var left = Left(terms, evidence, curve);
        var walk = new DeliveryWalk(terms, evidence, curve, windows, left);
        return Answer(terms, evidence, walk) with
        {
            Funnel = new DeliveryFunnel(evidence.EligibleShare, terms.RolloutShare, terms.HoldoutShare, left.Average()),
        };
    }

    private DeliveryForecast Answer(DeliveryTerms terms, DeliveryEvidence evidence, DeliveryWalk walk)
    {
        var (clicks, actions) = (new RateDraws(evidence.ClickRate), new RateDraws(evidence.ActionRate));
        var isPriced = IsPriced(terms, evidence);
        var futures = new DeliveryFuture[Draws];
        for (var place = 0; place < Draws; place++)
        {
            var random = SplittableRandom.Stream(seed, (ulong)place);
            futures[place] = walk.Future(
                random.NextNormal() / DeviationsAtEnds,
                clicks.Next(ref random),
                actions.Next(ref random),
                ref random
            );
        }
        return new DeliveryForecast
        {
            Impressions = ForecastRange.Of(futures.Select(each => each.Impressions)),
            Reach = evidence.Visits.Days >= VisitTable.LeastDays ? ForecastRange.Of(futures.Select(each => each.Reach)) : null,
            Clicks = evidence.ClickRate is null ? null : ForecastRange.Of(futures.Select(each => each.Clicks)),
            Conversions = evidence.ActionRate is null ? null : ForecastRange.Of(futures.Select(each => each.Actions)),
            Spend = isPriced ? ForecastRange.Of(futures.Select(each => each.Spend)) : null,
            Days =
            [
                .. terms.Days.Select(
                    (day, place) =>
                        new ForecastDay(
                            day.Day,
                            walk.Traffic(place),
                            ForecastRange.Of(futures.Select(each => each.SoFar[place] - (place == 0 ? 0 : each.SoFar[place - 1]))),
                            ForecastRange.Of(futures.Select(each => each.SoFar[place])),
                            isPriced ? ForecastRange.Of(futures.Select(each => each.SpentSoFar[place])) : null
                        )
                ),
            ],
            Limits = walk.Limits(evidence.ClickRate?.Mean ?? 0, evidence.ActionRate?.Mean ?? 0),
            Notes =
            [
                .. evidence.ClickRate is null
                    ? [MarketingText.Of("DeliveryNoClickRate", RateBelief.LeastImpressions)]
                    : Array.Empty<MarketingText>(),
                .. evidence.ActionRate is null
                    ? [MarketingText.Of("DeliveryNoActionRate", RateBelief.LeastImpressions)]
                    : Array.Empty<MarketingText>(),
                .. isPriced ? [] : new[] { MarketingText.Of("DeliveryUnpriced") },
                .. evidence.Visits.Days >= VisitTable.LeastDays
                    ? []
                    : new[] { MarketingText.Of("DeliveryNoReach", evidence.Visits.Days, VisitTable.LeastDays) },
            ],
        };
    }

    /// <summary>For each day the share of the traffic that frequency caps leave.</summary>
    private static double[] Left(DeliveryTerms terms, DeliveryEvidence evidence, ReachCurve curve)
    {
        var asked = evidence.Visits.AsksADay;
        var left = new double[terms.Days.Count];
        for (var (day, before) = (0, 0.0); day < left.Length; day++)
        {
            var upTo = curve.Impressions(day + 1);
            // Without caps those who are met for the first time make up for those who stay away: what is asked for stays as it is.
            left[day] =
                asked == 0 || (terms.MostPerUser is null && terms.MostPerUserADay is null) ? 1 : Math.Clamp((upTo - before) / asked, 0, 1);
            before = upTo;
        }
        return left;
    }

    /// <summary>A day of a campaign that lies in the past already: what was.</summary>
    private static ForecastWindow Known(InventoryHistory history, DateOnly day)
    {
        var place = day.DayNumber - history.First.DayNumber;
        var asks = place >= 0 && place < history.Days ? history.Exposures[place] : 0;
        return new ForecastWindow(day, 0, asks, asks, asks);
    }

    private static bool IsPriced(DeliveryTerms terms, DeliveryEvidence evidence) =>
        terms.Price switch
        {
            DeliveryPrice.PerClick => evidence.ClickRate is not null,
            DeliveryPrice.PerAction => evidence.ActionRate is not null,
            _ => true,
        };

    private static DeliveryForecast Short(string code, int found, int needed) => new() { Shortage = MarketingText.Of(code, found, needed) };

    /// <summary>Draws of a rate: quantiles of the belief at a grid, so that a draw costs nothing.</summary>
    private sealed class RateDraws(BetaDistribution? belief)
    {
        private const int Grid = 200;
        private readonly double[] quantiles = belief is { } known
            ? [.. Enumerable.Range(0, Grid).Select(place => known.Quantile((place + 0.5) / Grid))]
            : [];

        public double Next(ref SplittableRandom random)
        {
            var place = random.NextInteger(Grid);
            return quantiles.Length == 0 ? 0 : quantiles[place];
        }
    }
}
