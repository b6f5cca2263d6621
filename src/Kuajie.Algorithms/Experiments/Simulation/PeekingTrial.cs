using Kuajie.Algorithms.Experiments.Metrics;
using Kuajie.Algorithms.Experiments.Readings;
using Kuajie.Algorithms.Numerics.Sampling;

namespace Kuajie.Algorithms.Experiments.Simulation;

/// <summary>An experiment that is looked at every day: on which day each reading first claims an effect, and whether the sequence of intervals ever lost the truth.</summary>
/// <param name="FixedDay">First day on which the fixed-horizon interval left 0 out, or null.</param>
/// <param name="AlwaysValidDay">The same of the always-valid interval.</param>
/// <param name="BayesianDay">First day on which the Bayesian reading (flat prior) said better or worse with 97.5 %.</param>
/// <param name="FixedAtEnd">Whether the fixed-horizon interval left 0 out on the last day.</param>
/// <param name="LostTruth">Whether an always-valid interval missed the true effect on any day.</param>
internal sealed record PeekingTrial(int? FixedDay, int? AlwaysValidDay, int? BayesianDay, bool FixedAtEnd, bool LostTruth)
{
    /// <summary>The true rate without treatment of the rare kind: a handful of successes on the first day.</summary>
    private const double RareRate = 0.02;

    /// <summary>Runs one experiment on spend per user, or on something that one in fifty does.</summary>
    public static PeekingTrial Run(int days, int unitsPerDay, double effect, ulong seed, ulong run, bool isRare = false)
    {
        var random = SplittableRandom.Stream(seed, run);
        var plan = new SequentialPlan(2L * days * unitsPerDay);
        var (control, treatment) = (new UnitMoments(), new UnitMoments());
        var (rareControl, rareTreatment) = (new RateCounts(0, 0), new RateCounts(0, 0));
        int? fixedDay = null;
        int? alwaysDay = null;
        int? bayesianDay = null;
        var (atEnd, lost) = (false, false);
        for (var day = 1; day <= days; day++)
        {
            if (isRare)
            {
                rareControl += SimulatedMetric.Rates(ref random, unitsPerDay, RareRate);
                rareTreatment += SimulatedMetric.Rates(ref random, unitsPerDay, RareRate * (1 + effect));
            }
            else
            {
                control.Merge(SimulatedMetric.Spends(ref random, unitsPerDay, 1));
                treatment.Merge(SimulatedMetric.Spends(ref random, unitsPerDay, 1 + effect));
            }
            var (c, t) = isRare
                ? (rareControl.ToEstimate(), rareTreatment.ToEstimate())
                : (ArmEstimates.Mean(control), ArmEstimates.Mean(treatment));
            atEnd = EffectReadings.FixedHorizon(c, t).Absolute is { ExcludesZero: true };
            fixedDay ??= atEnd ? day : null;
            bayesianDay ??= BayesianReadings.Means(c, t).ProbabilityHigher is > 0.975 or < 0.025 ? day : null;
            if (EffectReadings.AlwaysValid(c, t, plan).Absolute is { } interval)
            {
                alwaysDay ??= interval.ExcludesZero ? day : null;
                var truth = (isRare ? RareRate : SimulatedMetric.Spend) * effect;
                lost |= interval.Low > truth || interval.High < truth;
            }
        }
        return new PeekingTrial(fixedDay, alwaysDay, bayesianDay, atEnd, lost);
    }
}
