using System.Globalization;
using Kuajie.Client.Campaigns;
using Kuajie.Server.Web.Charts;
using Kuajie.Server.Web.Parts;
using static Kuajie.Server.Web.Pages.Campaigns.CampaignsTexts;

namespace Kuajie.Server.Web.Pages.Campaigns;

/// <summary>Exposures by slot and time as a picture: a row per slot and window of the day, a column per day.</summary>
internal static class PlanHeat
{
    /// <summary>The ECharts option.</summary>
    public static object Option(IReadOnlyList<PlannedPlacementResponse> placements)
    {
        var cells = Cells(placements);
        var (rows, days) = (RowsOf(placements), placements.Select(each => each.Day).Distinct().Order().ToArray());
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
            xAxis = new { type = "category", data = days.Select(Named) },
            yAxis = new
            {
                type = "category",
                data = rows,
                inverse = true,
                axisLabel = new { interval = 0 },
            },
            visualMap = new
            {
                min = 0,
                max = Math.Max(1, cells.Max(cell => cell.Exposures)),
                calculable = false,
                orient = "horizontal",
                left = "center",
                bottom = 0,
                itemWidth = 12,
                itemHeight = 160,
                text = new[] { T("HeatMany"), "0" },
            },
            series = new[]
            {
                new
                {
                    type = "heatmap",
                    data = cells.Select(cell =>
                        new object[] { Array.IndexOf(days, cell.Day), Array.IndexOf(rows, cell.Row), cell.Exposures }
                    ),
                },
            },
        };
    }

    /// <summary>The same to read.</summary>
    public static ChartTable ToTable(IReadOnlyList<PlannedPlacementResponse> placements) =>
        new(
            [T("Slot"), T("Day"), T("Exposures")],
            [.. Cells(placements).Select(cell => (IReadOnlyList<string>)[cell.Row, Named(cell.Day), Figures.Count(cell.Exposures)])]
        );

    /// <summary>Room that the rows need.</summary>
    public static int HeightOf(IReadOnlyList<PlannedPlacementResponse> placements) => 130 + (26 * RowsOf(placements).Length);

    private static string[] RowsOf(IReadOnlyList<PlannedPlacementResponse> placements) =>
        [.. placements.OrderBy(each => each.Slot, StringComparer.Ordinal).ThenBy(each => each.From).Select(RowOf).Distinct()];

    private static (string Row, DateOnly Day, long Exposures)[] Cells(IReadOnlyList<PlannedPlacementResponse> placements) =>
        [
            .. placements
                .GroupBy(each => (Row: RowOf(each), each.Day))
                .Select(group => (group.Key.Row, group.Key.Day, group.Sum(each => each.Exposures)))
                .OrderBy(cell => cell.Row, StringComparer.Ordinal)
                .ThenBy(cell => cell.Day),
        ];

    private static string RowOf(PlannedPlacementResponse placement) =>
        string.Create(CultureInfo.InvariantCulture, $"{placement.Slot} {placement.From:HH:mm}");

    private static string Named(DateOnly day) => day.ToString("M", CultureInfo.CurrentCulture);
}
