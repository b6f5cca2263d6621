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
        ChoiceMarkdown.Line(text, $"### {target.Domain} (with {source.Domain})");
        ChoiceMarkdown.Line(text, $"");
        ChoiceMarkdown.Line(
            text,
            $"{data.TestRows.Count:N0} of {data.TestRowsRead:N0} test rows count; {report.TwinRows:N0} have a twin ({100.0 * report.TwinRows / data.TestRows.Count:0.0} %). {report.Leaderboard.Count} candidates on {report.ValidationRows:N0} validation rows in {report.SelectionSeconds:0} s."
        );
        ChoiceMarkdown.Line(text, $"");
        ChoiceMarkdown.Line(
            text,
            $"| model | HR@10 | NDCG@10 | MRR | without twins HR@10 / NDCG@10 | full HR@10 / NDCG@10 / Recall@20 | fit s |"
        );
        ChoiceMarkdown.Line(text, $"|---|---|---|---|---|---|---|");
        foreach (var result in report.Results)
        {
            var (all, rest) = (result.All, result.TwinsRemoved);
            ChoiceMarkdown.Line(
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
        ChoiceMarkdown.Line(text, $"");
        ChoiceMarkdown.Line(
            text,
            $"| HR@10 / NDCG@10 of users with | {string.Join(" | ", segments.Select(one => $"{one.Segment} ({one.Figures.Rows:N0})"))} |"
        );
        ChoiceMarkdown.Line(text, $"|---|{string.Concat(segments.Select(_ => "---|"))}");
        foreach (var result in report.Results)
        {
            var cells = result.Segments.Select(one => $"{Percent(one.Figures.HitRate)} / {Percent(one.Figures.Ndcg)}");
            ChoiceMarkdown.Line(text, $"| {result.Name} | {string.Join(" | ", cells)} |");
        }
    }

    private static void AddChoices(StringBuilder text, BenchmarkReport report) =>
        ChoiceMarkdown.Add(
            text,
            "NDCG@10",
            report.Results.Select(result => (result.Name, result.Choice.OptionsJson)),
            report.Results[^1].Name,
            report.Results[^1].Versus.Select(one => (one.Key, one.Value.Ndcg))
        );

    private static string Percent(MetricInterval interval) => BenchmarkTables.Percent(interval.Mean);

    private static string WithInterval(MetricInterval interval) =>
        $"{Percent(interval)} ({BenchmarkTables.Percent(interval.Low)}–{BenchmarkTables.Percent(interval.High)})";
}
