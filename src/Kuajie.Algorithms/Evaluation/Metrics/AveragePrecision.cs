namespace Kuajie.Algorithms.Evaluation.Metrics;

/// <summary>
/// Average precision AP@k: the precision at each relevant item of rank below k, averaged over min(k, relevant); its mean over lists is MAP@k. Manning,
/// Raghavan and Schütze 2008, equation 8.8, cut at k.
/// </summary>
public static class AveragePrecision
{
    /// <summary>AP@k of one list, 0 … 1; 0 where nothing is relevant. O(k).</summary>
    /// <param name="ranks">Ascending zero-based ranks of the relevant items.</param>
    /// <param name="cutoff">k, at least 1.</param>
    public static double Of(ReadOnlySpan<double> ranks, int cutoff)
    {
        if (ranks.Length == 0)
        {
            return 0;
        }
        double sum = 0;
        for (var found = 0; found < ranks.Length && ranks[found] < cutoff; found++)
        {
            sum += (found + 1) / (ranks[found] + 1);
        }
        return sum / Math.Min(ranks.Length, cutoff);
    }
}
