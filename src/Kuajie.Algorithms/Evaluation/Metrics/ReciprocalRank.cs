namespace Kuajie.Algorithms.Evaluation.Metrics;

/// <summary>Reciprocal rank 1/(rank + 1) of the first relevant item, without a cutoff; its mean over lists is MRR. Voorhees, TREC-8 1999.</summary>
public static class ReciprocalRank
{
    /// <summary>Reciprocal rank of one list, 0 … 1; 0 where nothing is relevant. O(1).</summary>
    /// <param name="ranks">Ascending zero-based ranks of the relevant items.</param>
    public static double Of(ReadOnlySpan<double> ranks) => ranks.Length == 0 ? 0 : 1 / (ranks[0] + 1);
}
