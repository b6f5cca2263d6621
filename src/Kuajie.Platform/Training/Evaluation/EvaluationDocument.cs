using System.Text.Json.Nodes;
using Kuajie.Algorithms.Evaluation;
using Kuajie.Platform.Training.Benchmarks;

namespace Kuajie.Platform.Training.Evaluation;

/// <summary>An evaluation report as JSON.</summary>
public static class EvaluationDocument
{
    /// <summary>The document.</summary>
    public static JsonObject Of(EvaluationReport report)
    {
        ArgumentNullException.ThrowIfNull(report);
        var lists = report.Settings.Lists;
        var dataset = report.Split.Training;
        var document = new JsonObject
        {
            ["protocol"] = new JsonObject
            {
                ["name"] = "lists",
                ["split"] = report.Split.Splitter,
                ["seed"] = report.Split.Seed,
                ["candidates"] = lists.Negatives is { } negatives ? $"sampled {negatives}" : "full",
                ["cutoffs"] = new JsonArray([.. lists.Cutoffs.Select(cutoff => JsonValue.Create(cutoff))]),
                ["ties"] = "half",
                ["metricUnit"] = "fraction",
                ["candidatesTried"] = report.Leaderboard.Count,
                ["selectionSeconds"] = BenchmarkDocument.Round(report.SelectionSeconds),
            },
            ["data"] = new JsonObject
            {
                ["domains"] = new JsonArray([.. dataset.Domains.Select(BenchmarkDocument.Side)]),
                ["target"] = dataset.Domains[report.Split.TargetDomain].Domain,
                ["people"] = dataset.UserCount,
                ["testUsers"] = report.TestUsers,
                ["testRows"] = report.Split.HeldOut.Count,
            },
            ["results"] = new JsonArray([.. report.Results.Select(Result)]),
            ["leaderboard"] = new JsonArray([.. report.Leaderboard.Select(BenchmarkDocument.Entry)]),
        };
        if (report.BiasErrors is { } biases)
        {
            document["biases"] = new JsonObject
            {
                ["rmse"] = BenchmarkDocument.Round(biases.Rmse),
                ["mae"] = BenchmarkDocument.Round(biases.Mae),
            };
        }
        return document;
    }

    private static JsonObject Result(EvaluationResult result)
    {
        var row = new JsonObject { ["model"] = result.Name };
        AddMeans(row, result.Metrics);
        foreach (var (name, value) in result.SystemMetrics)
        {
            row[name] = BenchmarkDocument.Round(value);
        }
        if (result.Ratings is { } errors)
        {
            row["rmse"] = BenchmarkDocument.Round(errors.Rmse);
            row["mae"] = BenchmarkDocument.Round(errors.Mae);
        }
        row["fitSeconds"] = BenchmarkDocument.Round(result.FitSeconds);
        if (result.Choice.Spending is { } spending)
        {
            row["spent"] = BenchmarkDocument.Spent(spending with { RefitSeconds = result.FitSeconds });
        }
        row["chosen"] = BenchmarkDocument.Choice(result.Choice);
        row["segments"] = new JsonArray([.. result.Segments.Select(Segment)]);
        var versus = new JsonObject();
        foreach (var (name, comparison) in result.Versus)
        {
            versus[name] = BenchmarkDocument.Paired(comparison);
        }
        row["versus"] = versus;
        return row;
    }

    private static JsonObject Segment(EvaluationSegment segment)
    {
        var row = new JsonObject { ["segment"] = segment.Segment, ["users"] = segment.Users };
        AddMeans(row, segment.Metrics);
        return row;
    }

    private static void AddMeans(JsonObject row, IReadOnlyDictionary<string, MetricInterval> metrics)
    {
        var intervals = new JsonObject();
        foreach (var (name, interval) in metrics)
        {
            row[name] = BenchmarkDocument.Round(interval.Mean);
            intervals[name] = BenchmarkDocument.Interval(interval);
        }
        row["ci95"] = intervals;
    }
}
