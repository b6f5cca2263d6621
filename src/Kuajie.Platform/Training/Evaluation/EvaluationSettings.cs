using Kuajie.Algorithms.Evaluation.Protocols;
using Kuajie.Platform.Training.Benchmarks;

namespace Kuajie.Platform.Training.Evaluation;

/// <summary>What an evaluation is asked to do.</summary>
/// <param name="Lists">How lists are made and measured.</param>
/// <param name="Search">Models and how they are chosen; its candidates are those of validation.</param>
public sealed record EvaluationSettings(ListProtocol Lists, BenchmarkSettings Search);
