namespace Kuajie.Algorithms.Evaluation;

/// <summary>A mean with its 95 % interval.</summary>
/// <param name="Mean">The mean over rows.</param>
/// <param name="Low">2.5 % point of the bootstrap distribution of the mean.</param>
/// <param name="High">97.5 % point.</param>
public readonly record struct MetricInterval(double Mean, double Low, double High);
