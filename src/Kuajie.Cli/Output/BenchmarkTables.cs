using Kuajie.Algorithms.Evaluation;
using Kuajie.Cli.Texts;
using Kuajie.Platform.Training.Benchmarks;
using Spectre.Console;

namespace Kuajie.Cli.Output;

/// <summary>A benchmark report for people: figures in percent with their intervals.</summary>
internal static class BenchmarkTables
{
    public static void Print(IAnsiConsole console, BenchmarkReport report)
    {
        var data = report.Data;
        var (source, target) = (data.Dataset.Domains[BenchmarkData.SourceDomain], data.Dataset.Domains[BenchmarkData.TargetDomain]);
        console.WriteLine(
            BenchmarkVerbTexts.Heading(
                target.Domain,
                source.Domain,
                data.TestRows.Count,
                data.TestRowsRead,
                report.TwinRows,
                data.AreUsersCold
            )
        );
        var table = new Table().AddColumns([
            .. BenchmarkVerbTexts.Columns.Split('|').Select((title, place) => place == 0 ? Left(title) : Right(title)),
        ]);
        foreach (var result in report.Results)
        {
            table.AddRow(
                result.Name,
                WithInterval(result.All.HitRate),
                WithInterval(result.All.Ndcg),
                Percent(result.All.ReciprocalRank.Mean),
                $"{Percent(result.TwinsRemoved.HitRate.Mean)} / {Percent(result.TwinsRemoved.Ndcg.Mean)}",
                $"{Percent(result.All.FullHitRate.Mean)} / {Percent(result.All.FullNdcg.Mean)} / {Percent(result.All.FullRecall.Mean)}",
                FormattableString.Invariant($"{result.FitSeconds:0.0}")
            );
        }
        console.Write(table);
        PrintSegments(console, report);
        PrintChoices(console, report);
    }

    public static string Percent(double share) => FormattableString.Invariant($"{100 * share:0.0}");

    private static void PrintSegments(IAnsiConsole console, BenchmarkReport report)
    {
        var segments = report.Results[0].Segments;
        var table = new Table().AddColumn(Left(BenchmarkVerbTexts.SegmentColumn));
        foreach (var (segment, figures) in segments)
        {
            table.AddColumn(Right($"{segment} ({figures.Rows})"));
        }
        foreach (var result in report.Results)
        {
            table.AddRow([
                result.Name,
                .. result.Segments.Select(segment => $"{Percent(segment.Figures.HitRate.Mean)} / {Percent(segment.Figures.Ndcg.Mean)}"),
            ]);
        }
        console.Write(table);
    }

    private static void PrintChoices(IAnsiConsole console, BenchmarkReport report)
    {
        foreach (var result in report.Results)
        {
            console.WriteLine(BenchmarkVerbTexts.Chosen(result.Name, result.Choice.OptionsJson));
        }
        var last = report.Results[^1];
        foreach (var (name, comparison) in last.Versus)
        {
            console.WriteLine(
                BenchmarkVerbTexts.Versus(
                    last.Name,
                    name,
                    100 * comparison.Ndcg.Difference,
                    100 * comparison.Ndcg.Low,
                    100 * comparison.Ndcg.High,
                    comparison.Ndcg.ProbabilityBetter
                )
            );
        }
    }

    private static string WithInterval(MetricInterval interval) =>
        $"{Percent(interval.Mean)} ({Percent(interval.Low)}–{Percent(interval.High)})";

    private static TableColumn Left(string title) => new(Markup.Escape(title));

    private static TableColumn Right(string title) => new TableColumn(Markup.Escape(title)).RightAligned();
}
