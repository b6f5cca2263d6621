namespace Kuajie.Algorithms.Evaluation.OffPolicy;

/// <summary>One logged decision: what was shown to somebody, how probable it was then, how probable the policy in question makes it, and what came of it.</summary>
/// <param name="Propensity">Probability with which the logging policy showed it; above 0.</param>
/// <param name="TargetProbability">Probability with which the policy in question would show it; 0 … 1.</param>
/// <param name="Reward">What came of it; finite.</param>
/// <param name="PredictedReward">What a reward model predicts for what was shown, or 0 without one.</param>
/// <param name="PredictedValue">The mean of the model's predictions over what the policy in question would show, or 0 without one.</param>
public readonly record struct LoggedDecision(
    double Propensity,
    double TargetProbability,
    double Reward,
    double PredictedReward = 0,
    double PredictedValue = 0
);

/// <summary>An estimate of the mean reward a policy would have brought.</summary>
/// <param name="Value">The estimate.</param>
/// <param name="Low">Lower end of the 95 % interval.</param>
/// <param name="High">Upper end.</param>
/// <param name="StandardError">Standard error by the influence function.</param>
/// <param name="EffectiveSampleSize">(Σw)² / Σw²: how many unweighted decisions tell as much; 0 where no weight is above 0.</param>
/// <param name="LargestWeight">The largest weight, after clipping.</param>
/// <param name="ClippedShare">Share of decisions whose weight was clipped.</param>
/// <param name="ClippedMass">Mean weight taken away by clipping. With rewards (for doubly robust: errors of the reward model) within ±b the bias is at most b times it.</param>
public readonly record struct OffPolicyEstimate(
    double Value,
    double Low,
    double High,
    double StandardError,
    double EffectiveSampleSize,
    double LargestWeight,
    double ClippedShare,
    double ClippedMass
);
