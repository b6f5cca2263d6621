using Kuajie.Algorithms.Datasets;
using Kuajie.Algorithms.Evaluation.Selection;
using Kuajie.Platform.Training.Benchmarks;

namespace Kuajie.Platform.Training;

/// <summary>What a training brought.</summary>
/// <param name="Version">The recorded version.</param>
/// <param name="Dataset">What it was trained on.</param>
/// <param name="Choice">What selection settled on and why; null where options were given.</param>
/// <param name="Leaderboard">How each candidate did on validation, in the order tried; empty where options were given.</param>
public sealed record TrainedVersion(
    ModelVersion Version,
    InteractionDataset Dataset,
    ModelChoice? Choice,
    IReadOnlyList<LeaderboardEntry> Leaderboard
);
