using System.Text.Json;
using System.Text.Json.Serialization;
using Kuajie.Marketing.Delivery;

namespace Kuajie.Platform.Campaigns.Forecasts;

/// <summary>What a forecast's traffic was counted from.</summary>
public enum TrafficSource
{
    /// <summary>Requests for decisions, filled or not.</summary>
    Decisions,

    /// <summary>Lists recommended in scenes of the placements' names, for decisions were asked for on too few days.</summary>
    Lists,
}

/// <summary>What a campaign will reach, and what that stands on.</summary>
/// <param name="At">When it was forecast.</param>
/// <param name="Currency">Currency of its amounts.</param>
/// <param name="Source">What the traffic was counted from.</param>
/// <param name="TrafficDays">Whole days of traffic on record that were used.</param>
/// <param name="Forecast">The forecast, or what is missing for one.</param>
/// <param name="Competitors">Campaigns that share placements and days and are at least of its priority: what they take is not taken off.</param>
public sealed record CampaignForecast(
    DateTimeOffset At,
    string Currency,
    TrafficSource Source,
    int TrafficDays,
    DeliveryForecast Forecast,
    IReadOnlyList<string> Competitors
)
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase, allowIntegerValues: false) },
    };

    /// <summary>As it is stored.</summary>
    public string ToJson() => JsonSerializer.Serialize(this, Json);

    /// <summary>What <see cref="ToJson"/> wrote.</summary>
    public static CampaignForecast Of(string json) => JsonSerializer.Deserialize<CampaignForecast>(json, Json)!;

    /// <summary>Alerts as they are stored.</summary>
    public static string AlertsToJson(IReadOnlyList<DeliveryAlert> alerts) =>
        JsonSerializer.Serialize(alerts.Select(each => new StoredAlert(each.Kind, each.Cause, each.Day, each.Actual, each.Bound)), Json);

    /// <summary>What <see cref="AlertsToJson"/> wrote.</summary>
    public static IReadOnlyList<DeliveryAlert> AlertsOf(string json) =>
        [
            .. JsonSerializer
                .Deserialize<IReadOnlyList<StoredAlert>>(json, Json)!
                .Select(each => new DeliveryAlert(each.Kind, each.Cause, each.Day, each.Actual, each.Bound)),
        ];

    private sealed record StoredAlert(DeliveryAlertKind Kind, DeliveryCause Cause, DateOnly Day, long Actual, long Bound);
}
