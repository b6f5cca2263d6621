using Kuajie.Algorithms.Evaluation.OffPolicy;
using Kuajie.Algorithms.Experiments.Faults;
using Kuajie.Algorithms.Experiments.Readings;
using Kuajie.Algorithms.Experiments.Texts;

namespace Kuajie.Algorithms.Experiments.Planning;

/// <summary>What a policy would have brought in the place of a bandit, from the choices that the bandit made: estimates, the difference to what it brought with its interval, and whether the log can carry it at all.</summary>
/// <param name="Logged">Mean reward of the log.</param>
/// <param name="SelfNormalized">Weighted SNIPS estimate; null without data enough.</param>
/// <param name="DoublyRobust">Weighted doubly robust estimate; null without data enough.</param>
/// <param name="Difference">Doubly robust estimate less what was brought; null without data enough.</param>
/// <param name="SupportedShare">Share of the choices that say anything of the policy, 0 … 1.</param>
/// <param name="EffectiveSampleSize">How many choices of the policy's own tell as much.</param>
/// <param name="Kind">What it comes to, for programs.</param>
/// <param name="Sentence">The same for people.</param>
public sealed record ChoicePreview(
    double Logged,
    EffectInterval? SelfNormalized,
    EffectInterval? DoublyRobust,
    EffectInterval? Difference,
    double SupportedShare,
    double EffectiveSampleSize,
    PreviewKind Kind,
    ExperimentText Sentence
)
{
    /// <summary>Effective successes below which nothing is claimed: an interval of fewer is too narrow.</summary>
    public const double FewestSuccesses = 10;

    /// <summary>Share of the choices below which nothing is claimed of a policy that learns.</summary>
    public const double LeastSupported = 0.9;

    /// <summary>How far, in standard errors, the mean weight may be from 1: one in a thousand right logs is further.</summary>
    private const double FurthestWeight = 3.29;

    /// <summary>Reads an estimate. O(choices).</summary>
    /// <param name="log">The log.</param>
    /// <param name="policy">What it says of the policy.</param>
    /// <param name="confidence">Confidence of the intervals.</param>
    /// <exception cref="InvalidExperimentException">The confidence is none.</exception>
    public static ChoicePreview Of(AdaptiveLog log, AdaptiveEstimate policy, double confidence = 0.95)
    {
        ArgumentNullException.ThrowIfNull(log);
        ArgumentNullException.ThrowIfNull(policy);
        InvalidExperimentException.ThrowIfAny(ExperimentFault.NoProbability("confidence", confidence));
        var reach = policy.Reach(confidence);
        var (effective, successes) = (policy.EffectiveSampleSize, policy.EffectiveSuccesses);
        var (weight, weightError) = policy.MeanWeight;
        if (policy.Learns && policy.SupportedShare < LeastSupported)
        {
            return Of(PreviewKind.NotShown, null, policy.SupportedShare);
        }
        if (effective < AdaptiveEstimate.FewestTrials || successes < FewestSuccesses)
        {
            return Of(PreviewKind.NotEnoughData, null, effective, successes, AdaptiveEstimate.FewestTrials, FewestSuccesses);
        }
        if (Math.Abs(weight - 1) > FurthestWeight * weightError && Math.Abs(weight - 1) > 1e-9)
        {
            return Of(PreviewKind.WrongPropensities, null, weight);
        }
        var difference = Interval(policy.Difference, policy.ReachOfDifference(confidence))!.Value;
        var kind =
            difference.Low > 0 ? PreviewKind.Better
            : difference.High < 0 ? PreviewKind.Worse
            : PreviewKind.Undecided;
        return Of(kind, difference, difference.Value, difference.Low, difference.High, confidence, effective);

        ChoicePreview Of(PreviewKind kind, EffectInterval? difference, params IReadOnlyList<object> arguments) =>
            new(
                log.MeanReward,
                difference is null ? null : Interval(policy.SelfNormalized, reach),
                difference is null ? null : Interval(policy.DoublyRobust, reach),
                difference,
                policy.SupportedShare,
                effective,
                kind,
                ExperimentText.Of($"ChoicePreview{kind}", arguments)
            );

        static EffectInterval? Interval((double Value, double Error)? estimate, double reach) =>
            estimate is var (value, error) ? new EffectInterval(value, value - (reach * error), value + (reach * error)) : null;
    }
}
