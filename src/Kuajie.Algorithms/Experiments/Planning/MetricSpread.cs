using Kuajie.Algorithms.Experiments.Faults;
using Kuajie.Algorithms.Experiments.Metrics;

namespace Kuajie.Algorithms.Experiments.Planning;

/// <summary>How much a metric differs from unit to unit, for planning.</summary>
public sealed record MetricSpread
{
    private readonly double treatmentVariance;

    private MetricSpread(double variance, double treatmentVariance, double? rate) =>
        (ControlVariance, this.treatmentVariance, Rate) = (variance, treatmentVariance, rate);

    /// <summary>Variance per unit without treatment.</summary>
    public double ControlVariance { get; }

    /// <summary>The rate without treatment, where the metric is one.</summary>
    public double? Rate { get; }

    /// <summary>A mean with a variance per unit.</summary>
    /// <param name="variance">Without treatment; above 0.</param>
    /// <param name="treatmentVariance">With treatment; the same unless given. What makes everybody spend a tenth more makes the variance a fifth larger.</param>
    public static MetricSpread OfMean(double variance, double? treatmentVariance = null) =>
        new(variance, treatmentVariance ?? variance, null);

    /// <summary>A rate: its variance follows from it, in treatment from the raised one.</summary>
    public static MetricSpread OfRate(double rate) => new(rate * (1 - rate), 0, rate);

    /// <summary>A ratio of sums, from moments of former units: the variance of its linear part over the squared mean denominator.</summary>
    /// <param name="former">Units without treatment.</param>
    /// <param name="treated">Units with treatment, from a pilot; as without it unless given.</param>
    /// <exception cref="InvalidExperimentException">There are fewer than two units, or the denominator is 0.</exception>
    public static MetricSpread OfRatio(UnitMoments former, UnitMoments? treated = null) =>
        OfMean(RatioVariance(former), treated is null ? null : RatioVariance(treated));

    internal double TreatmentVariance(double effect) =>
        Rate is { } rate ? Math.Clamp(rate + effect, 0, 1) * (1 - Math.Clamp(rate + effect, 0, 1)) : treatmentVariance;

    private static double RatioVariance(UnitMoments units)
    {
        var estimate = ArmEstimates.Ratio(units);
        InvalidExperimentException.ThrowIfAny(
            estimate.Shortage == DataShortage.None ? [] : [new ExperimentFault("Spread", "ratio", $"{estimate.Shortage}")]
        );
        return estimate.Variance * estimate.Units;
    }

    internal IEnumerable<ExperimentFault> Faults() =>
        Rate is { } rate
            ? ExperimentFault.NoProbability("rate", rate)
            :
            [
                .. ExperimentFault.Outside("Spread", "variance", ControlVariance, double.Epsilon, double.MaxValue),
                .. ExperimentFault.Outside("Spread", "treatment's variance", treatmentVariance, double.Epsilon, double.MaxValue),
            ];
}

/// <summary>How long an experiment takes.</summary>
/// <param name="Days">Days until the units have come.</param>
/// <param name="Weeks">Whole weeks, rounded up: what to run it for.</param>
public readonly record struct RunningTime(int Days, int Weeks);
