using Kuajie.Server.Reports;
using Kuajie.Server.Web.Parts;

namespace Kuajie.Server.Web.Charts;

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
    /// <param name="unit">What stands behind the numbers of the axis.</param>
    public static object Option(IReadOnlyList<IntervalRow> rows, string mean, string other, string? interval = null, string unit = "")
    {
        var band = interval ?? ConsoleTexts.Say("Interval");
        // What can be below nothing is seen against nothing; shares begin there.
        var isSigned = rows.Any(row => row.Low < 0 || row.High < 0);
        var range = IntervalRange.Of([.. rows.Select(row => (row.Mean, row.Low, row.High))]);
        var most = rows.Max(row => Math.Max(range.Within(row.High), row.Other ?? 0)) * MostMargin;
        (double At, string Name, int Turn)[] cut =
        [
            .. rows.Where(row => !range.Holds(row.Low)).Select(row => (range.Low, row.Name, 90)),
            .. rows.Where(row => !range.Holds(row.High)).Select(row => (range.High, row.Name, -90)),
        ];
        var goesOn = ConsoleTexts.Say("IntervalGoesOn");
        object[] series =
        [
            Bands(band, rows, isSigned, range),
            Dots(mean, "circle", rows.Select(row => (row.Name, (double?)row.Mean))),
            Dots(other, "diamond", rows.Select(row => (row.Name, row.Other))),
            .. cut.Length > 0 ? [Arrows(goesOn, cut)] : Array.Empty<object>(),
        ];
        string[] named =
        [
            mean,
            .. rows.Any(row => row.Other is not null) ? [other] : Array.Empty<string>(),
            band,
            .. cut.Length > 0 ? [goesOn] : Array.Empty<string>(),
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
            legend = new { top = 0, data = named },
            tooltip = new { trigger = "item" },
            xAxis = new
            {
                type = "value",
                min = isSigned ? null : (double?)0,
                max = isSigned ? null : (double?)Math.Round(most, 2),
                // The room at the end is no round number, and shares have none beyond 1.
                axisLabel = new
                {
                    showMaxLabel = isSigned,
                    hideOverlap = true,
                    formatter = "{value}" + unit,
                },
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

    /// <summary>The same to read; without the column of what it is compared with where that is called nothing.</summary>
    public static ChartTable Table(IReadOnlyList<IntervalRow> rows, string first, string mean, string other) =>
        new(
            [
                first,
                mean,
                ConsoleTexts.Say("IntervalLow"),
                ConsoleTexts.Say("IntervalHigh"),
                .. other.Length > 0 ? [other] : Array.Empty<string>(),
            ],
            [
                .. rows.Select(row =>
                    (IReadOnlyList<string>)
                        [
                            row.Name,
                            Three(row.Mean),
                            Three(row.Low),
                            Three(row.High),
                            .. other.Length > 0 ? [row.Other is { } value ? Three(value) : "–"] : Array.Empty<string>(),
                        ]
                ),
            ]
        );

    /// <summary>Room that so many rows need.</summary>
    public static int HeightOf(int rows) => 80 + (rows * 34);

    private static string Three(double value) => Figures.Number(value, 3);

    /// <summary>All intervals as one line with gaps: from each low end to its high end, on its own row.</summary>
    private static object Bands(string name, IReadOnlyList<IntervalRow> rows, bool isSigned, IntervalRange range) =>
        new
        {
            name,
            type = "line",
            silent = true,
            symbol = "none",
            lineStyle = new
            {
                width = 8,
                opacity = 0.45,
                color = "#7b8595",
                cap = "round",
            },
            itemStyle = new { color = "#7b8595" },
            data = rows.SelectMany(row =>
                (object[][])
                    [
                        [Math.Round(range.Within(row.Low), 4), row.Name],
                        [Math.Round(range.Within(row.High), 4), row.Name],
                        ["-", row.Name],
                    ]
            ),
            markLine = isSigned
                ? new
                {
                    silent = true,
                    symbol = "none",
                    label = new { show = false },
                    lineStyle = new { type = "solid", width = 1 },
                    data = new[] { new { xAxis = 0 } },
                }
                : null,
        };

    /// <summary>Where an interval goes on beyond the picture.</summary>
    private static object Arrows(string name, IEnumerable<(double At, string Name, int Turn)> cut) =>
        new
        {
            name,
            type = "scatter",
            symbol = "triangle",
            symbolSize = 12,
            itemStyle = new { color = "#7b8595" },
            data = cut.Select(each => new
            {
                name = each.Name,
                value = new object[] { Math.Round(each.At, 4), each.Name },
                symbolRotate = each.Turn,
            }),
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
