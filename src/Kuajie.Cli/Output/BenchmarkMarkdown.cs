using System.Text;
using Kuajie.Algorithms.Evaluation;
using Kuajie.Platform.Training.Benchmarks;

namespace Kuajie.Cli.Output;

/// <summary>A benchmark report as a section of a results page, in English: pages of results are part of the project's documentation.</summary>
internal static class BenchmarkMarkdown
{
    public static string Section(BenchmarkReport report)
    {
        var text = new StringBuilder();
        var data = report.Data;
        var (source, target) = (data.Dataset.Domains[BenchmarkData.SourceDomain], data.Dataset.Domains[BenchmarkData.TargetDomain]);
        Line(text, $"### {target.Domain} (with {source.Domain})");
        Line(text, $"");
        Line(
            text,
            $"{data.TestRows.Count:N0} of {data.TestRowsRead:N0} test rows count; {report.TwinRows:N0} have a twin ({100.0 * report.TwinRows / data.TestRows.Count:0.0} %). {report.Leaderboard.Count} candidates on {report.ValidationRows:N0} validation rows in {report.SelectionSeconds:0} s."
        );
        Line(text, $"");
        Line(text, $"| model | HR@10 | NDCG@10 | MRR | without twins HR@10 / NDCG@10 | full HR@10 / NDCG@10 / Recall@20 | fit s |");
        Line(text, $"|---|---|---|---|---|---|---|");
        foreach (var result in report.Results)
        {
            var (all, rest) = (result.All, result.TwinsRemoved);
            Line(
                text,
                $"| {result.Name} | {WithInterval(all.HitRate)} | {WithInterval(all.Ndcg)} | {Percent(all.ReciprocalRank)} | {Percent(rest.HitRate)} / {Percent(rest.Ndcg)} | {Percent(all.FullHitRate)} / {Percent(all.FullNdcg)} / {Percent(all.FullRecall)} | {result.FitSeconds:0.0} |"
            );
        }
        AddSegments(text, report);
        AddChoices(text, report);
        return text.ToString();
    }

    private static void AddSegments(StringBuilder text, BenchmarkReport report)
    {
        var segments = report.Results[0].Segments;
        Line(text, $"");
        Line(
            text,
            $"| HR@10 / NDCG@10 of users with | {string.Join(" | ", segments.Select(one => $"{one.Segment} ({one.Figures.Rows:N0})"))} |"
        );
        Line(text, $"|---|{string.Concat(segments.Select(_ => "---|"))}");
        foreach (var result in report.Results)
        {
            var cells = result.Segments.Select(one => $"{Percent(one.Figures.HitRate)} / {Percent(one.Figures.Ndcg)}");
            Line(text, $"| {result.Name} | {string.Join(" | ", cells)} |");
        }
    }

    private static void AddChoices(StringBuilder text, BenchmarkReport report)
    {
        var last = report.Results[^1];
        Line(text, $"");
        Line(text, $"Chosen on validation:");
        Line(text, $"");
        foreach (var result in report.Results)
        {
            Line(text, $"- {result.Name}: `{result.Choice.OptionsJson}`");
        }
        Line(text, $"");
        Line(text, $"| {last.Name} against | NDCG@10 difference (95 %) | probability better |");
        Line(text, $"|---|---|---|");
        foreach (var (name, comparison) in last.Versus)
        {
            var ndcg = comparison.Ndcg;
            Line(
                text,
                $"| {name} | {100 * ndcg.Difference:+0.00;−0.00} ({100 * ndcg.Low:+0.00;−0.00} … {100 * ndcg.High:+0.00;−0.00}) | {ndcg.ProbabilityBetter:0.000} |"
            );
        }
    }

    private static string Percent(MetricInterval interval) => BenchmarkTables.Percent(interval.Mean);

    private static string WithInterval(MetricInterval interval) =>
        $"{Percent(interval)} ({BenchmarkTables.Percent(interval.Low)}–{BenchmarkTables.Percent(interval.High)})";

    private static void Line(StringBuilder text, FormattableString line) => text.Append(FormattableString.Invariant(line)).Append('\n');
}
