using Kuajie.Client.Campaigns;
using Kuajie.Marketing.Delivery;
using Kuajie.Platform.Campaigns.Forecasts;
using Kuajie.Platform.Campaigns.Life;
using Kuajie.Server.Problems;

namespace Kuajie.Server.Campaigns;

/// <summary>Forecasts of campaigns and what became of them, as programs read them.</summary>
internal static class ForecastWire
{
    /// <summary>A forecast; of fewer people than told without what could be told of them.</summary>
    public static CampaignForecastResponse ToResponse(CampaignForecast forecast, int fewest)
    {
        var delivery = forecast.Forecast;
        var isFew = fewest > 1 && delivery.Shortage is null && (delivery.Reach is null || delivery.Reach.Value.Median < fewest);
        return new CampaignForecastResponse(
            forecast.At,
            forecast.Currency,
            DeliveryForecast.Level,
            WireWords.Of($"{forecast.Source}"),
            forecast.TrafficDays,
            [.. delivery.Limits.Select(limit => new ForecastLimitResponse(WireWords.Of($"{limit}"), ForecastTexts.Of(limit)))],
            [.. ForecastTexts.NotesOf(forecast)],
            [
                .. delivery.Days.Select(day => new CampaignForecastDay(
                    day.Day,
                    Of(day.Impressions),
                    Of(day.ImpressionsSoFar),
                    day.SpendSoFar is { } spend ? Of(spend) : null
                )),
            ],
            isFew ? null : Of(delivery.Reach),
            Of(delivery.Impressions),
            isFew ? null : Of(delivery.Clicks),
            isFew ? null : Of(delivery.Conversions),
            Of(delivery.Spend),
            delivery.Shortage?.ToString(),
            isFew ? fewest : null
        );
    }

    /// <summary>What was delivered beside what was expected.</summary>
    /// <param name="tracking">The tracking.</param>
    /// <param name="isHost">Whether the reader's domain is the one whose placements they are.</param>
    /// <param name="now">The moment.</param>
    public static CampaignTrackingResponse ToResponse(CampaignTracking tracking, bool isHost, DateTimeOffset now)
    {
        var soFar = 0L;
        return new CampaignTrackingResponse(
            WireWords.Of($"{tracking.Campaign.StandingAt(tracking.Definition, now)}"),
            tracking.Definition.Currency,
            [
                .. tracking.Days.Select(day => new TrackedDayResponse(
                    day.Day,
                    day.IsWhole,
                    day.Impressions,
                    soFar += day.Impressions,
                    day.SpentMinorUnits,
                    isHost ? day.Asks : null,
                    day.Expected is { } expected ? Of(expected.Impressions) : null,
                    day.Expected is { } known ? Of(known.ImpressionsSoFar) : null
                )),
            ],
            [.. tracking.Alerts.Select(Of)],
            tracking.Forecast?.At,
            tracking.Forecast?.Forecast.Shortage?.ToString()
        );
    }

    /// <summary>An alert.</summary>
    public static DeliveryAlertResponse Of(DeliveryAlert alert) =>
        new(WireWords.Of($"{alert.Kind}"), WireWords.Of($"{alert.Cause}"), alert.Day, $"{alert.Sentence}", $"{alert.Why}", $"{alert.Cure}");

    private static RangeResponse? Of(ForecastRange? range) => range is { } known ? Of(known) : null;

    private static RangeResponse Of(ForecastRange range) => new(Math.Round(range.Median), Math.Round(range.Low), Math.Round(range.High));
}
