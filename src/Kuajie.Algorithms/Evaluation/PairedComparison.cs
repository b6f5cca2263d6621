namespace Kuajie.Algorithms.Evaluation;

/// <summary>What a paired bootstrap says of "A beats B" on the same rows.</summary>
/// <param name="Difference">Mean of A − B.</param>
/// <param name="Low">2.5 % point of the bootstrap distribution of the difference.</param>
/// <param name="High">97.5 % point; A beats B at this level where <paramref name="Low"/> is above zero.</param>
/// <param name="ProbabilityBetter">Share of resamples in which A's mean is above B's, ties counted half.</param>
public readonly record struct PairedComparison(double Difference, double Low, double High, double ProbabilityBetter);
