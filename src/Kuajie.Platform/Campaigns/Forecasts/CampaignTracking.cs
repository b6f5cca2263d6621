using Kuajie.Marketing.Delivery;
using Kuajie.Platform.Campaigns.Life;

namespace Kuajie.Platform.Campaigns.Forecasts;

/// <summary>A day of a campaign, as it was and as it was expected.</summary>
/// <param name="Day">The day by the campaign's midnights.</param>
/// <param name="Impressions">How often it was shown.</param>
/// <param name="SpentMinorUnits">What was spent.</param>
/// <param name="Asks">How often its placements were to be filled.</param>
/// <param name="Expected">What the forecast said; null where there was none.</param>
/// <param name="IsWhole">Whether the day is over.</param>
public sealed record TrackedDay(DateOnly Day, long Impressions, long SpentMinorUnits, long Asks, ForecastDay? Expected, bool IsWhole);

/// <summary>What a campaign delivered beside the forecast that was taken when it was agreed.</summary>
/// <param name="Campaign">The campaign.</param>
/// <param name="Definition">What it shows.</param>
/// <param name="Forecast">The forecast; null where none was taken.</param>
/// <param name="Days">Every day of the window up to today, and those to come that were forecast.</param>
/// <param name="Alerts">What is to be told.</param>
public sealed record CampaignTracking(
    Campaign Campaign,
    CampaignDefinition Definition,
    CampaignForecast? Forecast,
    IReadOnlyList<TrackedDay> Days,
    IReadOnlyList<DeliveryAlert> Alerts
);
