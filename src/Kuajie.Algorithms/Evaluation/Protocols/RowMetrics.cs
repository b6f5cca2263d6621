using Kuajie.Algorithms.Evaluation.Metrics;

namespace Kuajie.Algorithms.Evaluation.Protocols;

/// <summary>Metrics of each ranked row, means over the draws: what means, intervals, segments and paired comparisons are made of. All 0 … 1.</summary>
/// <param name="HitRate">HR@10 among sampled candidates.</param>
/// <param name="Ndcg">NDCG@10 among sampled candidates.</param>
/// <param name="ReciprocalRank">Reciprocal rank among sampled candidates.</param>
/// <param name="FullHitRate">HR@10 among all candidates.</param>
/// <param name="FullNdcg">NDCG@10 among all candidates.</param>
/// <param name="FullRecall">Recall@20 among all candidates.</param>
public sealed record RowMetrics(
    double[] HitRate,
    double[] Ndcg,
    double[] ReciprocalRank,
    double[] FullHitRate,
    double[] FullNdcg,
    double[] FullRecall
)
{
    /// <summary>The list length of HR and NDCG.</summary>
    public const int Cutoff = 10;

    /// <summary>The list length of full-ranking recall.</summary>
    public const int RecallCutoff = 20;

    /// <summary>Measures ranked rows. O(draws · rows).</summary>
    public static RowMetrics Of(RankedRows ranked)
    {
        ArgumentNullException.ThrowIfNull(ranked);
        return new RowMetrics(
            MeanOverDraws(ranked.SampledRanks, ranks => Metrics.HitRate.Of(ranks, Cutoff)),
            MeanOverDraws(ranked.SampledRanks, ranks => Metrics.Ndcg.Of(ranks, Cutoff)),
            MeanOverDraws(ranked.SampledRanks, ranks => Metrics.ReciprocalRank.Of(ranks)),
            MeanOverDraws([ranked.FullRanks], ranks => Metrics.HitRate.Of(ranks, Cutoff)),
            MeanOverDraws([ranked.FullRanks], ranks => Metrics.Ndcg.Of(ranks, Cutoff)),
            MeanOverDraws([ranked.FullRanks], ranks => Recall.Of(ranks, RecallCutoff))
        );
    }

    /// <summary>The metrics of some of the rows.</summary>
    public RowMetrics Where(IReadOnlyList<bool> isKept) =>
        new(
            Pick(HitRate, isKept),
            Pick(Ndcg, isKept),
            Pick(ReciprocalRank, isKept),
            Pick(FullHitRate, isKept),
            Pick(FullNdcg, isKept),
            Pick(FullRecall, isKept)
        );

    private delegate double Measure(ReadOnlySpan<double> ranks);

    private static double[] MeanOverDraws(double[][] ranksOfDraws, Measure measure)
    {
        var values = new double[ranksOfDraws[0].Length];
        foreach (var ranks in ranksOfDraws)
        {
            for (var row = 0; row < values.Length; row++)
            {
                values[row] += measure(ranks.AsSpan(row, 1)) / ranksOfDraws.Length;
            }
        }
        return values;
    }

    private static double[] Pick(double[] values, IReadOnlyList<bool> isKept) => [.. values.Where((_, row) => isKept[row])];
}
