using System.Text.Json;
using System.Text.Json.Serialization;
using Kuajie.Platform.Imports;
using Kuajie.Server.Web.Charts;
using Kuajie.Server.Web.Parts;
using static Kuajie.Server.Web.Pages.Data.DataTexts;

namespace Kuajie.Server.Web.Pages.Data;

/// <summary>The pictures of an import's report.</summary>
internal static class ImportReportCharts
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) },
    };

    /// <summary>The report as the API sends it.</summary>
    public static ImportReport? Read(JsonElement report) => report.Deserialize<ImportReport>(Json);

    /// <summary>Interactions by kind, most first.</summary>
    public static (object Option, ChartTable Table) Kinds(DomainQuality quality) =>
        Bars(
            [.. quality.Kinds.OrderByDescending(kind => kind.Value).Select(kind => (KindNames.Interaction(kind.Key), kind.Value))],
            T("Kind")
        );

    /// <summary>Rejected rows by reason, most first.</summary>
    public static (object Option, ChartTable Table) Reasons(ImportReport report) =>
        Bars(
            [
                .. report
                    .RejectedByReason.OrderByDescending(reason => reason.Value)
                    .Select(reason => (ImportReasons.Describe(reason.Key), reason.Value)),
            ],
            T("Reason")
        );

    /// <summary>How many users have how many interactions.</summary>
    public static (object Option, ChartTable Table) Activity(DomainQuality quality)
    {
        (string Name, long Count)[] bins =
        [
            .. quality.Activity.Bins.Select(bin =>
                (bin.To - bin.From <= 1 ? Figures.Count(bin.From) : $"{Figures.Count(bin.From)}–{Figures.Count(bin.To - 1)}", bin.Count)
            ),
        ];
        var option = new
        {
            tooltip = new { trigger = "axis" },
            xAxis = new { type = "category", data = bins.Select(bin => bin.Name) },
            yAxis = new { type = "value", minInterval = 1 },
            series = new[] { new { type = "bar", data = bins.Select(bin => bin.Count) } },
        };
        return (option, TableOf(bins, T("InteractionsEach"), T("Users")));
    }

    private static (object Option, ChartTable Table) Bars((string Name, long Count)[] bars, string head)
    {
        var option = new
        {
            tooltip = new { trigger = "axis" },
            xAxis = new { type = "value", minInterval = 1 },
            yAxis = new
            {
                type = "category",
                inverse = true,
                data = bars.Select(bar => bar.Name),
            },
            series = new[] { new { type = "bar", data = bars.Select(bar => bar.Count) } },
        };
        return (option, TableOf(bars, head, T("Rows")));
    }

    private static ChartTable TableOf((string Name, long Count)[] rows, string head, string counts) =>
        new([head, counts], [.. rows.Select(row => (IReadOnlyList<string>)[row.Name, Figures.Count(row.Count)])]);
}
