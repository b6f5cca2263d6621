using Kuajie.Client.Campaigns;

namespace Kuajie.Server.Web.Pages.Campaigns;

/// <summary>Impressions day by day: what was expected with its band, and what was.</summary>
internal static class DeliveryPlot
{
    /// <summary>What the chart is drawn from.</summary>
    /// <param name="days">The days.</param>
    /// <param name="expected">What was expected of each; null where nothing was.</param>
    /// <param name="actual">What was, of the first of them; empty for none.</param>
    /// <param name="forecast">What the expectation is called.</param>
    /// <param name="band">What its band is called.</param>
    /// <param name="impressions">What is counted.</param>
    public static object Option(
        IReadOnlyList<string> days,
        IReadOnlyList<RangeResponse?> expected,
        IReadOnlyList<long> actual,
        string forecast,
        string band,
        string impressions
    )
    {
        // Nobody looks for a line that is named and not there.
        var hasForecast = expected.Any(range => range is not null);
        return new
        {
            tooltip = new { trigger = "axis" },
            legend = new
            {
                top = 0,
                data = (string[])
                    [
                        .. actual.Count > 0 ? [impressions] : Array.Empty<string>(),
                        .. hasForecast ? [forecast, band] : Array.Empty<string>(),
                    ],
            },
            grid = new
            {
                left = 8,
                right = 24,
                top = 48,
                bottom = 8,
                containLabel = true,
            },
            xAxis = new { type = "category", data = days },
            yAxis = new
            {
                type = "value",
                name = actual.Count > 0 ? "" : impressions,
                minInterval = 1,
            },
            series = (object[])
                [
                    .. hasForecast ? Expectation(expected, forecast, band) : [],
                    .. actual.Count > 0 ? [Line(impressions, actual)] : Array.Empty<object>(),
                ],
        };
    }

    private static object Line(string name, IReadOnlyList<long> counts) =>
        new
        {
            name,
            type = "line",
            lineStyle = new { width = 3 },
            data = counts,
        };

    private static object[] Expectation(IReadOnlyList<RangeResponse?> expected, string forecast, string band) =>
        [
            // The band stands on its lower end: an area stacked on an unseen line.
            new
            {
                name = "",
                type = "line",
                stack = "band",
                silent = true,
                showSymbol = false,
                tooltip = new { show = false },
                lineStyle = new { opacity = 0 },
                data = expected.Select(range => range?.Low),
            },
            new
            {
                name = band,
                type = "line",
                stack = "band",
                silent = true,
                showSymbol = false,
                tooltip = new { show = false },
                lineStyle = new { opacity = 0 },
                areaStyle = new { opacity = 0.25 },
                data = expected.Select(range => range is null ? null : (double?)(range.High - range.Low)),
            },
            new
            {
                name = forecast,
                type = "line",
                showSymbol = expected.Count == 1,
                lineStyle = new { type = "dashed" },
                data = expected.Select(range => range?.Median),
            },
        ];
}
