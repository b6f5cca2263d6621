using Kuajie.Algorithms.Experiments.Metrics;
using Kuajie.Algorithms.Experiments.Planning;

namespace Kuajie.Platform.Experiments;

/// <summary>What one metric of two arms is to tell, and what that takes.</summary>
internal sealed class PlannedSearch
{
    private const int FewestUnits = 4;
    private readonly ExperimentPower power;
    private readonly MetricSpread spread;
    private readonly double effect;
    private readonly double worth;

    private PlannedSearch(ExperimentPower power, MetricSpread spread, double effect, bool isReadAnyTime)
    {
        (this.power, this.spread, this.effect) = (power, spread, effect);
        UnitsOfTwo = isReadAnyTime ? power.SequentialUnitsFor(spread, effect) : power.UnitsFor(spread, effect);
        // Worth what it has beyond one look's need, as the plan is drawn for looking at any time.
        worth = isReadAnyTime ? (double)power.UnitsFor(spread, effect) / UnitsOfTwo : 1;
    }

    /// <summary>Units of both arms together that are needed.</summary>
    public long UnitsOfTwo { get; }

    /// <summary>A lift that is to be found beside all the other questions.</summary>
    public static PlannedSearch OfGoal(PlanQuestion question, DefinedMetric metric, UnitMoments seen) =>
        new(
            new ExperimentPower { Power = question.Power, Comparisons = question.Comparisons },
            metric.Count == MetricCount.Units ? MetricSpread.OfRate(seen.Value) : MetricSpread.OfMean(seen.ValueVariance),
            seen.Value * question.Lift,
            question.IsReadAnyTime
        );

    /// <summary>
    /// A harm beyond the margin that is to be ruled out where there is none: treatment against control · (1 ∓ margin), one-sided at a fixed horizon, by the two-sided bound where it is read at any time.
    /// Guardrails share no error: all of them have to hold.
    /// </summary>
    public static PlannedSearch OfGuardrail(PlanQuestion question, DefinedMetric metric, UnitMoments seen)
    {
        var (margin, usual) = (metric.GuardrailMargin!.Value, new ExperimentPower());
        var scale = metric.IsHigherBetter ? 1 - margin : 1 + margin;
        return new(
            usual with
            {
                Power = question.Power,
                // Both tails of this are twice the one that is looked at.
                Confidence = question.IsReadAnyTime ? usual.Confidence : (2 * usual.Confidence) - 1,
            },
            MetricSpread.OfMean(scale * scale * seen.ValueVariance, seen.ValueVariance),
            seen.Value * margin,
            question.IsReadAnyTime
        );
    }

    /// <summary>How often it is told with so many units of both arms.</summary>
    public double PowerOf(double unitsOfTwo)
    {
        var units = (long)(unitsOfTwo * worth);
        return units < FewestUnits ? 0 : power.PowerOf(spread, effect, units);
    }
}
