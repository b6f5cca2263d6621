using Kuajie.Algorithms.Evaluation;
using Kuajie.Cli.Output;
using Kuajie.Platform.Training.Evaluation;

namespace Kuajie.Cli.Demo;

/// <summary>The rows that console and page share.</summary>
internal static class DemoTables
{
    /// <summary>Heading and key of the metrics shown.</summary>
    public static IReadOnlyList<(string Name, string Key)> Metrics { get; } =
    [("HR@10 %", "hr@10"), ("NDCG@10 %", "ndcg@10"), ("MRR %", "mrr")];

    /// <summary>One row per model: name, the metrics with their intervals, NDCG of users with few rows.</summary>
    public static IEnumerable<string[]> Evaluation(DemoDirection direction) =>
        direction.Evaluation.Results.Select(result =>
            (string[])[result.Name, .. Metrics.Select(metric => Interval(result.Metrics[metric.Key])), Linked(result)]
        );

    private static string Interval(MetricInterval value) =>
        FormattableString.Invariant($"{100 * value.Mean:0.0} ({100 * value.Low:0.0}–{100 * value.High:0.0})");

    private static string Linked(EvaluationResult result) =>
        result.Segments.FirstOrDefault(segment => segment.Segment == "linked") is { } linked
            ? BenchmarkTables.Percent(linked.Metrics["ndcg@10"].Mean)
            : "–";
}
