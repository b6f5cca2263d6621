using Kuajie.Algorithms.Evaluation.OffPolicy;
using Kuajie.Algorithms.Experiments.Faults;
using Kuajie.Algorithms.Experiments.Readings;
using Kuajie.Algorithms.Experiments.Texts;
using Kuajie.Algorithms.Numerics.Distributions;

namespace Kuajie.Algorithms.Experiments.Planning;

/// <summary>What a preview says.</summary>
public enum PreviewKind
{
    /// <summary>The log says too little about the policy in question.</summary>
    NotEnoughData,

    /// <summary>The mean weight is not 1: the propensities logged are not those that were used.</summary>
    WrongPropensities,

    /// <summary>The policy would have brought more.</summary>
    Better,

    /// <summary>It would have brought less.</summary>
    Worse,

    /// <summary>The log fits both.</summary>
    Undecided,

    /// <summary>A part of what the policy would show was never shown where it would be, so that nothing can be known of it.</summary>
    NotShown,
}

/// <summary>
/// What a change of policy or model would bring, from what was logged before it gets any traffic: estimates (SNIPS, and doubly robust where predictions were logged), the difference to what the
/// logging policy brought on the same decisions with a paired interval, and whether the log can carry it at all.
/// </summary>
/// <param name="Logged">Mean reward of the logging policy.</param>
/// <param name="SelfNormalized">SNIPS estimate of the policy in question; null where it would never have done what was logged.</param>
/// <param name="DoublyRobust">Doubly robust estimate; null where no predictions were logged.</param>
/// <param name="Difference">Policy in question − logging policy by the better founded of the two estimates, with its interval; null without data enough.</param>
/// <param name="MeanWeight">Mean of target probability over propensity; near 1 where propensities are right.</param>
/// <param name="EffectiveSampleSize">How many unweighted decisions tell as much.</param>
/// <param name="Kind">What it comes to, for programs.</param>
/// <param name="Sentence">The same for people.</param>
public sealed record PolicyPreview(
    double Logged,
    OffPolicyEstimate? SelfNormalized,
    OffPolicyEstimate? DoublyRobust,
    EffectInterval? Difference,
    double MeanWeight,
    double EffectiveSampleSize,
    PreviewKind Kind,
    ExperimentText Sentence
)
{
    /// <summary>Effective sample size below which nothing is claimed.</summary>
    public const double FewestEffective = 100;

    /// <summary>How far, in standard errors, the mean weight may be from 1: one in a thousand right logs is further.</summary>
    private const double FurthestWeight = 3.29;

    /// <summary>Previews a policy. O(decisions).</summary>
    /// <param name="log">The decisions, independent of each other, with predictions (all of them, or none).</param>
    /// <param name="confidence">Confidence of the difference's interval; the estimates' own are at 95 %.</param>
    /// <exception cref="ArgumentException">No decisions, a probability that is none, or a number that is not finite.</exception>
    /// <exception cref="InvalidExperimentException">The confidence is none.</exception>
    public static PolicyPreview Of(IReadOnlyList<LoggedDecision> log, double confidence = 0.95)
    {
        InvalidExperimentException.ThrowIfAny(ExperimentFault.NoProbability("confidence", confidence));
        var hasPredictions = log.Any(each => each.PredictedReward != 0 || each.PredictedValue != 0);
        var doublyRobust = hasPredictions ? OffPolicyEstimators.DoublyRobust(log) : (OffPolicyEstimate?)null;
        var plain = OffPolicyEstimators.InversePropensity(log);
        var logged = log.Average(each => each.Reward);
        double[] weights = [.. log.Select(each => each.TargetProbability / each.Propensity)];
        var (weight, weightError) = MeanAndError(weights);
        var snips = weight > 0 ? OffPolicyEstimators.SelfNormalized(log) : (OffPolicyEstimate?)null;
        var effective = plain.EffectiveSampleSize;
        if (effective < FewestEffective || snips is null)
        {
            return Of(PreviewKind.NotEnoughData, null, effective, log.Count, FewestEffective);
        }
        if (Math.Abs(weight - 1) > FurthestWeight * weightError && Math.Abs(weight - 1) > 1e-9)
        {
            return Of(PreviewKind.WrongPropensities, null, weight);
        }
        var difference = Interval(doublyRobust is not null ? Robust() : Weighted(snips.Value.Value));
        var kind =
            difference.Low > 0 ? PreviewKind.Better
            : difference.High < 0 ? PreviewKind.Worse
            : PreviewKind.Undecided;
        return Of(kind, difference, difference.Value, difference.Low, difference.High, confidence, effective);

        PolicyPreview Of(PreviewKind kind, EffectInterval? found, params IReadOnlyList<object> arguments) =>
            new(logged, snips, doublyRobust, found, weight, effective, kind, ExperimentText.Of($"Preview{kind}", arguments));

        // Each decision's share in the difference of the two estimates: their influence values subtracted, so that what both share falls out.
        double[] Weighted(double value) =>
            [.. log.Select((each, place) => (value - logged) + (weights[place] * (each.Reward - value) / weight) - (each.Reward - logged))];
        double[] Robust() =>
            [.. log.Select((each, place) => each.PredictedValue + (weights[place] * (each.Reward - each.PredictedReward)) - each.Reward)];
        EffectInterval Interval(double[] terms)
        {
            var (mean, error) = MeanAndError(terms);
            var half = new StudentDistribution(terms.Length - 1).Quantile((1 + confidence) / 2) * error;
            return new EffectInterval(mean, mean - half, mean + half);
        }
    }

    private static (double Mean, double Error) MeanAndError(double[] values)
    {
        var mean = values.Average();
        var squares = values.Sum(value => (value - mean) * (value - mean));
        return (mean, values.Length < 2 ? 0 : Math.Sqrt(squares / (values.Length - 1) / values.Length));
    }
}
