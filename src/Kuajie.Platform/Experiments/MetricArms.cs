using Kuajie.Algorithms.Experiments.Checks;
using Kuajie.Algorithms.Experiments.Metrics;
using Kuajie.Algorithms.Experiments.Readings;
using Kuajie.Algorithms.Experiments.Reports;

namespace Kuajie.Platform.Experiments;

/// <summary>One metric in every arm, read as its definition says: capped, adjusted by what units did before, as a mean or a quantile.</summary>
internal sealed class MetricArms
{
    private readonly ExperimentDefinition definition;
    private readonly DefinedMetric metric;
    private readonly ExperimentUnits units;
    private readonly double[] values;
    private readonly double[] priors;
    private readonly ArmEstimate[] arms;
    private readonly OutlierCap? cap;
    private readonly double? varianceReduction;

    public MetricArms(ExperimentDefinition definition, DefinedMetric metric, ExperimentUnits units, double[] values, double[] priors)
    {
        (this.definition, this.metric, this.units) = (definition, metric, units);
        (this.values, cap) = Capped(values);
        (this.priors, _) = Capped(priors);
        (arms, varianceReduction) = EstimatesOf(_ => true);
    }

    /// <summary>Each unit's value as it counts.</summary>
    public IReadOnlyList<double> Values => values;

    /// <summary>Each arm's value: a mean, or the quantile; 0 without data enough.</summary>
    public IReadOnlyList<double> Shown =>
        metric.Quantile is null ? [.. Moments(_ => true).Select(arm => arm.Value)] : [.. arms.Select(arm => arm.Value)];

    /// <summary>The question that an arm answers.</summary>
    public MetricQuestion QuestionOf(int arm) =>
        new(metric.Name, Read(arms[0], arms[arm]))
        {
            IsGoal = metric.IsGoal,
            IsHigherBetter = metric.IsHigherBetter,
            SmallestEffect = metric.SmallestEffect,
            Cap = cap,
            VarianceReduction = varianceReduction,
        };

    /// <summary>What an arm does to a metric that must not suffer.</summary>
    public GuardrailQuestion GuardrailOf(int arm)
    {
        var margin = metric.GuardrailMargin!.Value;
        var guardrail = definition is { IsReadAnyTime: true, PlannedUnits: { } planned }
            ? Guardrail.AlwaysValid(arms[0], arms[arm], margin, new SequentialPlan(planned), metric.IsHigherBetter)
            : Guardrail.Of(arms[0], arms[arm], margin, metric.IsHigherBetter);
        return new GuardrailQuestion(metric.Name, guardrail);
    }

    /// <summary>The plain difference of means, as it goes together with other metrics of the same units.</summary>
    public EffectReading PlainOf(int arm)
    {
        var moments = Moments(_ => true);
        return Read(ArmEstimates.Mean(moments[0]), ArmEstimates.Mean(moments[arm]));
    }

    /// <summary>The two arms in one segment.</summary>
    public SegmentArms OfSegment(string segment, IReadOnlyList<string> segmentOfUnit, int arm)
    {
        var (estimates, _) = EstimatesOf(unit => string.Equals(segmentOfUnit[unit], segment, StringComparison.Ordinal));
        return new SegmentArms(segment, estimates[0], estimates[arm]);
    }

    private (double[] Values, OutlierCap? Cap) Capped(double[] raw)
    {
        double[] counted = [.. raw.Where((_, unit) => units.ArmOf(unit) is not null)];
        if (metric.OutlierQuantile is not { } quantile || counted.Length == 0)
        {
            return (raw, null);
        }
        var found = OutlierCap.At([counted], quantile);
        return (Array.ConvertAll(raw, found.Apply), found);
    }

    private (ArmEstimate[] Arms, double? VarianceReduction) EstimatesOf(Func<int, bool> counts)
    {
        if (metric.Quantile is { } quantile)
        {
            return ([.. Enumerable.Range(0, definition.Arms.Count).Select(arm => QuantileOf(arm, quantile, counts))], null);
        }
        var moments = Moments(counts);
        if (definition.PriorDays is null)
        {
            return ([.. moments.Select(ArmEstimates.Mean)], null);
        }
        var adjusted = CupedEstimates.Mean(moments);
        return ([.. adjusted.Arms], adjusted.Theta == 0 ? null : adjusted.VarianceReduction);
    }

    private ArmEstimate QuantileOf(int arm, double quantile, Func<int, bool> counts) =>
        QuantileEstimates.Of(
            [.. Enumerable.Range(0, values.Length).Where(unit => units.ArmOf(unit) == arm && counts(unit)).Select(unit => values[unit])],
            quantile
        );

    private UnitMoments[] Moments(Func<int, bool> counts)
    {
        UnitMoments[] moments = [.. definition.Arms.Select(_ => new UnitMoments())];
        for (var unit = 0; unit < values.Length; unit++)
        {
            if (units.ArmOf(unit) is { } arm && counts(unit))
            {
                moments[arm].Add(values[unit], prior: priors[unit]);
            }
        }
        return moments;
    }

    private EffectReading Read(ArmEstimate control, ArmEstimate treatment) =>
        definition is { IsReadAnyTime: true, PlannedUnits: { } planned }
            ? EffectReadings.AlwaysValid(control, treatment, new SequentialPlan(planned))
            : EffectReadings.FixedHorizon(control, treatment);
}
