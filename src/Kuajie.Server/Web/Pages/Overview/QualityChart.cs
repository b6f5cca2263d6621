using Kuajie.Client.Training;
using Kuajie.Server.Web.Charts;
using Kuajie.Server.Web.Parts;
using static Kuajie.Server.Web.Pages.Overview.OverviewTexts;

namespace Kuajie.Server.Web.Pages.Overview;

/// <summary>Measured quality of versions beside popularity.</summary>
internal static class QualityChart
{
    // More would not be told apart.
    private const int MostVersions = 20;

    // Other colours than those of the first domains, whose lines stand above.
    private static readonly string[] Light = ["#7a4fb5", "#7b8595"];
    private static readonly string[] Dark = ["#c7a8f0", "#8691a1"];

    /// <summary>Two bars per version, oldest first; the table has the intervals.</summary>
    public static (object Option, ChartTable Table) Of(IReadOnlyList<ModelVersionResponse> versions, ConsolePreferences preferences)
    {
        ModelVersionResponse[] shown = [.. versions.TakeLast(MostVersions)];
        string[] names = [.. shown.Select(version => $"{version.Domains[^1]} · {Figures.Moment(version.TrainedAt, preferences)}")];
        var option = new
        {
            color = preferences.IsDark ? Dark : Light,
            tooltip = new { trigger = "axis" },
            legend = new { top = 0 },
            xAxis = new { type = "category", data = names },
            yAxis = new { type = "value", axisLabel = new { formatter = "{value} %" } },
            series = new[]
            {
                Bars(T("Model"), shown, quality => quality.Ndcg.Mean),
                Bars(T("PopularityBar"), shown, quality => quality.PopularityNdcg.Mean),
            },
        };
        var table = new ChartTable(
            [T("Version"), T("ModelNdcg"), T("PopularityNdcg"), T("Difference"), T("Users")],
            [
                .. shown.Select(version =>
                    (IReadOnlyList<string>)
                        [
                            version.Version,
                            Interval(version.Quality!.Ndcg),
                            Interval(version.Quality.PopularityNdcg),
                            Interval(version.Quality.Difference),
                            Figures.Count(version.Quality.Users),
                        ]
                ),
            ]
        );
        return (option, table);
    }

    private static object Bars(string name, IReadOnlyList<ModelVersionResponse> versions, Func<ModelQualityResponse, double> value) =>
        new
        {
            name,
            type = "bar",
            barMaxWidth = 36,
            data = versions.Select(version => Math.Round(100 * value(version.Quality!), 2)),
        };

    private static string Interval(MetricResponse metric) =>
        $"{Figures.Number(100 * metric.Mean)} % ({Figures.Number(100 * metric.Low)} … {Figures.Number(100 * metric.High)})";
}
