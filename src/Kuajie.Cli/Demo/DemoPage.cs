using System.Globalization;
using Kuajie.Cli.Imports;
using Kuajie.Cli.Texts;
using Kuajie.Platform.Imports;
using Kuajie.Server.Reports;

namespace Kuajie.Cli.Demo;

/// <summary>The demo as one page that opens offline.</summary>
internal static class DemoPage
{
    public static string Build(DemoOutcome outcome)
    {
        var page = new HtmlReport(DemoTexts.PageTitle, DemoTexts.PageSubtitle(outcome.World.Options));
        Overview(page, outcome);
        foreach (var report in outcome.Imports)
        {
            Import(page, outcome, report);
        }
        foreach (var direction in outcome.Directions)
        {
            Evaluation(page, direction);
        }
        Campaign(page, outcome);
        Recommendations(page, outcome);
        return page.ToHtml();
    }

    private static void Overview(HtmlReport page, DemoOutcome outcome) =>
        page.Section(DemoTexts.OverviewHeading, DemoTexts.OverviewLead)
            .Figures([
                (DemoTexts.RowsReadFigure, ImportReportTables.Number(outcome.Imports.Sum(report => report.RowsRead)), null),
                (DemoTexts.RowsRejectedFigure, ImportReportTables.Number(outcome.Imports.Sum(report => report.RowsRejected)), null),
                (DemoTexts.LinksFigure, ImportReportTables.Number(outcome.Overlap.Links), DemoTexts.LinksNote(outcome.Overlap)),
                .. outcome.Directions.Select(direction => Gain(direction)),
            ]);

    private static (string Label, string Value, string? Note) Gain(DemoDirection direction)
    {
        var ndcg = direction.Evaluation.Results[^1].Metrics["ndcg@10"].Mean;
        var popularity = direction.Evaluation.Results[0].Metrics["ndcg@10"].Mean;
        return (
            DemoTexts.NdcgFigure(direction.Source, direction.Target),
            ndcg.ToString("P1", CultureInfo.InvariantCulture),
            DemoTexts.AgainstPopularity(popularity.ToString("P1", CultureInfo.InvariantCulture))
        );
    }

    private static void Import(HtmlReport page, DemoOutcome outcome, ImportReport report)
    {
        page.Section(DemoTexts.ImportSection(report.Domain), DemoTexts.ImportLine(report))
            .Paragraph(DemoTexts.PlantedLine(outcome.Planted(report.Domain), outcome.PlantedCopies(report.Domain)));
        var reasons = report
            .RejectedByReason.OrderByDescending(reason => reason.Value)
            .Select(reason => (ImportReasons.Describe(reason.Key), (double)reason.Value))
            .ToArray();
        page.Plot(
            DemoTexts.ReasonsCaption,
            ReportPlots.HorizontalBars(DemoTexts.ReasonsCaption, reasons, value => ImportReportTables.Number((long)value))
        );
        if (report.Quality is { } quality)
        {
            ImportReportPage.PlotDistributions(page, quality);
        }
    }

    private static void Evaluation(HtmlReport page, DemoDirection direction)
    {
        var report = direction.Evaluation;
        page.Section(
                DemoTexts.EvaluationHeading(direction.Source, direction.Target),
                DemoTexts.EvaluationNote(report.TestUsers, report.Leaderboard.Count)
            )
            .Plot(
                DemoTexts.EvaluationCaption,
                ReportPlots.GroupedBars(
                    DemoTexts.EvaluationCaption,
                    ["HR@10", "NDCG@10", "MRR"],
                    [
                        .. report.Results.Select(result =>
                            (
                                result.Name,
                                (IReadOnlyList<ReportEstimate>)
                                    [
                                        .. DemoTables
                                            .Metrics.Select(metric => result.Metrics[metric.Key])
                                            .Select(value => new ReportEstimate(100 * value.Mean, 100 * value.Low, 100 * value.High)),
                                    ]
                            )
                        ),
                    ],
                    "%",
                    value => value.ToString("0.0", CultureInfo.InvariantCulture)
                )
            )
            .Table(
                [DemoTexts.ModelColumn, .. DemoTables.Metrics.Select(metric => metric.Name), DemoTexts.NewcomersColumn],
                DemoTables.Evaluation(direction)
            )
            .Paragraph(TrainTexts.Trained(direction.Trained));
    }

    private static void Campaign(HtmlReport page, DemoOutcome outcome)
    {
        page.Section(DemoTexts.CampaignHeading(outcome.Campaign.Name), DemoTexts.CampaignLine(outcome.Campaign))
            .Paragraph(DemoTexts.CampaignCreative(outcome.Campaign));
        foreach (var measure in outcome.Proof.Outcome.Measures)
        {
            page.Paragraph(measure.Sentence);
        }
        (string, ReportEstimate)[] lifts =
        [
            .. outcome
                .Proof.Outcome.Measures.Where(measure => measure.Lift is not null)
                .Select(measure =>
                    (measure.Name, new ReportEstimate(100 * measure.Lift!.Value, 100 * measure.Lift.Low, 100 * measure.Lift.High))
                ),
        ];
        page.Plot(
            DemoTexts.CampaignCaption,
            IntervalPlot.Draw(DemoTexts.CampaignCaption, lifts, "%", value => value.ToString("+0.0;−0.0;0", CultureInfo.InvariantCulture))
        );
    }

    private static void Recommendations(HtmlReport page, DemoOutcome outcome)
    {
        page.Section(DemoTexts.RecommendationsHeading, DemoTexts.RecommendationsLead);
        foreach (var list in outcome.Lists)
        {
            page.Table(
                ["#", RecommendTexts.ItemColumn, RecommendTexts.ReasonColumn],
                list.List.Items.Select(
                    (item, place) =>
                        (string[])
                            [
                                (place + 1).ToString(CultureInfo.InvariantCulture),
                                item.Title ?? item.Item,
                                string.Join('\n', item.Reasons.Select(reason => reason.Text)),
                            ]
                ),
                RecommendTexts.Heading(list.List)
            );
        }
    }
}
