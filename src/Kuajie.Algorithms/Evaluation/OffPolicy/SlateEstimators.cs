namespace Kuajie.Algorithms.Evaluation.OffPolicy;

/// <summary>One place of a logged list.</summary>
/// <param name="Propensity">Probability of the item at this place under the logging policy; above 0.</param>
/// <param name="TargetProbability">The same under the policy in question.</param>
/// <param name="Reward">What came of this place.</param>
public readonly record struct LoggedPlace(double Propensity, double TargetProbability, double Reward);

/// <summary>
/// The mean reward of a whole list (the sum over its places) from logged lists. A list has so many variants that weighting whole lists is hopeless; each estimator
/// buys smaller weights with an assumption about what a place's reward depends on. Intervals are normal over lists.
/// </summary>
public static class SlateEstimators
{
    /// <summary>
    /// Item-position weighting (Li et al., KDD 2018): each place weighted by the ratio of the probabilities of its item at its place, whatever stands elsewhere
    /// (<c>AtPosition</c> of an explored item). Unbiased if the reward of a place depends on its item and place only. O(places).
    /// </summary>
    /// <param name="lists">The lists, independent of each other; they may differ in length.</param>
    /// <param name="clipAt">Largest weight, or null for none.</param>
    /// <exception cref="ArgumentException">No lists, a propensity outside (0, 1], or a reward that is not finite.</exception>
    public static OffPolicyEstimate ItemPosition(IReadOnlyList<IReadOnlyList<LoggedPlace>> lists, double? clipAt = null) =>
        Estimate(lists, clipAt, cumulative: false);

    /// <summary>
    /// Reward-interaction weighting (McInerney et al., KDD 2020): each place weighted by the product of the ratios of the conditional probabilities from the first place to
    /// it (<c>Conditional</c> of an explored item). Unbiased if the reward of a place depends on it and on the places before it, as for people who read from the top. O(places).
    /// </summary>
    /// <inheritdoc cref="ItemPosition"/>
    public static OffPolicyEstimate RewardInteraction(IReadOnlyList<IReadOnlyList<LoggedPlace>> lists, double? clipAt = null) =>
        Estimate(lists, clipAt, cumulative: true);

    private static OffPolicyEstimate Estimate(IReadOnlyList<IReadOnlyList<LoggedPlace>> lists, double? clipAt, bool cumulative)
    {
        ArgumentNullException.ThrowIfNull(lists);
        if (lists.Count == 0)
        {
            throw new ArgumentException("Found no lists; expected at least one.", nameof(lists));
        }
        var weights = ImportanceWeights.Of([.. lists.SelectMany(list => Ratios(list, cumulative))], clipAt);
        var terms = new double[lists.Count];
        var next = 0;
        for (var list = 0; list < terms.Length; list++)
        {
            foreach (var place in lists[list])
            {
                terms[list] += weights[next++] * place.Reward;
            }
            if (!double.IsFinite(terms[list]))
            {
                throw new ArgumentException($"Found a reward that is not finite in list {list}; expected finite ones.", nameof(lists));
            }
        }
        var value = Bootstrap.Average(terms);
        return weights.Estimate(value, Array.ConvertAll(terms, term => term - value));
    }

    private static IEnumerable<double> Ratios(IReadOnlyList<LoggedPlace> list, bool cumulative)
    {
        var product = 1.0;
        foreach (var place in list)
        {
            var ratio = ImportanceWeights.Ratio(place.TargetProbability, place.Propensity);
            product *= ratio;
            yield return cumulative ? product : ratio;
        }
    }
}
