using Kuajie.Marketing.Faults;
using Kuajie.Marketing.Texts;

namespace Kuajie.Marketing.Allocation;

/// <summary>Exposures expected in a window.</summary>
/// <param name="Day">The day.</param>
/// <param name="Window">Window of the day, from 0.</param>
/// <param name="Exposures">The median expected.</param>
/// <param name="Low">Lower end of the 80 % interval: a cautious inventory.</param>
/// <param name="High">Upper end.</param>
public readonly record struct ForecastWindow(DateOnly Day, int Window, double Exposures, double Low, double High);

/// <summary>How forecasts made in the past would have done.</summary>
/// <param name="Origins">How many forecasts were made.</param>
/// <param name="MeanAbsoluteError">Mean error of ours, in exposures.</param>
/// <param name="SeasonalNaiveError">Mean error of repeating the last week.</param>
/// <param name="Coverage">Share of windows within the interval, each judged by the errors of earlier forecasts; NaN never, 0 where there are none.</param>
public sealed record ForecastBacktest(int Origins, double MeanAbsoluteError, double SeasonalNaiveError, double Coverage);

/// <summary>
/// Inventory from history: level, fading trend, weekday, window of the day and holidays (<see cref="SeasonalRegression"/>). Intervals are the 10 % and 90 %
/// points of the errors, on the log scale, that forecasts from earlier days made as far ahead: no distribution is assumed. Beside it always the repeated
/// last week.
/// </summary>
/// <param name="Windows">One row per window of the horizon; empty where there is not enough data.</param>
/// <param name="Backtest">How it would have done; null where there is not enough data.</param>
/// <param name="Shortage">Why there is no forecast; null where there is one.</param>
public sealed record InventoryForecast(IReadOnlyList<ForecastWindow> Windows, ForecastBacktest? Backtest, MarketingText? Shortage)
{
    /// <summary>Days of history needed at least.</summary>
    public const int LeastDays = 21;

    private const int Origins = 6;
    private const double Tail = 0.1;

    /// <summary>Forecasts days after the history. O(origins · windows · terms²).</summary>
    /// <param name="history">What was.</param>
    /// <param name="horizonDays">How many days ahead, 1 … 90.</param>
    /// <exception cref="InvalidInputException">The history cannot be used.</exception>
    public static InventoryForecast Of(InventoryHistory history, int horizonDays)
    {
        ArgumentNullException.ThrowIfNull(history);
        ArgumentOutOfRangeException.ThrowIfLessThan(horizonDays, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(horizonDays, 90);
        InvalidInputException.ThrowIfAny(history.Faults());
        if (history.Days < LeastDays)
        {
            return new InventoryForecast([], null, MarketingText.Of("ShortageDays", history.Days, LeastDays));
        }
        var (backtest, errors) = Judge(history, horizonDays);
        var regression = new SeasonalRegression(history);
        var (low, high) = (Quantile(errors, Tail), Quantile(errors, 1 - Tail));
        var windows =
            from day in Enumerable.Range(history.Days, horizonDays)
            from window in Enumerable.Range(0, history.WindowsPerDay)
            let log = regression.Predict(day, window)
            select new ForecastWindow(
                history.First.AddDays(day),
                window,
                Back(log),
                Back(log + Math.Min(0, low)),
                Back(log + Math.Max(0, high))
            );
        return new InventoryForecast([.. windows], backtest, null);
    }

    private static (ForecastBacktest Backtest, List<double> Errors) Judge(InventoryHistory history, int horizonDays)
    {
        var (ours, naive, covered, judged) = (new List<double>(), new List<double>(), 0, 0);
        var errors = new List<double>();
        var origins = OriginDays(history.Days, horizonDays);
        foreach (var origin in origins)
        {
            var regression = new SeasonalRegression(history.Until(origin));
            var (low, high) = (Quantile(errors, Tail), Quantile(errors, 1 - Tail));
            var fresh = new List<double>();
            for (var day = origin; day < Math.Min(history.Days, origin + horizonDays); day++)
            {
                for (var window = 0; window < history.WindowsPerDay; window++)
                {
                    var truth = history.Exposures[(day * history.WindowsPerDay) + window];
                    var weekBefore = origin - 7 + ((day - origin) % 7);
                    var log = regression.Predict(day, window);
                    var error = Math.Log(1 + truth) - log;
                    ours.Add(Math.Abs(truth - Back(log)));
                    naive.Add(Math.Abs(truth - history.Exposures[(weekBefore * history.WindowsPerDay) + window]));
                    fresh.Add(error);
                    judged += errors.Count > 0 ? 1 : 0;
                    covered += errors.Count > 0 && error >= low && error <= high ? 1 : 0;
                }
            }
            errors.AddRange(fresh);
        }
        return (new ForecastBacktest(origins.Count, ours.Average(), naive.Average(), judged == 0 ? 0 : (double)covered / judged), errors);
    }

    /// <summary>Days from which past forecasts start: spread over the later part, at least two weeks in, with the horizon (where it fits) after them.</summary>
    private static List<int> OriginDays(int days, int horizonDays)
    {
        var last = Math.Max(14, days - horizonDays);
        var first = Math.Max(14, last - (Origins * Math.Max(1, Math.Min(7, horizonDays))));
        return [.. Enumerable.Range(0, Origins).Select(step => first + ((last - first) * step / (Origins - 1))).Distinct()];
    }

    private static double Quantile(List<double> values, double share) =>
        values.Count == 0 ? 0 : values.Order().ElementAt((int)Math.Round(share * (values.Count - 1)));

    private static double Back(double log) => Math.Max(0, Math.Exp(log) - 1);
}
