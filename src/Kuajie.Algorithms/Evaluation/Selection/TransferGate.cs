using Kuajie.Algorithms.Evaluation.Protocols;

namespace Kuajie.Algorithms.Evaluation.Selection;

/// <summary>
/// The rule against negative transfer: for each segment of users the cross-domain model serves only where it is better than the single-domain model on
/// validation. Where a segment has too few validation rows, all warm rows stand in for a warm one; cold linked users have a cross-domain finalist of their own,
/// judged by rows whose target history was hidden; where there is too little to judge by, and for users without any history, the single-domain model serves.
/// </summary>
public sealed record TransferGate
{
    /// <summary>Least validation rows on which a segment is judged by itself.</summary>
    public const int LeastRows = 100;

    private TransferGate(IReadOnlyList<GateDecision> decisions) => Decisions = decisions;

    /// <summary>Shape <see cref="UserSegment.Count"/>: the decision of each segment.</summary>
    public IReadOnlyList<GateDecision> Decisions { get; }

    /// <summary>Decides from the two finalists' validation rows.</summary>
    internal static TransferGate Decide(
        UserSegment[] segments,
        LeaderboardEntry single,
        LeaderboardEntry crossForWarm,
        LeaderboardEntry crossForCold
    )
    {
        bool[] isWarm = [.. segments.Select(segment => segment.TargetRows > 0)];
        var decisions = new GateDecision[UserSegment.Count];
        for (var index = 0; index < decisions.Length; index++)
        {
            var segment = UserSegment.At(index);
            var cross = segment.TargetRows == 0 ? crossForCold : crossForWarm;
            bool[] isInSegment = [.. segments.Select(other => other == segment)];
            var singleNdcg = Where(single.RowNdcg, isInSegment);
            var crossNdcg = Where(cross.RowNdcg, isInSegment);
            var weights = single.Weights.Where(isInSegment);
            var evidence = "segment";
            if (singleNdcg.Length < LeastRows && segment is { TargetRows: 0, IsLinked: true } && single.ColdNdcg.Length >= LeastRows)
            {
                (singleNdcg, crossNdcg, weights, evidence) = (single.ColdNdcg, cross.ColdNdcg, single.ColdWeights, "hidden-history");
            }
            else if (singleNdcg.Length < LeastRows)
            {
                // Rows of the other sort say nothing here: a warm segment is judged by warm rows, a cold one by cold rows.
                bool[] isAlike = [.. isWarm.Select(warm => warm == segment.TargetRows > 0)];
                (singleNdcg, crossNdcg) = (Where(single.RowNdcg, isAlike), Where(cross.RowNdcg, isAlike));
                (weights, evidence) = (single.Weights.Where(isAlike), segment.TargetRows > 0 ? "warm-rows" : "cold-rows");
            }
            var (singleMean, crossMean) = (weights.Mean(singleNdcg), weights.Mean(crossNdcg));
            decisions[index] =
                segment is { TargetRows: 0, IsLinked: false } ? new GateDecision(segment, false, "no-history", 0, 0, 0)
                : singleNdcg.Length < LeastRows ? new GateDecision(segment, false, "too-few-rows", singleNdcg.Length, singleMean, crossMean)
                : new GateDecision(segment, crossMean > singleMean, evidence, singleNdcg.Length, singleMean, crossMean);
        }
        return new TransferGate(decisions);
    }

    private static double[] Where(double[] values, bool[] isKept) => [.. values.Where((_, row) => isKept[row])];
}

/// <summary>Which of the two finalists serves a segment, and why.</summary>
/// <param name="Segment">The segment.</param>
/// <param name="ServesCrossDomain">Whether the cross-domain model serves it.</param>
/// <param name="Evidence">segment (its own rows), hidden-history, warm-rows or cold-rows (all of the sort), too-few-rows or no-history.</param>
/// <param name="Rows">Number of the segment's validation rows.</param>
/// <param name="SingleNdcg">NDCG@10 of the single-domain finalist on the evidence, rows with a twin counted half.</param>
/// <param name="CrossNdcg">The same of the cross-domain finalist.</param>
public sealed record GateDecision(
    UserSegment Segment,
    bool ServesCrossDomain,
    string Evidence,
    int Rows,
    double SingleNdcg,
    double CrossNdcg
);
