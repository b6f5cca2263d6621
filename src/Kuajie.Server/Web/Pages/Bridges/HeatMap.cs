using System.Globalization;
using System.Text.Encodings.Web;
using Kuajie.Client.Bridges;
using Kuajie.Server.Web.Charts;
using Kuajie.Server.Web.Parts;
using static Kuajie.Server.Web.Pages.Bridges.BridgesTexts;

namespace Kuajie.Server.Web.Pages.Bridges;

/// <summary>Bridges between tags as a picture: a cell for each pair, warm where more people have both than by chance, cold where fewer.</summary>
internal static class HeatMap
{
    /// <summary>The scale ends at four times and a quarter.</summary>
    private const double Widest = 2;

    /// <summary>The first domain's tags in the order of what they lead to, so that strong bridges lie along the diagonal; those that lead nowhere are left out.</summary>
    public static IReadOnlyList<string> Rows(TagBridgesResponse table)
    {
        var columns = table.ToTags.Index().ToDictionary(tag => tag.Item.Tag, tag => tag.Index, StringComparer.Ordinal);
        var leads = table
            .Bridges.GroupBy(bridge => bridge.FromTag, StringComparer.Ordinal)
            .ToDictionary(bridges => bridges.Key, bridges => columns[bridges.MaxBy(bridge => bridge.Low)!.ToTag], StringComparer.Ordinal);
        return
        [
            .. table
                .FromTags.Select(tag => tag.Tag)
                .Where(leads.ContainsKey)
                .OrderBy(tag => leads[tag])
                .ThenBy(tag => tag, StringComparer.Ordinal),
        ];
    }

    /// <summary>The ECharts option.</summary>
    public static object Option(TagBridgesResponse table, IReadOnlyList<string> rows, bool isDark)
    {
        var led = table.Bridges.Select(bridge => bridge.ToTag).ToHashSet(StringComparer.Ordinal);
        string[] columns = [.. table.ToTags.Select(tag => tag.Tag).Where(led.Contains)];
        return new
        {
            tooltip = new { trigger = "item" },
            grid = new
            {
                left = 8,
                right = 16,
                top = 8,
                bottom = 64,
                containLabel = true,
            },
            xAxis = new
            {
                type = "category",
                data = columns,
                axisLabel = new { rotate = 45, interval = 0 },
            },
            yAxis = new
            {
                type = "category",
                data = rows,
                inverse = true,
                axisLabel = new { interval = 0 },
            },
            visualMap = new
            {
                min = -Widest,
                max = Widest,
                calculable = false,
                orient = "horizontal",
                left = "center",
                bottom = 0,
                itemWidth = 12,
                itemHeight = 160,
                text = new[] { T("HeatMore"), T("HeatFewer") },
                inRange = new { color = isDark ? new[] { "#4aa3c7", "#2b3442", "#e08a56" } : ["#2a7f9e", "#eef1f5", "#c65d1e"] },
            },
            series = new[]
            {
                new
                {
                    type = "heatmap",
                    data = table.Bridges.Index().Select(each => Cell(each.Item, each.Index, columns, rows, isDark)).ToArray(),
                },
            },
        };
    }

    /// <summary>The same to read.</summary>
    public static ChartTable ToTable(TagBridgesResponse table) =>
        new(
            [T("FromTaste"), T("ToTaste"), T("Both"), T("Expected"), T("LiftHead"), T("LowHead"), T("HighHead"), T("ShareHead")],
            [
                .. table.Bridges.Select(bridge =>
                    (IReadOnlyList<string>)
                        [
                            bridge.FromTag,
                            bridge.ToTag,
                            Figures.Count(bridge.Both),
                            Figures.Number(bridge.Expected, 1),
                            Figures.Number(bridge.Lift),
                            Figures.Number(bridge.Low),
                            Figures.Number(bridge.High),
                            Figures.Share(bridge.Share),
                        ]
                ),
            ]
        );

    private static object Cell(TagBridgeResponse bridge, int place, string[] columns, IReadOnlyList<string> rows, bool isDark)
    {
        var value = Math.Clamp(Math.Log2(bridge.Lift), -Widest, Widest);
        return new
        {
            id = place.ToString(CultureInfo.InvariantCulture),
            value = new[] { Array.IndexOf(columns, bridge.ToTag), rows.ToList().IndexOf(bridge.FromTag), value },
            label = new
            {
                show = true,
                formatter = Figures.Number(bridge.Lift, 1),
                color = isDark || Math.Abs(value) > 1.4 ? "#ffffff" : "#1c2430",
            },
            tooltip = new { formatter = Told(bridge) },
        };
    }

    /// <summary>What the pointer is told. The picture takes it for markup and for a template: both are encoded.</summary>
    internal static string Told(TagBridgeResponse bridge) =>
        string.Join(
            "<br>",
            (
                (string[])
                    [
                        $"{bridge.FromTag} → {bridge.ToTag}",
                        T(
                            "Evidence",
                            Figures.Count(bridge.Both),
                            Figures.Number(bridge.Expected, 1),
                            Figures.Number(bridge.Low, 1),
                            Figures.Number(bridge.High, 1)
                        ),
                        T("TipLift", Figures.Number(bridge.Lift, 1), Figures.Share(bridge.Share)),
                    ]
            ).Select(line => HtmlEncoder.Default.Encode(line).Replace("{", "&#123;", StringComparison.Ordinal))
        );
}
