using Kuajie.Algorithms.Evaluation.Protocols;

namespace Kuajie.Algorithms.Evaluation.Selection;

/// <summary>
/// The rule against negative transfer: for each segment of users the cross-domain model serves only where it is better than the single-domain model on
/// validation. Where a segment has too few validation rows, the decision over all rows stands in for it; cold linked users are judged by rows whose target
/// history was hidden; users without any history are the single-domain model's.
/// </summary>
public sealed record TransferGate
{
    /// <summary>Least validation rows on which a segment is judged by itself.</summary>
    public const int LeastRows = 100;

    private TransferGate(IReadOnlyList<GateDecision> decisions) => Decisions = decisions;

    /// <summary>Shape <see cref="UserSegment.Count"/>: the decision of each segment.</summary>
    public IReadOnlyList<GateDecision> Decisions { get; }

    /// <summary>Decides from the two finalists' validation rows.</summary>
    internal static TransferGate Decide(UserSegment[] segments, LeaderboardEntry single, LeaderboardEntry cross)
    {
        var overall = cross.Merit > single.Merit;
        var decisions = new GateDecision[UserSegment.Count];
        for (var index = 0; index < decisions.Length; index++)
        {
            var segment = UserSegment.At(index);
            bool[] isInSegment = [.. segments.Select(other => other == segment)];
            var singleNdcg = Where(single.RowNdcg, isInSegment);
            var crossNdcg = Where(cross.RowNdcg, isInSegment);
            var weights = single.Weights.Where(isInSegment);
            var evidence = "segment";
            if (singleNdcg.Length < LeastRows && segment is { TargetRows: 0, IsLinked: true } && single.ColdNdcg.Length >= LeastRows)
            {
                (singleNdcg, crossNdcg, weights, evidence) = (single.ColdNdcg, cross.ColdNdcg, single.ColdWeights, "hidden-history");
            }
            var (singleMean, crossMean) = (weights.Mean(singleNdcg), weights.Mean(crossNdcg));
            decisions[index] =
                segment is { TargetRows: 0, IsLinked: false } ? new GateDecision(segment, false, "no-history", 0, 0, 0)
                : singleNdcg.Length < LeastRows
                    ? new GateDecision(segment, overall, "all-rows", singleNdcg.Length, single.Merit, cross.Merit)
                : new GateDecision(segment, crossMean > singleMean, evidence, singleNdcg.Length, singleMean, crossMean);
        }
        return new TransferGate(decisions);
    }

    private static double[] Where(double[] values, bool[] isKept) => [.. values.Where((_, row) => isKept[row])];
}

/// <summary>Which of the two finalists serves a segment, and why.</summary>
/// <param name="Segment">The segment.</param>
/// <param name="ServesCrossDomain">Whether the cross-domain model serves it.</param>
/// <param name="Evidence">segment (its own rows), hidden-history, all-rows or no-history.</param>
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
