namespace Kuajie.Algorithms.Evaluation.Metrics;

/// <summary>Recall@k: the share of the relevant items that stand among the first k. Mean over lists, 0 … 1. Manning, Raghavan and Schütze 2008, section 8.3.</summary>
public static class Recall
{
    /// <summary>Recall@k of one list; 0 where nothing is relevant. O(k).</summary>
    /// <param name="ranks">Ascending zero-based ranks of the relevant items.</param>
    /// <param name="cutoff">k, at least 1.</param>
    public static double Of(ReadOnlySpan<double> ranks, int cutoff) =>
        ranks.Length == 0 ? 0 : (double)RankCount.Below(ranks, cutoff) / ranks.Length;
}
