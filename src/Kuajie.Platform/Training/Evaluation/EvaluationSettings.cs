using Kuajie.Algorithms.Evaluation.Protocols;
using Kuajie.Algorithms.Ranking.Diversity;
using Kuajie.Platform.Training.Benchmarks;

namespace Kuajie.Platform.Training.Evaluation;

/// <summary>What an evaluation is asked to do.</summary>
/// <param name="Lists">How lists are made and measured.</param>
/// <param name="Search">Models and how they are chosen; its candidates are those of validation.</param>
/// <param name="Diversity">Adds a row with the lists of the model asked for re-ranked this way, or null.</param>
/// <param name="Categories">The categories of the target's items: measures calibration; null where none are known.</param>
public sealed record EvaluationSettings(
    ListProtocol Lists,
    BenchmarkSettings Search,
    ListDiversity? Diversity = null,
    ItemCategories? Categories = null
);
