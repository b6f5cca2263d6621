namespace Kuajie.Algorithms.Evaluation.Metrics;

/// <summary>Precision@k: the share of the first k places that relevant items hold. Mean over lists, 0 … 1. Manning, Raghavan and Schütze 2008, section 8.3.</summary>
public static class Precision
{
    /// <summary>Precision@k of one list. O(k).</summary>
    /// <param name="ranks">Ascending zero-based ranks of the relevant items.</param>
    /// <param name="cutoff">k, at least 1.</param>
    public static double Of(ReadOnlySpan<double> ranks, int cutoff) => (double)RankCount.Below(ranks, cutoff) / cutoff;
}
