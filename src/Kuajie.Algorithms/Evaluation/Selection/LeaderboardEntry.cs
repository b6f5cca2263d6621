using Kuajie.Algorithms.Evaluation.Protocols;

namespace Kuajie.Algorithms.Evaluation.Selection;

/// <summary>How a candidate did on validation.</summary>
/// <param name="Candidate">The candidate.</param>
/// <param name="RowNdcg">Shape validation rows: NDCG@10.</param>
/// <param name="RowHitRate">Shape validation rows: HR@10.</param>
/// <param name="Weights">How much each row counts in a comparison.</param>
/// <param name="ColdNdcg">NDCG@10 of each linked validation row with the user's target history hidden; empty where it was not measured.</param>
/// <param name="ColdWeights">How much each of these counts.</param>
public sealed record LeaderboardEntry(
    SelectionCandidate Candidate,
    double[] RowNdcg,
    double[] RowHitRate,
    RowWeights Weights,
    double[] ColdNdcg,
    RowWeights ColdWeights
)
{
    /// <summary>NDCG@10 with rows that have a twin counted half: what selection goes by.</summary>
    public double Merit => Weights.Mean(RowNdcg);

    /// <summary>The same over rows with hidden target history; where none were measured (the rows themselves are cold), <see cref="Merit"/>.</summary>
    public double ColdMerit => ColdNdcg.Length > 0 ? ColdWeights.Mean(ColdNdcg) : Merit;

    /// <summary>Mean NDCG@10 over all rows.</summary>
    public double Ndcg { get; } = Bootstrap.Average(RowNdcg);

    /// <summary>Mean HR@10.</summary>
    public double HitRate { get; } = Bootstrap.Average(RowHitRate);

    /// <summary>The candidate's scores of the validation rows, from which it can be blended with others; null for blends.</summary>
    internal CandidateScores? Natural { get; init; }

    /// <summary>The same with target histories hidden.</summary>
    internal CandidateScores? Cold { get; init; }

    /// <summary>The entry without what it needs memory for.</summary>
    public LeaderboardEntry WithoutScores() => this with { Natural = null, Cold = null };
}
