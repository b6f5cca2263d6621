using System.Globalization;
using Kuajie.Server.Web.Charts;
using Kuajie.Server.Web.Parts;
using static Kuajie.Server.Web.Pages.Overview.OverviewTexts;

namespace Kuajie.Server.Web.Pages.Overview;

/// <summary>Interactions over time as pictures.</summary>
internal static class FlowCharts
{
    /// <summary>A line per domain over days; days without any are zero.</summary>
    public static (object Option, ChartTable Table) Days(IReadOnlyList<DomainFlow> flows)
    {
        var counts = flows.Select(each => each.Flow.Days.ToDictionary(day => day.Day, day => day.Interactions)).ToArray();
        var known = counts.SelectMany(each => each.Keys).ToArray();
        var days = known.Length == 0 ? [] : Between(known.Min(), known.Max());
        var option = new
        {
            tooltip = new { trigger = "axis" },
            legend = new { top = 0 },
            xAxis = new { type = "category", data = days.Select(day => day.ToString("d", CultureInfo.CurrentCulture)) },
            yAxis = new { type = "value", minInterval = 1 },
            series = flows.Select(
                (each, place) =>
                    new
                    {
                        name = each.Domain,
                        type = "line",
                        showSymbol = false,
                        data = days.Select(day => counts[place].GetValueOrDefault(day)),
                    }
            ),
        };
        var table = new ChartTable(
            [T("Day"), .. flows.Select(each => each.Domain)],
            [
                .. days.Select(day =>
                    (IReadOnlyList<string>)
                        [
                            day.ToString("d", CultureInfo.CurrentCulture),
                            .. counts.Select(each => Figures.Count(each.GetValueOrDefault(day))),
                        ]
                ),
            ]
        );
        return (option, table);
    }

    /// <summary>Stacked bars per minute of the last hour.</summary>
    public static (object Option, ChartTable Table) Minutes(IReadOnlyList<DomainFlow> flows, ConsolePreferences preferences)
    {
        var zone = TimeZoneInfo.FindSystemTimeZoneById(preferences.TimeZone);
        string[] minutes =
        [
            .. flows[0]
                .Flow.Minutes.Select(minute =>
                    TimeZoneInfo.ConvertTime(minute.Minute, zone).ToString("HH:mm", CultureInfo.InvariantCulture)
                ),
        ];
        var option = new
        {
            tooltip = new { trigger = "axis" },
            legend = new { top = 0 },
            xAxis = new { type = "category", data = minutes },
            yAxis = new { type = "value", minInterval = 1 },
            series = flows.Select(each => new
            {
                name = each.Domain,
                type = "bar",
                stack = "all",
                data = each.Flow.Minutes.Select(minute => minute.Events),
            }),
        };
        var table = new ChartTable(
            [T("Minute"), .. flows.Select(each => each.Domain)],
            [
                .. minutes.Select(
                    (minute, place) =>
                        (IReadOnlyList<string>)[minute, .. flows.Select(each => Figures.Count(each.Flow.Minutes[place].Events))]
                ),
            ]
        );
        return (option, table);
    }

    private static DateOnly[] Between(DateOnly first, DateOnly last) =>
        [.. Enumerable.Range(0, last.DayNumber - first.DayNumber + 1).Select(first.AddDays)];
}
