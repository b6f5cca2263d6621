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
        ChoiceMarkdown.Line(
            text,
            $"### {target} (with {string.Join(", ", domains.Select(domain => domain.Domain).Where(name => name != target))})"
        );
        ChoiceMarkdown.Line(text, $"");
        ChoiceMarkdown.Line(
            text,
            $"Split {report.Split.Splitter}, seed {report.Split.Seed}; {report.TestUsers:N0} test users, {report.Split.HeldOut.Count:N0} held-out rows. {report.Leaderboard.Count} candidates in {report.SelectionSeconds:0} s. Percent; novelty in bits, popularity bias a ratio, calibration error in nats."
        );
        ChoiceMarkdown.Line(text, $"");
        ChoiceMarkdown.Line(text, $"| metric | {string.Join(" | ", results.Select(result => result.Name))} |");
        ChoiceMarkdown.Line(text, $"|---|{string.Concat(results.Select(_ => "---|"))}");
        foreach (var metric in results[0].Metrics.Keys)
        {
            Row(text, metric, results.Select(result => EvaluationTables.Cell(metric, result.Metrics[metric].Mean)));
        }
        foreach (var metric in results[0].SystemMetrics.Keys)
        {
            Row(text, metric, results.Select(result => EvaluationTables.Cell(metric, result.SystemMetrics[metric])));
        }
        foreach (var (metric, cells) in EvaluationTables.RatingRows(report))
        {
            Row(text, metric, cells);
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

    private static void AddChoices(StringBuilder text, EvaluationReport report) =>
        ChoiceMarkdown.Add(
            text,
            EvaluationTables.NdcgName(report),
            report.Results.Select(result => (result.Name, result.Choice.OptionsJson)),
            report.Results[^1].Name,
            report.Results[^1].Versus.Select(one => (one.Key, one.Value))
        );

    private static void Row(StringBuilder text, string name, IEnumerable<string> cells) =>
        ChoiceMarkdown.Line(text, $"| {name} | {string.Join(" | ", cells)} |");
}
