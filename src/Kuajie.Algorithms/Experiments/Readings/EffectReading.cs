using Kuajie.Algorithms.Experiments.Metrics;

namespace Kuajie.Algorithms.Experiments.Readings;

/// <summary>An effect with its interval.</summary>
/// <param name="Value">The estimate.</param>
/// <param name="Low">Lower end.</param>
/// <param name="High">Upper end.</param>
public readonly record struct EffectInterval(double Value, double Low, double High)
{
    /// <summary>Whether the interval leaves 0 out.</summary>
    public bool ExcludesZero => Low > 0 || High < 0;
}

/// <summary>When a reading may be looked at.</summary>
public enum ReadingKind
{
    /// <summary>Once, at the end that was planned. Looked at daily, it is wrong far more often than it says.</summary>
    FixedHorizon,

    /// <summary>At any time and as often as wanted.</summary>
    AlwaysValid,
}

/// <summary>What treatment does against control, in the metric's unit and relative to control.</summary>
/// <param name="Kind">When it may be looked at.</param>
/// <param name="Confidence">Confidence of the intervals, for example 0.95.</param>
/// <param name="Control">The control arm.</param>
/// <param name="Treatment">The treatment arm.</param>
/// <param name="Absolute">Treatment − control; null without data enough.</param>
/// <param name="Relative">(Treatment − control) / control; null where control is not clearly above 0.</param>
/// <param name="StandardError">Standard error of the difference.</param>
/// <param name="PValue">The smallest error rate at which the interval would leave 0 out; 1 without data enough. To be shown beside the interval only.</param>
/// <param name="Shortage">What is missing, or none.</param>
public sealed record EffectReading(
    ReadingKind Kind,
    double Confidence,
    ArmEstimate Control,
    ArmEstimate Treatment,
    EffectInterval? Absolute,
    EffectInterval? Relative,
    double StandardError,
    double PValue,
    DataShortage Shortage
);
