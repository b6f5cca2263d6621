using Kuajie.Algorithms.Evaluation.Protocols;

namespace Kuajie.Algorithms.Evaluation.Selection;

/// <summary>How a candidate did on validation.</summary>
/// <param name="Candidate">The candidate.</param>
/// <param name="Rows">Metrics of each validation row.</param>
/// <param name="Weights">How much each row counts in a comparison.</param>
/// <param name="ColdNdcg">NDCG@10 of each linked validation row with the user's target history hidden; empty where it was not measured.</param>
/// <param name="ColdWeights">How much each of these counts.</param>
public sealed record LeaderboardEntry(
    SelectionCandidate Candidate,
    RowMetrics Rows,
    RowWeights Weights,
    double[] ColdNdcg,
    RowWeights ColdWeights
)
{
    /// <summary>NDCG@10 with rows that have a twin counted half: what selection goes by.</summary>
    public double Merit => Weights.Mean(Rows.Ndcg);

    /// <summary>Mean NDCG@10 over all rows.</summary>
    public double Ndcg { get; } = Bootstrap.Average(Rows.Ndcg);

    /// <summary>Mean HR@10.</summary>
    public double HitRate { get; } = Bootstrap.Average(Rows.HitRate);
}
