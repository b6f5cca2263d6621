namespace Kuajie.Marketing.Delivery;

/// <summary>A whole day of a campaign as it was.</summary>
/// <param name="Day">The day by the campaign's midnights.</param>
/// <param name="Asks">How often its placements were to be filled.</param>
/// <param name="Impressions">How often it was shown.</param>
/// <param name="Passes">How often it was passed over, by cause; causes without any may be left out.</param>
public sealed record DeliveredDay(DateOnly Day, long Asks, long Impressions, IReadOnlyDictionary<DeliveryCause, long> Passes);

/// <summary>Where a campaign stands when it is judged. Money in whole minor units.</summary>
/// <param name="SpentMinorUnits">What is spent up to the last whole day.</param>
/// <param name="AllowedMinorUnits">What its pace allowed up to there.</param>
/// <param name="IsBudgetGone">Whether too little is left for anything more.</param>
/// <param name="LeftShare">Share of the window that is left, 0 … 1.</param>
/// <param name="Today">The present day by the campaign's midnights.</param>
public sealed record DeliveryProgress(long SpentMinorUnits, long AllowedMinorUnits, bool IsBudgetGone, double LeftShare, DateOnly Today);

/// <summary>Holds what a campaign delivered against its forecast. Judges sums up to the last whole day, so that one odd day raises no alarm alone.</summary>
public static class DeliveryJudge
{
    /// <summary>Where there is no forecast, a campaign is behind that spent less of what its pace allowed.</summary>
    public const double LeastOfPace = 0.8;

    /// <summary>A budget that is gone later than with this share of the window left is no matter.</summary>
    public const double LeastLeft = 0.1;

    /// <summary>What is to be told; empty where all is as expected, or no day is over. O(days).</summary>
    /// <param name="forecast">What was expected.</param>
    /// <param name="days">The whole days, in order.</param>
    /// <param name="state">Where it stands.</param>
    public static IReadOnlyList<DeliveryAlert> Of(DeliveryForecast forecast, IReadOnlyList<DeliveredDay> days, DeliveryProgress state)
    {
        ArgumentNullException.ThrowIfNull(forecast);
        ArgumentNullException.ThrowIfNull(days);
        ArgumentNullException.ThrowIfNull(state);
        var alerts = new List<DeliveryAlert>();
        var shown = days.Sum(day => day.Impressions);
        var last = days.Count == 0 ? state.Today : days[^1].Day;
        var expected = forecast.Days.LastOrDefault(day => day.Day <= last && days.Count > 0);
        if (state.IsBudgetGone && state.LeftShare >= LeastLeft)
        {
            var cause = expected is not null && IsAbove(days, forecast, expected.Day) ? DeliveryCause.MuchTraffic : DeliveryCause.Budget;
            alerts.Add(
                new DeliveryAlert(DeliveryAlertKind.BudgetGoneEarly, cause, last, shown, Whole(expected?.ImpressionsSoFar.Median ?? 0))
            );
        }
        if (days.Count == 0)
        {
            return alerts;
        }
        if (
            expected is null
                ? state.SpentMinorUnits < LeastOfPace * state.AllowedMinorUnits
                : shown < Math.Floor(expected.ImpressionsSoFar.Low)
        )
        {
            var bound = expected is null ? 0 : Whole(expected.ImpressionsSoFar.Low);
            alerts.Add(new DeliveryAlert(DeliveryAlertKind.UnderDelivery, CauseOf(forecast, days), last, shown, bound));
        }
        if (expected is not null && shown > Math.Ceiling(expected.ImpressionsSoFar.High))
        {
            var cause = IsAbove(days, forecast, expected.Day) ? DeliveryCause.MuchTraffic : DeliveryCause.FewerLimits;
            alerts.Add(new DeliveryAlert(DeliveryAlertKind.OverDelivery, cause, last, shown, Whole(expected.ImpressionsSoFar.High)));
        }
        return alerts;
    }

    private static bool IsAbove(IReadOnlyList<DeliveredDay> days, DeliveryForecast forecast, DateOnly last) =>
        days.Sum(day => (double)day.Asks) > forecast.Days.Where(day => day.Day <= last).Sum(day => day.Traffic.High);

    /// <summary>Too little traffic where less came than the lower end; else what took more of the traffic than was expected, by the largest difference.</summary>
    private static DeliveryCause CauseOf(DeliveryForecast forecast, IReadOnlyList<DeliveredDay> days)
    {
        double asks = days.Sum(day => day.Asks);
        var shown = days.Sum(day => day.Impressions);
        if (asks == 0 && shown > 0)
        {
            return DeliveryCause.Unrecorded;
        }
        var expected = forecast.Days.Where(day => day.Day <= days[^1].Day).ToArray();
        if (asks == 0 || asks < expected.Sum(day => day.Traffic.Low) || (expected.Length == 0 && shown >= asks / 2))
        {
            return DeliveryCause.LittleTraffic;
        }
        return days.SelectMany(day => day.Passes)
                .GroupBy(pass => pass.Key, pass => (double)pass.Value)
                .Select(group => (Cause: group.Key, Excess: (group.Sum() / asks) - Expected(forecast.Funnel, group.Key)))
                .Where(each => each.Excess > 0)
                .OrderByDescending(each => each.Excess)
                .ThenBy(each => each.Cause)
                .Select(each => (DeliveryCause?)each.Cause)
                .FirstOrDefault()
            ?? DeliveryCause.LittleTraffic;
    }

    /// <summary>Share of the traffic that a cause was expected to take, each of what the ones before leave.</summary>
    private static double Expected(DeliveryFunnel? funnel, DeliveryCause cause) =>
        (funnel, cause) switch
        {
            (null, _) => 0,
            (_, DeliveryCause.Segment) => 1 - funnel.EligibleShare,
            (_, DeliveryCause.Rollout) => funnel.EligibleShare * (1 - funnel.RolloutShare),
            (_, DeliveryCause.Frequency) => funnel.EligibleShare * funnel.RolloutShare * (1 - funnel.UncappedShare),
            (_, DeliveryCause.Holdout) => funnel.EligibleShare * funnel.RolloutShare * funnel.UncappedShare * funnel.HoldoutShare,
            _ => 0,
        };

    private static long Whole(double number) => (long)Math.Round(number);
}
