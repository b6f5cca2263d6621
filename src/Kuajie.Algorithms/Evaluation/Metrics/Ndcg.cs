namespace Kuajie.Algorithms.Evaluation.Metrics;

/// <summary>
/// Normalised discounted cumulative gain NDCG@k with gain 1 for relevant items: Σ 1/log2(rank + 2) over relevant items of rank below k, divided by the
/// most that min(k, relevant) items could reach. With one relevant item it is 1/log2(rank + 2). Järvelin and Kekäläinen, TOIS 2002.
/// </summary>
public static class Ndcg
{
    /// <summary>NDCG@k of one list, 0 … 1; 0 where nothing is relevant. O(k).</summary>
    /// <param name="ranks">Ascending zero-based ranks of the relevant items (halves where scores tie).</param>
    /// <param name="cutoff">k, at least 1.</param>
    public static double Of(ReadOnlySpan<double> ranks, int cutoff)
    {
        double gain = 0;
        double ideal = 0;
        for (var place = 0; place < Math.Min(ranks.Length, cutoff); place++)
        {
            ideal += 1 / Math.Log2(place + 2);
            gain += ranks[place] < cutoff ? 1 / Math.Log2(ranks[place] + 2) : 0;
        }
        return ideal == 0 ? 0 : gain / ideal;
    }
}
