using Kuajie.Marketing.Delivery;
using Kuajie.Platform.Campaigns.Life;

namespace Kuajie.Platform.Campaigns.Forecasts;

/// <summary>The days of a campaign by its own midnights.</summary>
internal sealed class CampaignDays(CampaignDefinition definition)
{
    private readonly TimeZoneInfo zone = TimeZoneInfo.FindSystemTimeZoneById(definition.TimeZone);

    /// <summary>The day of a moment.</summary>
    public DateOnly Of(DateTimeOffset moment) => DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(moment, zone).DateTime);

    /// <summary>A day as stores number it, yyyymmdd, or the other way round.</summary>
    public static DateOnly Of(int day) => new(day / 10_000, day / 100 % 100, day % 100);

    /// <summary>When a day begins; where clocks jump over midnight, right after.</summary>
    public DateTimeOffset StartOf(DateOnly day)
    {
        var midnight = day.ToDateTime(TimeOnly.MinValue, DateTimeKind.Unspecified);
        while (zone.IsInvalidTime(midnight))
        {
            midnight = midnight.AddMinutes(15);
        }
        return new DateTimeOffset(midnight, zone.GetUtcOffset(midnight));
    }

    /// <summary>All days of the window.</summary>
    public IReadOnlyList<DeliveryDay> All()
    {
        var days = new List<DeliveryDay>();
        for (var day = Of(definition.StartsAt); StartOf(day) < definition.EndsAt; day = day.AddDays(1))
        {
            var (from, until) = (StartOf(day), StartOf(day.AddDays(1)));
            var (first, last) = (Later(from, definition.StartsAt), Earlier(until, definition.EndsAt));
            if (last > first)
            {
                days.Add(new DeliveryDay(day, last, Math.Min(1, (last - first) / (until - from))));
            }
        }
        return days;
    }

    private static DateTimeOffset Later(DateTimeOffset one, DateTimeOffset other) => one > other ? one : other;

    private static DateTimeOffset Earlier(DateTimeOffset one, DateTimeOffset other) => one < other ? one : other;
}
