using Kuajie.Server.Web.Charts;
using Kuajie.Server.Web.Parts;

namespace Kuajie.Server.Web.Pages.Training;

/// <summary>One row of a plot of intervals.</summary>
/// <param name="Name">What was measured.</param>
/// <param name="Mean">Its mean.</param>
/// <param name="Low">Lower end of the interval.</param>
/// <param name="High">Upper end.</param>
/// <param name="Other">What it is compared with on the same rows, or null.</param>
internal sealed record IntervalRow(string Name, double Mean, double Low, double High, double? Other = null);

/// <summary>Means with their intervals, one row each, beside what they are compared with.</summary>
internal static class IntervalPlot
{
    private const double MostMargin = 1.15;

    /// <summary>The picture.</summary>
    /// <param name="rows">The rows.</param>
    /// <param name="mean">What the means are called.</param>
    /// <param name="other">What they are compared with is called.</param>
    /// <param name="interval">What the interval is called; the 95 % interval where left out.</param>
    public static object Option(IReadOnlyList<IntervalRow> rows, string mean, string other, string? interval = null)
    {
        var band = interval ?? TrainingTexts.T("Interval");
        var most = rows.Max(row => Math.Max(row.High, row.Other ?? 0)) * MostMargin;
        object[] series =
        [
            Band([.. rows.Select(row => row.Low)], "transparent", 0, ""),
            Band([.. rows.Select(row => row.High - row.Low)], "#7b8595", 0.45, band),
            Dots(mean, "circle", rows.Select(row => (row.Name, (double?)row.Mean))),
            Dots(other, "diamond", rows.Select(row => (row.Name, row.Other))),
        ];
        return new
        {
            grid = new
            {
                left = 8,
                right = 24,
                top = 40,
                bottom = 8,
            },
            legend = new { top = 0, data = rows.Any(row => row.Other is not null) ? new[] { mean, other, band } : [mean, band] },
            tooltip = new { trigger = "item" },
            xAxis = new
            {
                type = "value",
                min = 0,
                max = Math.Round(most, 2),
                // The room at the end is no round number, and shares have none beyond 1.
                axisLabel = new { showMaxLabel = false },
            },
            yAxis = new
            {
                type = "category",
                inverse = true,
                data = rows.Select(row => row.Name),
                axisLabel = new { width = 190, overflow = "truncate" },
            },
            series,
        };
    }

    /// <summary>The same to read.</summary>
    public static ChartTable Table(IReadOnlyList<IntervalRow> rows, string first, string mean, string other) =>
        new(
            [first, mean, TrainingTexts.T("IntervalLow"), TrainingTexts.T("IntervalHigh"), other],
            [
                .. rows.Select(row =>
                    (IReadOnlyList<string>)
                        [row.Name, Three(row.Mean), Three(row.Low), Three(row.High), row.Other is { } value ? Three(value) : "–"]
                ),
            ]
        );

    /// <summary>Room that so many rows need.</summary>
    public static int HeightOf(int rows) => 80 + (rows * 34);

    private static string Three(double value) => Figures.Number(value, 3);

    private static object Band(double[] lengths, string colour, double opacity, string name) =>
        new
        {
            name,
            type = "bar",
            stack = "interval",
            silent = true,
            barWidth = 8,
            data = lengths,
            itemStyle = new
            {
                color = colour,
                opacity,
                borderRadius = 4,
            },
        };

    private static object Dots(string name, string symbol, IEnumerable<(string Name, double? Value)> dots) =>
        new
        {
            name,
            type = "scatter",
            symbol,
            symbolSize = 12,
            data = dots.Where(dot => dot.Value is not null)
                .Select(dot => new { name = dot.Name, value = new object[] { Math.Round(dot.Value!.Value, 4), dot.Name } }),
        };
}
