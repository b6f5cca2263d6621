using Kuajie.Algorithms.Evaluation.Metrics;
using Kuajie.Algorithms.Evaluation.Protocols;
using Kuajie.Algorithms.Models;
using Kuajie.Algorithms.Models.Blend;

namespace Kuajie.Algorithms.Evaluation.Selection;

/// <summary>
/// Finds which measured candidates to blend, and how: parts are added one by one, the most helpful first, as long as merit on rows that the weights were not
/// learnt from grows by 0.3 % (two folds of users, each judged by the other's weights). The figures of the result come from the same cross-fitting: no row is
/// scored by weights that were learnt from it, though which parts were taken was decided on these rows, as it is with single candidates. Where time is up, the
/// parts taken so far are what is blended.
/// </summary>
internal sealed class BlendSearch(
    CandidateLists natural,
    CandidateLists? cold,
    RowWeights weights,
    RowWeights coldWeights,
    TrainingRun run,
    Func<bool>? isOver = null
)
{
    private const int MostParts = 6;
    private const int ScreeningNegatives = 100;
    private const int ScreeningSteps = 6;
    private const int LearningNegatives = 200;

    /// <summary>Most candidates of one kind that may be parts.</summary>
    public const int MostOfAKind = 3;

    private const double LeastGain = 1.003;

    /// <summary>The best blend of some candidates; null where there is nothing to blend.</summary>
    /// <param name="kind">The kind of blend: single-domain or joint.</param>
    /// <param name="entries">Measured candidates that may be parts.</param>
    public LeaderboardEntry? Find(BlendKind kind, IEnumerable<LeaderboardEntry> entries)
    {
        var rivals = entries
            .Where(entry => entry.Natural is not null)
            .GroupBy(entry => entry.Candidate.Model, StringComparer.Ordinal)
            .SelectMany(group => group.OrderByDescending(entry => entry.Merit).Take(MostOfAKind))
            .ToList();
        if (rivals.Count == 0 || natural.Rows.Count < BlendLearner.LeastRows)
        {
            return null;
        }
        var chosen = Choose(rivals);
        // One part is no blend, and without a cross-domain part a joint blend would pass for transfer that is none.
        return chosen.Count < 2 || (kind.IsCrossDomain && !chosen.Any(part => part.Candidate.IsCrossDomain)) ? null : Measure(kind, chosen);
    }

    private List<LeaderboardEntry> Choose(List<LeaderboardEntry> rivals)
    {
        var chosen = new List<LeaderboardEntry> { rivals.MaxBy(rival => rival.Merit)! };
        var merit = chosen[0].Merit;
        rivals.Remove(chosen[0]);
        while (chosen.Count < MostParts && rivals.Count > 0 && isOver?.Invoke() != true)
        {
            run.Cancellation.ThrowIfCancellationRequested();
            var trials = rivals.Select(rival => (Rival: rival, Merit: CrossFitMerit([.. chosen, rival]))).ToArray();
            var (best, bestMerit) = trials.MaxBy(trial => trial.Merit);
            if (bestMerit < merit * LeastGain)
            {
                break;
            }
            chosen.Add(best);
            // What brings nothing now will hardly bring anything beside one part more.
            rivals = [.. trials.Where(trial => trial.Merit > merit && trial.Rival != best).Select(trial => trial.Rival)];
            merit = bestMerit;
        }
        return chosen;
    }

    private double CrossFitMerit(LeaderboardEntry[] parts)
    {
        var evidence = Natural(parts);
        var learner = new BlendLearner(ScreeningNegatives, run.Threads, ScreeningSteps, run.Cancellation);
        var folds = new[] { 0, 1 }.Select(fold => learner.Common(evidence, user => FoldOf(user) != fold)).ToArray();
        return weights.Mean(Rank(evidence, (row, user) => folds[FoldOf(user)]).Ndcg);
    }

    private LeaderboardEntry Measure(BlendKind kind, List<LeaderboardEntry> parts)
    {
        var learner = new BlendLearner(LearningNegatives, run.Threads, BlendLearner.EnoughSteps, run.Cancellation);
        var evidence = Natural(parts);
        var coldEvidence = Cold(parts);
        var folds = new[] { 0, 1 }.Select(fold => learner.Learn(evidence, coldEvidence, user => FoldOf(user) != fold)).ToArray();
        var (ndcg, hitRate) = Rank(evidence, (row, user) => OwnWeights(evidence, folds, row, user));
        var options = new BlendOptions
        {
            Parts = [.. parts.Select(part => new BlendPart(part.Candidate.Model, OptionsJson.Write(part.Candidate.Trainer.Options)))],
            Weights = [.. learner.Learn(evidence, coldEvidence).Values.Select(weight => Math.Round(weight, 5))],
        };
        var candidate = new SelectionCandidate(kind.Name, kind.IsCrossDomain, kind.CreateTrainer(options));
        var coldNdcg = coldEvidence is null ? [] : Rank(coldEvidence, (row, user) => OwnWeights(coldEvidence, folds, row, user)).Ndcg;
        return new LeaderboardEntry(candidate, ndcg, hitRate, weights, coldNdcg, coldWeights);
    }

    private (double[] Ndcg, double[] HitRate) Rank(BlendEvidence evidence, Func<int, int, double[]> weightsOf)
    {
        var lists = evidence.Lists;
        var (ndcg, hitRate) = (new double[lists.Rows.Count], new double[lists.Rows.Count]);
        Parallel.For(
            0,
            lists.Rows.Count,
            new ParallelOptions { MaxDegreeOfParallelism = run.Threads, CancellationToken = run.Cancellation },
            () => new float[lists.Width],
            (row, _, scores) =>
            {
                evidence.Score(row, weightsOf(row, lists.Rows[row].User), scores);
                Span<double> rank = [TieRank.Of(scores[0], scores.AsSpan(1, lists.Counts[row] - 1))];
                ndcg[row] = Ndcg.Of(rank, RowMetrics.Cutoff);
                hitRate[row] = HitRate.Of(rank, RowMetrics.Cutoff);
                return scores;
            },
            static _ => { }
        );
        return (ndcg, hitRate);
    }

    private static double[] OwnWeights(BlendEvidence evidence, BlendWeights[] folds, int row, int user) =>
        folds[FoldOf(user)].Of(evidence.Lists.Segments[row].TargetRows).ToArray();

    private BlendEvidence Natural(IReadOnlyList<LeaderboardEntry> parts) =>
        new(natural, [.. parts.Select(part => part.Natural!)], weights.Values);

    private BlendEvidence? Cold(IReadOnlyList<LeaderboardEntry> parts) =>
        cold is null ? null : new BlendEvidence(cold, [.. parts.Select(part => part.Cold!)], coldWeights.Values);

    private static int FoldOf(int user) => (int)(((uint)user * 2654435761u) >> 31);
}
