using Kuajie.Cli.Texts;
using Kuajie.Platform.Training.Benchmarks;
using Kuajie.Platform.Training.Evaluation;
using Spectre.Console;

namespace Kuajie.Cli.Output;

/// <summary>An evaluation report for people: one column per model, figures in percent unless the metric has another unit.</summary>
internal static class EvaluationTables
{
    public static void Print(IAnsiConsole console, EvaluationReport report)
    {
        var training = report.Split.Training;
        console.WriteLine(
            BenchmarkVerbTexts.EvaluationHeading(
                training.Domains[report.Split.TargetDomain].Domain,
                report.Split.Splitter,
                report.TestUsers,
                report.Split.HeldOut.Count
            )
        );
        var table = new Table().AddColumn(BenchmarkVerbTexts.MetricColumn);
        foreach (var result in report.Results)
        {
            table.AddColumn(new TableColumn(Markup.Escape(result.Name)).RightAligned());
        }
        foreach (var metric in report.Results[0].Metrics.Keys)
        {
            table.AddRow([metric, .. report.Results.Select(result => Cell(metric, result.Metrics[metric].Mean))]);
        }
        foreach (var metric in report.Results[0].SystemMetrics.Keys)
        {
            table.AddRow([metric, .. report.Results.Select(result => Cell(metric, result.SystemMetrics[metric]))]);
        }
        foreach (var (metric, cells) in RatingRows(report))
        {
            table.AddRow([metric, .. cells]);
        }
        var ndcg = NdcgName(report);
        foreach (var segment in report.Results[0].Segments.Select(one => one.Segment))
        {
            var users = report.Results[0].Segments.First(one => one.Segment == segment).Users;
            var cells = report.Results.Select(result =>
                Cell(ndcg, result.Segments.First(one => one.Segment == segment).Metrics[ndcg].Mean)
            );
            table.AddRow([FormattableString.Invariant($"{ndcg} {segment} ({users:N0})"), .. cells]);
        }
        table.AddRow([
            BenchmarkVerbTexts.FitColumn,
            .. report.Results.Select(result => FormattableString.Invariant($"{result.FitSeconds:0.0}")),
        ]);
        console.Write(table);
        PrintChoices(console, report);
    }

    /// <summary>Name of NDCG at the first cutoff.</summary>
    public static string NdcgName(EvaluationReport report) => $"ndcg@{report.Settings.Lists.Cutoffs[0]}";

    /// <summary>A figure in percent, or as it is where the metric is no share.</summary>
    public static string Cell(string metric, double value) =>
        metric.StartsWith("novelty", StringComparison.Ordinal)
        || metric.StartsWith("popularityBias", StringComparison.Ordinal)
        || metric.StartsWith("calibrationError", StringComparison.Ordinal)
            ? FormattableString.Invariant($"{value:0.00}")
            : BenchmarkTables.Percent(value);

    /// <summary>Errors of expected ratings with those of biases alone in the name of the row; none where no model predicts ratings.</summary>
    public static IEnumerable<(string Metric, IEnumerable<string> Cells)> RatingRows(EvaluationReport report)
    {
        if (report.BiasErrors is { } biases)
        {
            yield return (RatingRow("rmse", biases.Rmse), report.Results.Select(result => RatingCell(result.Ratings?.Rmse)));
            yield return (RatingRow("mae", biases.Mae), report.Results.Select(result => RatingCell(result.Ratings?.Mae)));
        }
    }

    private static string RatingRow(string metric, double ofBiases) => BenchmarkVerbTexts.RatingRow(metric, ofBiases);

    private static string RatingCell(double? error) => error is { } value ? FormattableString.Invariant($"{value:0.0000}") : "–";

    private static void PrintChoices(IAnsiConsole console, EvaluationReport report)
    {
        foreach (var result in report.Results)
        {
            console.WriteLine(BenchmarkVerbTexts.Chosen(result.Name, result.Choice.OptionsJson));
        }
        var last = report.Results[^1];
        foreach (var (name, one) in last.Versus)
        {
            console.WriteLine(
                BenchmarkVerbTexts.Versus(last.Name, name, 100 * one.Difference, 100 * one.Low, 100 * one.High, one.ProbabilityBetter)
            );
        }
    }
}
