using Kuajie.Algorithms.Experiments.Faults;
using Kuajie.Algorithms.Experiments.Readings;
using Kuajie.Algorithms.Numerics.Distributions;

namespace Kuajie.Algorithms.Experiments.Planning;

/// <summary>
/// How many units, which effect, how long: the normal approximation of Welch's test (Cohen 1988; van Belle 2008, chapter 2). Two arms; with more, plan the two that matter and set
/// <see cref="Comparisons"/>.
/// </summary>
public sealed record ExperimentPower
{
    /// <summary>Confidence of the test; default 0.95.</summary>
    public double Confidence { get; init; } = 0.95;

    /// <summary>Power wanted: how often a true effect of the size planned for is found; default 0.8.</summary>
    public double Power { get; init; } = 0.8;

    /// <summary>Treatment's share of the units of both arms; default a half, which needs the fewest.</summary>
    public double TreatmentShare { get; init; } = 0.5;

    /// <summary>Comparisons that share the error (Bonferroni, which Holm never does worse than); default 1.</summary>
    public int Comparisons { get; init; } = 1;

    /// <summary>Share of the variance that CUPED takes away, 0 … below 1; default 0.</summary>
    public double VarianceReduction { get; init; }

    /// <summary>The chance of finding an effect with so many units. O(1).</summary>
    /// <param name="metric">The spread of the metric.</param>
    /// <param name="effect">The true difference, in the metric's unit.</param>
    /// <param name="units">Units of both arms together; at least 4.</param>
    /// <exception cref="InvalidExperimentException">Settings or numbers cannot be used; all faults at once.</exception>
    public double PowerOf(MetricSpread metric, double effect, long units)
    {
        ThrowIfFaulty(metric, ExperimentFault.Outside("Units", "units", units, 4, long.MaxValue), Possible(metric, effect));
        var (z, distance) = (Critical, Math.Abs(effect) / Error(metric, effect, units));
        return NormalDistribution.Above(z - distance) + NormalDistribution.Below(-z - distance);
    }

    /// <summary>Units of both arms together that find an effect with the power wanted. O(log units).</summary>
    /// <exception cref="InvalidExperimentException">Settings or numbers cannot be used, or the effect is 0; all faults at once.</exception>
    public long UnitsFor(MetricSpread metric, double effect)
    {
        ThrowIfFaulty(metric, Possible(metric, effect), effect == 0 ? [new ExperimentFault("NoEffect", "effect", "0")] : []);
        long low = 4;
        var high = low;
        while (PowerOf(metric, effect, high) < Power && high < long.MaxValue / 4)
        {
            (low, high) = (high, high * 2);
        }
        while (high - low > 1)
        {
            var middle = low + ((high - low) / 2);
            (low, high) = PowerOf(metric, effect, middle) < Power ? (middle, high) : (low, middle);
        }
        return high;
    }

    /// <summary>The smallest effect, upwards, that so many units find with the power wanted, in the metric's unit; for rates at most 1 − rate. O(1).</summary>
    /// <exception cref="InvalidExperimentException">Settings or numbers cannot be used; all faults at once.</exception>
    public double DetectableEffect(MetricSpread metric, long units)
    {
        ThrowIfFaulty(metric, ExperimentFault.Outside("Units", "units", units, 4, long.MaxValue));
        var most = metric.Rate is { } rate ? 1 - rate : double.MaxValue / 4;
        var (low, high) = (0.0, Math.Min(most, Error(metric, 0, units)));
        while (PowerOf(metric, high, units) < Power && high < most)
        {
            (low, high) = (high, Math.Min(most, high * 2));
        }
        for (var step = 0; step < 60; step++)
        {
            var middle = (low + high) / 2;
            (low, high) = PowerOf(metric, middle, units) < Power ? (middle, high) : (low, middle);
        }
        return high;
    }

    /// <summary>
    /// Units by which an always-valid reading, looked at once, has the power wanted: what it costs to be allowed to look. Looked at all along it stops earlier on the average where there is an effect.
    /// </summary>
    /// <exception cref="InvalidExperimentException">Settings or numbers cannot be used, or the effect is 0; all faults at once.</exception>
    public long SequentialUnitsFor(MetricSpread metric, double effect)
    {
        var fixedUnits = UnitsFor(metric, effect);
        var alpha = (1 - Confidence) / Comparisons;
        var critical = SequentialPlan.Critical(new SequentialPlan(1).Time(1, alpha), alpha);
        var beta = NormalDistribution.Quantile(Power);
        return (long)Math.Ceiling(fixedUnits * Math.Pow((critical + beta) / (Critical + beta), 2));
    }

    /// <summary>How long it takes until so many units have come, in whole weeks, so that every weekday counts alike.</summary>
    /// <param name="units">Units needed.</param>
    /// <param name="unitsPerDay">New units per day that the experiment may take; above 0.</param>
    /// <exception cref="InvalidExperimentException">A number is not above 0; all faults at once.</exception>
    public static RunningTime TimeFor(long units, double unitsPerDay)
    {
        InvalidExperimentException.ThrowIfAny([
            .. ExperimentFault.Outside("Units", "units", units, 1, long.MaxValue),
            .. ExperimentFault.Outside("UnitsPerDay", "units per day", unitsPerDay, double.Epsilon, double.MaxValue),
        ]);
        var days = Math.Min(Math.Ceiling(units / unitsPerDay), int.MaxValue / 8);
        return new RunningTime((int)days, (int)Math.Ceiling(days / 7));
    }

    private double Critical => NormalDistribution.Quantile(1 - ((1 - Confidence) / Comparisons / 2));

    private double Error(MetricSpread metric, double effect, long units) =>
        Math.Sqrt(
            (1 - VarianceReduction)
                * (
                    (metric.TreatmentVariance(effect) / (units * TreatmentShare))
                    + (metric.ControlVariance / (units * (1 - TreatmentShare)))
                )
        );

    private static IEnumerable<ExperimentFault> Possible(MetricSpread metric, double effect) =>
        metric.Rate is { } rate
            ? ExperimentFault.Outside("Effect", "effect", effect, -rate, 1 - rate)
            : ExperimentFault.Outside("Effect", "effect", effect, double.MinValue, double.MaxValue);

    private void ThrowIfFaulty(MetricSpread metric, params IEnumerable<ExperimentFault>[] more)
    {
        ArgumentNullException.ThrowIfNull(metric);
        InvalidExperimentException.ThrowIfAny([
            .. metric.Faults(),
            .. ExperimentFault.NoProbability("confidence", Confidence),
            .. ExperimentFault.NoProbability("power", Power),
            .. ExperimentFault.NoProbability("treatment share", TreatmentShare),
            .. ExperimentFault.Outside("Comparisons", "comparisons", Comparisons, 1, 10_000),
            .. ExperimentFault.Outside("VarianceReduction", "variance reduction", VarianceReduction, 0, 0.999),
            .. more.SelectMany(faults => faults),
        ]);
    }
}
