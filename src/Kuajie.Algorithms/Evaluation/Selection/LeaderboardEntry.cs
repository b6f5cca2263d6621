using Kuajie.Algorithms.Evaluation.Protocols;
using Kuajie.Algorithms.Models;

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

    /// <summary>
    /// Whether it was given up after a first look at some of the rows: its figures are of those rows alone, and it is neither chosen, blended nor refined.
    /// </summary>
    public bool IsGivenUp { get; init; }

    /// <summary>Whether training went on from the model of an earlier candidate.</summary>
    public bool IsContinued { get; init; }

    /// <summary>Seconds that training took, without what an earlier candidate had done before.</summary>
    public double TrainSeconds { get; init; }

    /// <summary>Seconds that training takes from nothing: those of the candidates it went on from included.</summary>
    public double FullTrainSeconds { get; init; }

    /// <summary>Seconds that ranking the validation rows took.</summary>
    public double ScoreSeconds { get; init; }

    /// <summary>How it did at the first look, beside which later candidates of its kind are looked at; null where there was none.</summary>
    internal CandidateLook? Look { get; init; }

    /// <summary>The trained model, as long as later candidates may go on from it.</summary>
    internal IModel? Trained { get; init; }

    /// <summary>The candidate's scores of the validation rows, from which it can be blended with others; null for blends.</summary>
    internal CandidateScores? Natural { get; init; }

    /// <summary>The same with target histories hidden.</summary>
    internal CandidateScores? Cold { get; init; }

    /// <summary>The entry without what blends need memory for.</summary>
    public LeaderboardEntry WithoutScores() => this with { Natural = null, Cold = null };

    /// <summary>The entry without what later candidates need memory for.</summary>
    public LeaderboardEntry WithoutModel() => this with { Trained = null };
}
