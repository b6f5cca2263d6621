namespace Kuajie.Algorithms.Evaluation.Metrics;

/// <summary>
/// Novelty: mean self-information −log2((users of the item + 1)/(users + 1)) of the recommended items, in bits: how surprising a list is for somebody who
/// knows what is popular. Castells, Hurley and Vargas 2022 (Recommender Systems Handbook), section 16.3.2; smoothed by one so that unseen items count.
/// </summary>
public static class Novelty
{
    /// <summary>Novelty of one list in bits; 0 for an empty one. O(k).</summary>
    /// <param name="list">The recommended items.</param>
    /// <param name="userCounts">Shape items: users of each item in training.</param>
    /// <param name="userCount">Number of users in training.</param>
    public static double Of(ReadOnlySpan<int> list, ReadOnlySpan<int> userCounts, int userCount)
    {
        double sum = 0;
        foreach (var item in list)
        {
            sum -= Math.Log2((userCounts[item] + 1.0) / (userCount + 1.0));
        }
        return list.Length == 0 ? 0 : sum / list.Length;
    }
}
