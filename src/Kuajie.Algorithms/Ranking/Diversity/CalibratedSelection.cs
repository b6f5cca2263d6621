using Kuajie.Algorithms.Evaluation.Metrics;

namespace Kuajie.Algorithms.Ranking.Diversity;

/// <summary>
/// Calibrated re-ranking (Steck, RecSys 2018, section 4): takes, again and again, the candidate that makes
/// (1 − strength) · Σ relevance − strength · KL(p ‖ q̃(list)) largest, where p is what the person's history is made of. A list for somebody whose history is 70 % this and
/// 30 % that comes out about 70 % this and 30 % that. The objective is submodular, so the greedy list is at least 1 − 1/e of the best one.
/// </summary>
public static class CalibratedSelection
{
    /// <summary>
    /// The places of the chosen candidates, best first, all of them where fewer than <paramref name="count"/> are there. O(count · candidates · categories).
    /// </summary>
    /// <param name="relevance">Shape candidates, finite (<see cref="Relevance.MinMax"/>).</param>
    /// <param name="categories">The categories of all items.</param>
    /// <param name="items">The candidates' item indexes.</param>
    /// <param name="history">p: shape categories, sums to 1; all zeros (nothing known) leave the order by relevance.</param>
    /// <param name="strength">0: by relevance alone … 1: by calibration alone.</param>
    /// <param name="count">How many to choose.</param>
    /// <exception cref="ArgumentException">A relevance is not finite, or lengths differ.</exception>
    public static int[] Select(
        ReadOnlySpan<double> relevance,
        ItemCategories categories,
        ReadOnlySpan<int> items,
        ReadOnlySpan<double> history,
        double strength,
        int count
    )
    {
        ArgumentNullException.ThrowIfNull(categories);
        Relevance.Check(relevance, count, strength);
        PairedLengths.ThrowIfDifferent(relevance.Length, items.Length);
        PairedLengths.ThrowIfDifferent(history.Length, categories.CategoryCount);
        var chosen = new int[Math.Min(count, relevance.Length)];
        var isChosen = new bool[relevance.Length];
        // Of the list so far: the sum of shares of each category, and how many items have any.
        var sums = new double[categories.CategoryCount];
        var counted = 0;
        var isUseless = strength == 0 || !history.ContainsAnyExcept(0.0);
        for (var place = 0; place < chosen.Length; place++)
        {
            var (best, bestValue, bestRelevance) = (-1, 0.0, 0.0);
            for (var candidate = 0; candidate < relevance.Length; candidate++)
            {
                if (isChosen[candidate])
                {
                    continue;
                }
                var error = isUseless ? 0 : ErrorWith(history, sums, counted, categories.Of(items[candidate]));
                var value = isUseless ? relevance[candidate] : ((1 - strength) * relevance[candidate]) - (strength * error);
                if (best < 0 || value > bestValue || (value == bestValue && relevance[candidate] > bestRelevance))
                {
                    (best, bestValue, bestRelevance) = (candidate, value, relevance[candidate]);
                }
            }
            chosen[place] = best;
            isChosen[best] = true;
            counted += Add(sums, categories.Of(items[best]));
        }
        return chosen;
    }

    /// <summary>KL(p ‖ q̃) of the list with one more item.</summary>
    private static double ErrorWith(ReadOnlySpan<double> history, double[] sums, int counted, ReadOnlySpan<int> added)
    {
        var total = counted + (added.Length > 0 ? 1 : 0);
        var (error, next) = (0.0, 0);
        for (var category = 0; category < history.Length; category++)
        {
            var sum = sums[category];
            if (next < added.Length && added[next] == category)
            {
                sum += 1.0 / added.Length;
                next++;
            }
            if (history[category] is > 0 and var p)
            {
                var q = total == 0 ? 0 : sum / total;
                error += p * Math.Log(p / (((1 - CalibrationError.Smoothing) * q) + (CalibrationError.Smoothing * p)));
            }
        }
        return error;
    }

    private static int Add(double[] sums, ReadOnlySpan<int> added)
    {
        foreach (var category in added)
        {
            sums[category] += 1.0 / added.Length;
        }
        return added.Length > 0 ? 1 : 0;
    }
}
