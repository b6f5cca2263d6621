using Kuajie.Algorithms.Evaluation;
using Kuajie.Algorithms.Evaluation.Selection;

namespace Kuajie.Platform.Training.Benchmarks;

/// <summary>How one model did on validation rows, with a 95 % interval by bootstrap over the rows.</summary>
/// <param name="Model">The kind's name.</param>
/// <param name="Rows">Validation rows.</param>
/// <param name="Ndcg">NDCG@10.</param>
/// <param name="Low">Lower end of its interval.</param>
/// <param name="High">Upper end.</param>
/// <param name="HitRate">HR@10.</param>
/// <param name="Tried">Candidates of the kind that were tried.</param>
/// <param name="TrainSeconds">Seconds that training took.</param>
/// <param name="IsCrossDomain">Whether other domains speak.</param>
public sealed record ValidationFigures(
    string Model,
    int Rows,
    double Ndcg,
    double Low,
    double High,
    double HitRate,
    int Tried,
    double TrainSeconds,
    bool IsCrossDomain
)
{
    /// <summary>The best of each kind, best first. What was given up after a first look has figures of other rows and is left out.</summary>
    internal static IReadOnlyList<ValidationFigures> Of(IReadOnlyList<LeaderboardEntry> entries, ulong seed) =>
        [
            .. entries
                .GroupBy(entry => entry.Candidate.Model, StringComparer.Ordinal)
                .Select(kind => (Tried: kind.Count(), Best: kind.Where(entry => !entry.IsGivenUp).MaxBy(entry => entry.Merit)))
                .Where(kind => kind.Best is not null)
                .Select(kind => Of(kind.Best!, kind.Tried, seed))
                .OrderByDescending(figures => figures.Ndcg),
        ];

    private static ValidationFigures Of(LeaderboardEntry entry, int tried, ulong seed)
    {
        var interval = Bootstrap.Mean(entry.RowNdcg, seed);
        return new ValidationFigures(
            entry.Candidate.Model,
            entry.RowNdcg.Length,
            interval.Mean,
            interval.Low,
            interval.High,
            entry.HitRate,
            tried,
            entry.TrainSeconds,
            entry.Candidate.IsCrossDomain
        );
    }
}
