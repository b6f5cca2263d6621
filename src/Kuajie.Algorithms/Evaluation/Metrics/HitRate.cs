namespace Kuajie.Algorithms.Evaluation.Metrics;

/// <summary>
/// Hit rate HR@k: 1 where at least one relevant item stands among the first k, else 0. Mean over lists, 0 … 1. With one relevant item per list it equals
/// recall@k. Deshpande and Karypis, TOIS 2004, section 5.
/// </summary>
public static class HitRate
{
    /// <summary>HR@k of one list. O(1).</summary>
    /// <param name="ranks">Ascending zero-based ranks of the relevant items (halves where scores tie, see <see cref="TieRank"/>).</param>
    /// <param name="cutoff">k, at least 1.</param>
    public static double Of(ReadOnlySpan<double> ranks, int cutoff) => ranks.Length > 0 && ranks[0] < cutoff ? 1 : 0;
}
