namespace Kuajie.Algorithms.Evaluation.OffPolicy;

/// <summary>One choice among arms that was left to chance, and what came of it.</summary>
/// <param name="At">When.</param>
/// <param name="Propensities">Shape arms: the probabilities it was drawn by; they sum to 1.</param>
/// <param name="Chosen">The arm that was drawn, from 0; its propensity is above 0.</param>
/// <param name="Context">What was known before the draw, finite numbers; at least one.</param>
/// <param name="RewardedAt">When it succeeded; null where it did not.</param>
public sealed record LoggedChoice(DateTimeOffset At, double[] Propensities, int Chosen, double[] Context, DateTimeOffset? RewardedAt)
{
    /// <summary>1 for a success, else 0.</summary>
    public double Reward => RewardedAt is null ? 0 : 1;
}
