using Kuajie.Algorithms.Evaluation;
using Kuajie.Algorithms.Evaluation.Protocols;
using Kuajie.Algorithms.Evaluation.Selection;
using Kuajie.Algorithms.Models;

namespace Kuajie.Platform.Training.Benchmarks;

/// <summary>What a benchmark found. All metrics are fractions 0 … 1.</summary>
/// <param name="Data">The data it ran on.</param>
/// <param name="Settings">What it was asked to do.</param>
/// <param name="ValidationSource">How validation rows came about, or null where nothing was searched.</param>
/// <param name="ValidationRows">Number of validation rows.</param>
/// <param name="TwinRows">Number of test rows with a twin in the user's source rows.</param>
/// <param name="SelectionSeconds">Seconds spent on all candidates.</param>
/// <param name="Leaderboard">Every candidate with its validation figures, best first.</param>
/// <param name="Results">One row per model, popularity first, the model asked for last.</param>
public sealed record BenchmarkReport(
    BenchmarkData Data,
    BenchmarkSettings Settings,
    string? ValidationSource,
    int ValidationRows,
    int TwinRows,
    double SelectionSeconds,
    IReadOnlyList<LeaderboardEntry> Leaderboard,
    IReadOnlyList<BenchmarkResult> Results
);

/// <summary>One model's figures.</summary>
/// <param name="Name">Name of the row: a kind or <c>auto</c>.</param>
/// <param name="Choice">What was chosen and why.</param>
/// <param name="Model">The model, trained on all training rows.</param>
/// <param name="FitSeconds">Seconds to train it with its chosen options.</param>
/// <param name="Rows">Metrics of each test row.</param>
/// <param name="All">Over all test rows.</param>
/// <param name="TwinsRemoved">Over the test rows without a twin.</param>
/// <param name="Segments">Per segment of users, by target rows and by link; segments without test rows are left out.</param>
/// <param name="Versus">Paired comparisons with other rows of the table, by their names.</param>
public sealed record BenchmarkResult(
    string Name,
    ModelChoice Choice,
    IModel Model,
    double FitSeconds,
    RowMetrics Rows,
    BenchmarkFigures All,
    BenchmarkFigures TwinsRemoved,
    IReadOnlyList<(string Segment, BenchmarkFigures Figures)> Segments,
    IReadOnlyDictionary<string, BenchmarkComparison> Versus
);

/// <summary>Figures over some test rows, with 95 % bootstrap intervals.</summary>
public sealed record BenchmarkFigures(
    int Rows,
    MetricInterval HitRate,
    MetricInterval Ndcg,
    MetricInterval ReciprocalRank,
    MetricInterval FullHitRate,
    MetricInterval FullNdcg,
    MetricInterval FullRecall
)
{
    /// <summary>Sums up rows.</summary>
    public static BenchmarkFigures Of(RowMetrics rows, ulong seed)
    {
        ArgumentNullException.ThrowIfNull(rows);
        return new BenchmarkFigures(
            rows.Ndcg.Length,
            Bootstrap.Mean(rows.HitRate, seed),
            Bootstrap.Mean(rows.Ndcg, seed),
            Bootstrap.Mean(rows.ReciprocalRank, seed),
            Bootstrap.Mean(rows.FullHitRate, seed),
            Bootstrap.Mean(rows.FullNdcg, seed),
            Bootstrap.Mean(rows.FullRecall, seed)
        );
    }
}

/// <summary>A paired comparison of two models on the same test rows.</summary>
public sealed record BenchmarkComparison(PairedComparison HitRate, PairedComparison Ndcg);
