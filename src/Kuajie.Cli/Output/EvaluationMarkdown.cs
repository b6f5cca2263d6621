using System.Text;
using Kuajie.Platform.Training.Evaluation;

namespace Kuajie.Cli.Output;

/// <summary>An evaluation report as a section of a results page, in English.</summary>
internal static class EvaluationMarkdown
{
    public static string Section(EvaluationReport report)
    {
        var text = new StringBuilder();
        var results = report.Results;
        var domains = report.Split.Training.Domains;
        var target = domains[report.Split.TargetDomain].Domain;
        Line(text, $"### {target} (with {string.Join(", ", domains.Select(domain => domain.Domain).Where(name => name != target))})");
        Line(text, $"");
        Line(
            text,
            $"Split {report.Split.Splitter}, seed {report.Split.Seed}; {report.TestUsers:N0} test users, {report.Split.HeldOut.Count:N0} held-out rows. {report.Leaderboard.Count} candidates in {report.SelectionSeconds:0} s. Percent; novelty in bits, popularity bias a ratio."
        );
        Line(text, $"");
        Line(text, $"| metric | {string.Join(" | ", results.Select(result => result.Name))} |");
        Line(text, $"|---|{string.Concat(results.Select(_ => "---|"))}");
        foreach (var metric in results[0].Metrics.Keys)
        {
            Row(text, metric, results.Select(result => EvaluationTables.Cell(metric, result.Metrics[metric].Mean)));
        }
        foreach (var metric in results[0].SystemMetrics.Keys)
        {
            Row(text, metric, results.Select(result => EvaluationTables.Cell(metric, result.SystemMetrics[metric])));
        }
        var ndcg = EvaluationTables.NdcgName(report);
        Row(
            text,
            $"{ndcg}, 95 %",
            results.Select(result =>
                $"{EvaluationTables.Cell(ndcg, result.Metrics[ndcg].Low)}–{EvaluationTables.Cell(ndcg, result.Metrics[ndcg].High)}"
            )
        );
        foreach (var one in results[0].Segments)
        {
            Row(
                text,
                FormattableString.Invariant($"{ndcg} of {one.Segment} ({one.Users:N0})"),
                results.Select(result =>
                    EvaluationTables.Cell(ndcg, result.Segments.First(other => other.Segment == one.Segment).Metrics[ndcg].Mean)
                )
            );
        }
        Row(text, "fit s", results.Select(result => FormattableString.Invariant($"{result.FitSeconds:0.0}")));
        AddChoices(text, report);
        return text.ToString();
    }

    private static void AddChoices(StringBuilder text, EvaluationReport report)
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
        Line(text, $"| {last.Name} against | {EvaluationTables.NdcgName(report)} difference (95 %) | probability better |");
        Line(text, $"|---|---|---|");
        foreach (var (name, one) in last.Versus)
        {
            Line(
                text,
                $"| {name} | {100 * one.Difference:+0.00;−0.00} ({100 * one.Low:+0.00;−0.00} … {100 * one.High:+0.00;−0.00}) | {one.ProbabilityBetter:0.000} |"
            );
        }
    }

    private static void Row(StringBuilder text, string name, IEnumerable<string> cells) =>
        Line(text, $"| {name} | {string.Join(" | ", cells)} |");

    private static void Line(StringBuilder text, FormattableString line) => text.Append(FormattableString.Invariant(line)).Append('\n');
}
