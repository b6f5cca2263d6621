using Kuajie.Algorithms.Experiments.Metrics;
using Kuajie.Algorithms.Experiments.Readings;

namespace Kuajie.Algorithms.Experiments.Reports;

/// <summary>A question an experiment answers: what treatment does to one metric.</summary>
/// <param name="Metric">Name of the metric.</param>
/// <param name="Reading">Treatment against control.</param>
public sealed record MetricQuestion(string Metric, EffectReading Reading)
{
    /// <summary>Whether more is better; default yes.</summary>
    public bool IsHigherBetter { get; init; } = true;

    /// <summary>Whether the decision rests on it; default yes. Goals share the error (Holm); other metrics are looked around in (Benjamini–Hochberg).</summary>
    public bool IsGoal { get; init; } = true;

    /// <summary>The smallest relative effect that matters, above 0, or null: then "no difference" is never claimed.</summary>
    public double? SmallestEffect { get; init; }

    /// <summary>The cap of outliers, or null for none.</summary>
    public OutlierCap? Cap { get; init; }

    /// <summary>Share of variance taken away by CUPED, or null where it was not used.</summary>
    public double? VarianceReduction { get; init; }
}
