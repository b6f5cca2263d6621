using Kuajie.Algorithms.Datasets;
using Kuajie.Algorithms.Evaluation.Selection;

namespace Kuajie.Platform.Training;

/// <summary>What a training brought.</summary>
/// <param name="Version">The recorded version.</param>
/// <param name="Dataset">What it was trained on.</param>
/// <param name="Leaderboard">How each candidate did on validation, in the order tried; empty where options were given.</param>
public sealed record TrainedVersion(ModelVersion Version, InteractionDataset Dataset, IReadOnlyList<LeaderboardEntry> Leaderboard);

/// <summary>What is recorded of a version's validation: fractions, and on how many rows.</summary>
public sealed record ValidationMetrics(double HitRateAt10, double NdcgAt10, int Rows);
