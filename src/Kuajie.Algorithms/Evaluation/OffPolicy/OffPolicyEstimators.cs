namespace Kuajie.Algorithms.Evaluation.OffPolicy;

/// <summary>
/// What a policy would have brought, from decisions that another, randomised policy made. All intervals are normal with the standard error of the influence function; they
/// hold for many decisions and weights that are not ruled by a few (see the effective sample size). The logging policy must give everything the policy in question can show a
/// chance above 0.
/// </summary>
public static class OffPolicyEstimators
{
    /// <summary>
    /// Inverse propensity scoring, the mean of w · reward (Horvitz and Thompson 1952). Unbiased without clipping; clipping loses at most
    /// <see cref="OffPolicyEstimate.ClippedMass"/> times the largest reward. O(decisions).
    /// </summary>
    /// <param name="log">The decisions, independent of each other.</param>
    /// <param name="clipAt">Largest weight, or null for none.</param>
    /// <exception cref="ArgumentException">No decisions, a propensity outside (0, 1], or a number that is not finite.</exception>
    public static OffPolicyEstimate InversePropensity(IReadOnlyList<LoggedDecision> log, double? clipAt = null)
    {
        var weights = WeightsOf(log, clipAt);
        var terms = Terms(log, (decision, place) => weights[place] * decision.Reward);
        var value = Bootstrap.Average(terms);
        return weights.Estimate(value, Array.ConvertAll(terms, term => term - value));
    }

    /// <summary>
    /// Self-normalised inverse propensity scoring, Σ w · reward / Σ w (Swaminathan and Joachims, NeurIPS 2015). Never outside the range of the rewards; a bias of
    /// order 1/decisions buys less variance. O(decisions).
    /// </summary>
    /// <inheritdoc cref="InversePropensity"/>
    public static OffPolicyEstimate SelfNormalized(IReadOnlyList<LoggedDecision> log, double? clipAt = null)
    {
        var weights = WeightsOf(log, clipAt);
        var mean = weights.Mean;
        if (mean == 0)
        {
            throw new ArgumentException("Found no decision that the policy in question would make; expected at least one.", nameof(log));
        }
        var value = Bootstrap.Average(Terms(log, (decision, place) => weights[place] * decision.Reward)) / mean;
        return weights.Estimate(value, Terms(log, (decision, place) => weights[place] * (decision.Reward - value) / mean));
    }

    /// <summary>
    /// Doubly robust: the mean of the predicted value plus w · (reward − predicted reward) (Dudík, Langford and Li, ICML 2011). Unbiased if either the propensities or the
    /// reward model are right; the better the model, the smaller the variance. O(decisions).
    /// </summary>
    /// <remarks>The model must not have been fitted on the decisions it predicts here: fit it on others, or across folds.</remarks>
    /// <inheritdoc cref="InversePropensity"/>
    public static OffPolicyEstimate DoublyRobust(IReadOnlyList<LoggedDecision> log, double? clipAt = null)
    {
        var weights = WeightsOf(log, clipAt);
        var terms = Terms(
            log,
            (decision, place) => decision.PredictedValue + (weights[place] * (decision.Reward - decision.PredictedReward))
        );
        var value = Bootstrap.Average(terms);
        return weights.Estimate(value, Array.ConvertAll(terms, term => term - value));
    }

    private static ImportanceWeights WeightsOf(IReadOnlyList<LoggedDecision> log, double? clipAt)
    {
        ArgumentNullException.ThrowIfNull(log);
        if (log.Count == 0)
        {
            throw new ArgumentException("Found no decisions; expected at least one.", nameof(log));
        }
        return ImportanceWeights.Of(
            [.. log.Select(decision => ImportanceWeights.Ratio(decision.TargetProbability, decision.Propensity))],
            clipAt
        );
    }

    private static double[] Terms(IReadOnlyList<LoggedDecision> log, Func<LoggedDecision, int, double> term)
    {
        var terms = new double[log.Count];
        for (var place = 0; place < terms.Length; place++)
        {
            terms[place] = term(log[place], place);
            if (!double.IsFinite(terms[place]))
            {
                throw new ArgumentException($"Found {log[place]} at {place}; expected finite rewards and predictions.", nameof(log));
            }
        }
        return terms;
    }
}
