using Kuajie.Platform.Imports;
using Kuajie.Platform.Partners;
using Kuajie.Platform.Texts;
using Kuajie.Server.Reports;

namespace Kuajie.Cli.Imports;

/// <summary>The quality report as a page.</summary>
internal static class ImportReportPage
{
    private static readonly TextSource Texts = ImportCommandTexts.Source;

    public static string Build(ImportReport report)
    {
        var page = new HtmlReport(
            Texts.Format("PageTitle", DomainName.ForPeople(report.Domain)),
            Texts.Format("PageSubtitle", report.ImportId)
        );
        Rows(page, report);
        if (report.FilesWithoutTime.Count > 0)
        {
            page.Remark(ImportReportTables.WithoutTime(report), ReportTone.Warning);
        }
        Rejected(page, report);
        if (report.Quality is { Interactions: > 0 } quality)
        {
            Domain(page, quality);
            Distributions(page, quality);
            Flagged(page, quality);
        }
        else
        {
            page.Section(Texts.Format("SectionDomain")).Empty(Texts.Format("PageNoInteractions"), Texts.Format("PageNoInteractionsNext"));
        }
        Sources(page, report);
        return page.ToHtml();
    }

    private static void Rows(HtmlReport page, ImportReport report)
    {
        page.Section(Texts.Format("SectionRows"), Texts.Format("SectionRowsLead"));
        string[] heads = ["HeadPart", "HeadRead", "HeadKept", "HeadDuplicates", "HeadRejected"];
        page.Table(
            [.. heads.Select(head => Texts.Format(head))],
            ImportReportTables
                .Parts(report)
                .Select(part =>
                    (string[])
                        [
                            part.Name,
                            ImportReportTables.Number(part.Counts.RowsRead),
                            ImportReportTables.Number(part.Counts.RowsKept),
                            ImportReportTables.Number(part.Counts.DuplicateRows),
                            ImportReportTables.Number(part.Counts.RowsRejected),
                        ]
                )
        );
    }

    private static void Rejected(HtmlReport page, ImportReport report)
    {
        page.Section(Texts.Format("SectionRejected"), Texts.Format("SectionRejectedLead"));
        var reasons = ImportReportTables
            .Parts(report)
            .SelectMany(part =>
                part.Counts.RejectedByReason.Select(reason =>
                    (Label: $"{part.Name}: {ImportReasons.Describe(reason.Key)}", (double)reason.Value)
                )
            )
            .ToList();
        if (reasons.Count == 0)
        {
            page.Remark(Texts.Format("NothingRejected"), ReportTone.Good);
            return;
        }
        page.Plot(Texts.Format("PlotReasons"), ReportPlots.HorizontalBars(Texts.Format("PlotReasons"), reasons));
        string[] heads = ["HeadFile", "HeadLine", "HeadReason", "HeadField", "HeadFound", "HeadExpected", "HeadRaw"];
        page.Table(
            [.. heads.Select(head => Texts.Format(head))],
            report.Examples.Select(example =>
                (string[])
                    [
                        example.File,
                        ImportReportTables.Number(example.Line),
                        ImportReasons.Describe(example.Reason),
                        example.Field,
                        example.Found ?? "",
                        example.Expected,
                        example.Raw ?? "",
                    ]
            ),
            Texts.Format("FirstExamples")
        );
    }

    private static void Domain(HtmlReport page, DomainQuality quality)
    {
        page.Section(Texts.Format("SectionDomain"), Texts.Format("SectionDomainLead"));
        page.Figures([
            (Texts.Format("FigureInteractions"), ImportReportTables.Number(quality.Interactions), null),
            (Texts.Format("FigureUsers"), ImportReportTables.Number(quality.Users), null),
            (Texts.Format("FigureItems"), ImportReportTables.Number(quality.Items), null),
            (Texts.Format("FigureSparsity"), quality.Sparsity.ToString("P2", System.Globalization.CultureInfo.InvariantCulture), null),
        ]);
        page.Table(
            [Texts.Format("HeadFact"), Texts.Format("HeadValue")],
            ImportReportTables.Facts(quality).Select(fact => (string[])[fact.Label, fact.Value])
        );
        page.Plot(
            Texts.Format("PlotKinds"),
            ReportPlots.HorizontalBars(Texts.Format("PlotKinds"), [.. quality.Kinds.Select(kind => (kind.Key, (double)kind.Value))])
        );
    }

    private static void Distributions(HtmlReport page, DomainQuality quality)
    {
        page.Section(Texts.Format("SectionDistributions"), Texts.Format("SectionDistributionsLead"));
        PlotDistributions(page, quality);
    }

    /// <summary>Activity and popularity as histograms and by rank; the demo's page shows them too.</summary>
    public static void PlotDistributions(HtmlReport page, DomainQuality quality)
    {
        page.PlotRow(
            (Texts.Format("PlotActivity"), Histogram(quality.Activity, "AxisUsers")),
            (Texts.Format("PlotPopularity"), Histogram(quality.Popularity, "AxisItems"))
        );
        page.PlotRow(
            (Texts.Format("PlotActivityRanks"), Ranks(quality.Activity)),
            (Texts.Format("PlotPopularityRanks"), Ranks(quality.Popularity))
        );
    }

    private static ReportPlot Histogram(Distribution distribution, string axis) =>
        ReportPlots.Histogram(
            Texts.Format("AxisInteractions"),
            [.. distribution.Bins.Select(bin => new ReportBin(bin.From, bin.To, bin.Count))],
            Texts.Format("AxisInteractions"),
            Texts.Format(axis),
            isLogarithmic: true,
            width: ReportPlot.HalfWidth
        );

    private static ReportPlot Ranks(Distribution distribution) =>
        ReportPlots.RankCurve(
            Texts.Format("AxisInteractions"),
            [.. distribution.Ranks.Select(point => (point.Rank, point.Count))],
            Texts.Format("AxisRank"),
            Texts.Format("AxisInteractions"),
            ReportPlot.HalfWidth
        );

    private static void Flagged(HtmlReport page, DomainQuality quality)
    {
        page.Section(Texts.Format("SectionFlagged"), Texts.Format("SectionFlaggedLead"));
        if (quality.FlaggedUsers.Count == 0)
        {
            page.Remark(Texts.Format("NobodyFlagged"), ReportTone.Good);
            return;
        }
        string[] heads = ["HeadUser", "HeadReason", "HeadMeasured", "HeadLimit"];
        page.Table(
            [.. heads.Select(head => Texts.Format(head))],
            quality.FlaggedUsers.Select(user =>
                (string[])
                    [
                        user.UserId,
                        ImportReportTables.Reasons(user),
                        string.Join(" · ", user.Reasons.Select(reason => ImportReportTables.Plain(reason.Measured))),
                        string.Join(" · ", user.Reasons.Select(reason => ImportReportTables.Plain(reason.Threshold))),
                    ]
            )
        );
    }

    private static void Sources(HtmlReport page, ImportReport report)
    {
        page.Section(Texts.Format("SectionSources"), Texts.Format("SectionSourcesLead"));
        string[] heads = ["HeadFile", "HeadPart", "HeadFormat", "HeadEncoding", "HeadColumns", "HeadRead"];
        page.Table(
            [.. heads.Select(head => Texts.Format(head))],
            report.Sources.Select(source =>
                (string[])
                    [
                        source.File,
                        source.Part,
                        source.Format,
                        source.Encoding ?? "–",
                        string.Join(", ", source.Columns.Select(column => $"{column.Key} = {column.Value}")),
                        ImportReportTables.Number(source.Rows),
                    ]
            )
        );
    }
}
