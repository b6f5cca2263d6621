namespace Kuajie.Algorithms.Ranking.Diversity;

/// <summary>
/// Maximal marginal relevance (Carbonell and Goldstein, SIGIR 1998): takes, again and again, the candidate with the largest
/// (1 − strength) · relevance − strength · (largest similarity to one already taken). Their λ is 1 − strength.
/// </summary>
public static class MaximalMarginalRelevance
{
    /// <summary>
    /// The places of the chosen candidates, best first, all of them where fewer than <paramref name="count"/> are there. O(count · candidates) similarities. Equal
    /// candidates in their order.
    /// </summary>
    /// <param name="relevance">Shape candidates, finite, on the scale of the similarities (<see cref="Relevance.MinMax"/>).</param>
    /// <param name="similarity">Of the same candidates.</param>
    /// <param name="strength">0: by relevance alone … 1: by dissimilarity alone.</param>
    /// <param name="count">How many to choose.</param>
    /// <exception cref="ArgumentException">A relevance or similarity is not finite, or lengths differ.</exception>
    public static int[] Select(ReadOnlySpan<double> relevance, IItemSimilarity similarity, double strength, int count)
    {
        Relevance.Check(relevance, similarity, count, strength);
        var chosen = new int[Math.Min(count, relevance.Length)];
        var isChosen = new bool[relevance.Length];
        var closest = new double[relevance.Length];
        for (var place = 0; place < chosen.Length; place++)
        {
            var best = -1;
            var bestValue = 0.0;
            for (var candidate = 0; candidate < relevance.Length; candidate++)
            {
                if (isChosen[candidate])
                {
                    continue;
                }
                if (place > 0)
                {
                    var alike = Relevance.Finite(similarity.Of(candidate, chosen[place - 1]));
                    closest[candidate] = place == 1 ? alike : Math.Max(closest[candidate], alike);
                }
                var value = ((1 - strength) * relevance[candidate]) - (strength * closest[candidate]);
                // The first of a list that is about dissimilarity alone is still the most relevant one.
                var isBetter =
                    best < 0 || value > bestValue || (place == 0 && value == bestValue && relevance[candidate] > relevance[best]);
                (best, bestValue) = isBetter ? (candidate, value) : (best, bestValue);
            }
            chosen[place] = best;
            isChosen[best] = true;
        }
        return chosen;
    }
}
