using Kuajie.Algorithms.Datasets.Splits;

namespace Kuajie.Algorithms.Evaluation.Protocols;

/// <summary>Where a model placed each held-out item.</summary>
/// <param name="Rows">The rows.</param>
/// <param name="SampledRanks">Draws × rows: zero-based rank among the positive and its sampled negatives, halves for ties.</param>
/// <param name="FullRanks">Shape rows: zero-based rank among all trained items that the user has not met in training.</param>
public sealed record RankedRows(IReadOnlyList<HeldOutRow> Rows, double[][] SampledRanks, double[] FullRanks);
