using Kuajie.Algorithms.Evaluation.Metrics;

namespace Kuajie.Algorithms.Evaluation.Protocols;

/// <summary>What one model makes of <see cref="CandidateLists"/>: each candidate's standardised score, and how well the positives rank.</summary>
internal sealed class CandidateScores(CandidateLists lists)
{
    private readonly Half[] standardised = new Half[lists.Rows.Count * lists.Width];

    /// <summary>Shape rows: NDCG@10 of the positive among its rivals.</summary>
    public double[] Ndcg { get; } = new double[lists.Rows.Count];

    /// <summary>Shape rows: HR@10.</summary>
    public double[] HitRate { get; } = new double[lists.Rows.Count];

    /// <summary>Standardised scores of a row's candidates, the positive first; half precision, since a blend needs no more.</summary>
    public ReadOnlySpan<Half> Of(int row) => standardised.AsSpan(row * lists.Width, lists.Counts[row]);

    /// <summary>Keeps a row.</summary>
    /// <param name="row">The row.</param>
    /// <param name="scores">Scores of all target items.</param>
    /// <param name="scale">Their scale.</param>
    public void Set(int row, ReadOnlySpan<float> scores, ScoreScale scale)
    {
        var items = lists.ItemsOf(row);
        var own = standardised.AsSpan(row * lists.Width, items.Length);
        for (var place = 0; place < items.Length; place++)
        {
            own[place] = (Half)scale.Standardise(scores[items[place]]);
        }
        Span<double> rank = [TieRank.Of(scores[items[0]], scores, items[1..])];
        Ndcg[row] = Metrics.Ndcg.Of(rank, RowMetrics.Cutoff);
        HitRate[row] = Metrics.HitRate.Of(rank, RowMetrics.Cutoff);
    }
}
