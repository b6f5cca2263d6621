using Kuajie.Algorithms.Experiments.Faults;
using Kuajie.Algorithms.Experiments.Metrics;
using Kuajie.Algorithms.Numerics.Distributions;

namespace Kuajie.Algorithms.Experiments.Readings;

/// <summary>
/// Bayesian readings (Gelman et al., Bayesian Data Analysis, sections 2.4 and 2.5; expected loss as in Stucchi's "Bayesian A/B testing at VWO", 2015). They may be looked at any time as beliefs, but
/// stopping on them does not bound how often one is wrong where nothing works: with a flat prior, daily peeking errs as with fixed horizons.
/// </summary>
public static class BayesianReadings
{
    /// <summary>
    /// Rates with Beta priors: the posteriors are Beta(a + successes, b + failures), their comparison is integrated numerically (error below 1e-9). O(√units) per point of the grid; a few
    /// milliseconds.
    /// </summary>
    /// <param name="control">The control arm.</param>
    /// <param name="treatment">The treatment arm.</param>
    /// <param name="a">Prior successes of each arm; above 0; default 1 with <paramref name="b"/> 1: every rate alike.</param>
    /// <param name="b">Prior failures.</param>
    /// <param name="confidence">Probability within the intervals.</param>
    /// <exception cref="InvalidExperimentException">Counts that are none, priors not above 0, or a confidence that is none; all faults at once.</exception>
    public static BayesianReading Rates(RateCounts control, RateCounts treatment, double a = 1, double b = 1, double confidence = 0.95)
    {
        InvalidExperimentException.ThrowIfAny([
            .. control.Faults("control"),
            .. treatment.Faults("treatment"),
            .. ExperimentFault.Outside("Prior", "prior", Math.Min(a, b), 1e-6, 1e9),
            .. ExperimentFault.NoProbability("confidence", confidence),
        ]);
        if (control.Units == 0 || treatment.Units == 0)
        {
            return new BayesianReading(0.5, 0, 0, null, null, confidence, DataShortage.NoUnits);
        }
        var (c, t) = (Posterior(control, a, b), Posterior(treatment, a, b));
        var pair = new BetaPair(c, t);
        var higher = pair.ProbabilityHigher();
        var treatmentAbove = t.Mean * new BetaPair(c, new BetaDistribution(t.A + 1, t.B)).ProbabilityHigher();
        var controlBelow = c.Mean * new BetaPair(new BetaDistribution(c.A + 1, c.B), t).ProbabilityHigher();
        // E(t − c)⁺ = E t·1(t > c) − E c·1(t > c), each a shifted posterior's probability; E(c − t)⁺ follows from the difference of the means.
        var lossOfControl = Math.Max(0, treatmentAbove - controlBelow);
        return new BayesianReading(
            higher,
            Math.Max(0, lossOfControl - (t.Mean - c.Mean)),
            lossOfControl,
            pair.Difference(confidence),
            control.Successes == 0 ? null : pair.Lift(confidence),
            confidence,
            control.Successes + treatment.Successes == 0 ? DataShortage.NoSuccesses : DataShortage.None
        );
    }

    /// <summary>Means, ratios, quantiles: the difference is normal given the data; prior normal or flat (null). O(1).</summary>
    /// <exception cref="InvalidExperimentException">The prior's deviation is not above 0, or the confidence is none.</exception>
    public static BayesianReading Means(
        in ArmEstimate control,
        in ArmEstimate treatment,
        EffectPrior? prior = null,
        double confidence = 0.95
    )
    {
        InvalidExperimentException.ThrowIfAny([
            .. ExperimentFault.NoProbability("confidence", confidence),
            .. prior is null ? [] : ExperimentFault.Outside("Prior", "prior", prior.Deviation, double.Epsilon, double.MaxValue),
            .. prior is null ? [] : ExperimentFault.Outside("Prior", "prior", prior.Mean, double.MinValue, double.MaxValue),
        ]);
        if (EffectReadings.Missing(control, treatment) is var shortage and not DataShortage.None)
        {
            return new BayesianReading(0.5, 0, 0, null, null, confidence, shortage);
        }
        var error = EffectReadings.StandardError(control, treatment);
        var (mean, deviation) = (treatment.Value - control.Value, error);
        if (prior is not null)
        {
            var weight = error * error / ((error * error) + (prior.Deviation * prior.Deviation));
            (mean, deviation) = (mean + (weight * (prior.Mean - mean)), error * Math.Sqrt(1 - weight));
        }
        var z = mean / deviation;
        var half = NormalDistribution.Quantile((1 + confidence) / 2) * deviation;
        var gain = deviation * (NormalDistribution.Density(z) + (z * NormalDistribution.Below(z)));
        var absolute = new EffectInterval(mean, mean - half, mean + half);
        return new BayesianReading(
            NormalDistribution.Below(z),
            Math.Max(0, gain - mean),
            Math.Max(0, gain),
            absolute,
            prior is null ? FiellerInterval.Lift(control, treatment, half / deviation) : null,
            confidence,
            DataShortage.None
        );
    }

    private static BetaDistribution Posterior(RateCounts arm, double a, double b) => new(a + arm.Successes, b + arm.Units - arm.Successes);
}
