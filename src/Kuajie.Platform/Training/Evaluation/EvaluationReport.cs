using Kuajie.Algorithms.Datasets.Splits;
using Kuajie.Algorithms.Evaluation;
using Kuajie.Algorithms.Evaluation.Protocols;
using Kuajie.Algorithms.Evaluation.Selection;
using Kuajie.Algorithms.Models;
using Kuajie.Platform.Training.Benchmarks;

namespace Kuajie.Platform.Training.Evaluation;

/// <summary>What an evaluation found. Metrics are fractions 0 … 1 unless the metric says otherwise (novelty in bits, popularity bias a ratio).</summary>
/// <param name="Split">What was held out.</param>
/// <param name="Settings">What was asked.</param>
/// <param name="TestUsers">Number of users with held-out rows.</param>
/// <param name="SelectionSeconds">Seconds spent on all candidates.</param>
/// <param name="Leaderboard">Every candidate, best first.</param>
/// <param name="Results">One row per model, popularity first, the model asked for last, after it the same with re-ranked lists where that was asked.</param>
/// <param name="BiasErrors">Errors of global, item and user bias alone, beside which those of models stand; null where no model predicts ratings.</param>
public sealed record EvaluationReport(
    DatasetSplit Split,
    EvaluationSettings Settings,
    int TestUsers,
    double SelectionSeconds,
    IReadOnlyList<LeaderboardEntry> Leaderboard,
    IReadOnlyList<EvaluationResult> Results,
    RatingErrors? BiasErrors = null
);

/// <summary>One model's figures.</summary>
/// <param name="Name">Name of the row.</param>
/// <param name="Choice">What was chosen.</param>
/// <param name="Model">The model, trained on the split's training data.</param>
/// <param name="FitSeconds">Seconds to train it.</param>
/// <param name="Metrics">Means over users with 95 % bootstrap intervals, by name.</param>
/// <param name="SystemMetrics">Metrics of all lists together, by name.</param>
/// <param name="Segments">Means per segment of users; empty segments are left out.</param>
/// <param name="Versus">Paired comparison of NDCG at the first cutoff with earlier rows, by their names.</param>
/// <param name="Ratings">Errors of expected ratings; null where scores are no ratings or the data has none.</param>
public sealed record EvaluationResult(
    string Name,
    ModelChoice Choice,
    IModel Model,
    double FitSeconds,
    IReadOnlyDictionary<string, MetricInterval> Metrics,
    IReadOnlyDictionary<string, double> SystemMetrics,
    IReadOnlyList<EvaluationSegment> Segments,
    IReadOnlyDictionary<string, PairedComparison> Versus,
    RatingErrors? Ratings = null
);

/// <summary>Means over the users of one segment.</summary>
/// <param name="Segment">Name: cold, few, many, linked or unlinked.</param>
/// <param name="Users">Number of test users in it.</param>
/// <param name="Metrics">Means with intervals, by name.</param>
public sealed record EvaluationSegment(string Segment, int Users, IReadOnlyDictionary<string, MetricInterval> Metrics);
