using Kuajie.Algorithms.Evaluation.Protocols;

namespace Kuajie.Algorithms.Evaluation.Selection;

/// <summary>How a candidate did on validation.</summary>
/// <param name="Candidate">The candidate.</param>
/// <param name="Rows">Metrics of each validation row.</param>
/// <param name="ColdNdcg">NDCG@10 of each linked validation row with the user's target history hidden; empty where it was not measured.</param>
public sealed record LeaderboardEntry(SelectionCandidate Candidate, RowMetrics Rows, double[] ColdNdcg)
{
    /// <summary>Mean NDCG@10: what selection goes by.</summary>
    public double Ndcg { get; } = Bootstrap.Average(Rows.Ndcg);

    /// <summary>Mean HR@10.</summary>
    public double HitRate { get; } = Bootstrap.Average(Rows.HitRate);
}
