using Kuajie.Algorithms.Datasets;
using Kuajie.Algorithms.Datasets.Splits;
using Kuajie.Algorithms.Evaluation.Candidates;
using Kuajie.Algorithms.Models;
using Kuajie.Algorithms.Numerics.Sampling;

namespace Kuajie.Algorithms.Evaluation.Protocols;

/// <summary>
/// Ranks each held-out item among sampled negatives and among the whole catalog: protocols "1 + 999" and its cold-user form. Candidates are items with
/// training interactions, without the user's own training items, the positive, and what the caller excludes further. What is drawn depends on seed and
/// row number alone, so every model meets the same candidates and the number of threads changes nothing.
/// </summary>
public sealed class RowRanker
{
    private readonly InteractionDataset training;
    private readonly int targetDomain;
    private readonly SampledCandidates candidates;
    private readonly int[] pool;
    private readonly HeldOutRow[] rows;
    private readonly (int User, int[] Rows)[] rowsOfUsers;
    private readonly Dictionary<int, int[]> alsoExcluded;

    /// <summary>Prepares ranking. O(entries + rows).</summary>
    /// <param name="training">What models may know; histories come from here.</param>
    /// <param name="targetDomain">Index of the domain to recommend.</param>
    /// <param name="rows">What is to be predicted. Items without training interactions are the caller's to leave out.</param>
    /// <param name="candidates">How negatives are drawn.</param>
    /// <param name="excluded">Further held-out rows whose items are no negatives for their user (cold users: test and validation).</param>
    public RowRanker(
        InteractionDataset training,
        int targetDomain,
        IReadOnlyList<HeldOutRow> rows,
        SampledCandidates candidates,
        IEnumerable<HeldOutRow>? excluded = null
    )
    {
        ArgumentNullException.ThrowIfNull(training);
        ArgumentNullException.ThrowIfNull(rows);
        this.training = training;
        this.targetDomain = targetDomain;
        this.candidates = candidates;
        this.rows = [.. rows];
        pool = TrainedItems.Of(training.Domains[targetDomain].Interactions);
        rowsOfUsers = [.. Enumerable.Range(0, rows.Count).GroupBy(row => rows[row].User).Select(group => (group.Key, group.ToArray()))];
        alsoExcluded = (excluded ?? [])
            .GroupBy(row => row.User)
            .ToDictionary(group => group.Key, group => group.Select(row => row.Item).Distinct().ToArray());
    }

    /// <summary>Ranks all rows with a model. O(users · score + rows · items).</summary>
    /// <param name="model">The model.</param>
    /// <param name="run">Threads, cancellation; progress counts users.</param>
    /// <param name="hideTarget">Whether to show the model the user without their target history, as if they were cold.</param>
    public RankedRows Rank(IModel model, TrainingRun run, bool hideTarget = false)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(run);
        var ranked = new RankedRows(rows, [.. candidates.Seeds.Select(_ => new double[rows.Length])], new double[rows.Length]);
        var done = 0;
        var parallel = new ParallelOptions { MaxDegreeOfParallelism = run.Threads, CancellationToken = run.Cancellation };
        Parallel.For(
            0,
            rowsOfUsers.Length,
            parallel,
            () => new Scratch(pool, training.Domains[targetDomain].Items.Count, candidates.Negatives),
            (user, _, scratch) =>
            {
                RankUser(model, rowsOfUsers[user].User, rowsOfUsers[user].Rows, scratch, ranked, hideTarget);
                run.Progress?.Report(new TrainingProgress(Interlocked.Increment(ref done), rowsOfUsers.Length));
                return scratch;
            },
            static _ => { }
        );
        return ranked;
    }

    private void RankUser(IModel model, int user, int[] userRows, Scratch scratch, RankedRows ranked, bool hideTarget)
    {
        var history = training.HistoryOf(user);
        model.Score(hideTarget ? history.With(targetDomain, DomainHistory.Empty) : history, scratch.Scores);
        var seen = history[targetDomain].Items.Span;
        var others = alsoExcluded.GetValueOrDefault(user) ?? [];
        int[] excluded = [.. seen, .. others];
        foreach (var row in userRows)
        {
            var positive = rows[row].Item;
            for (var draw = 0; draw < candidates.Seeds.Count; draw++)
            {
                var random = SplittableRandom.Stream(candidates.Seeds[draw], (ulong)row);
                var count = scratch.Sampler.Draw(ref random, positive, excluded, scratch.Negatives);
                ranked.SampledRanks[draw][row] = TieRank.Of(scratch.Scores[positive], scratch.Scores, scratch.Negatives.AsSpan(0, count));
            }
            ranked.FullRanks[row] = FullRank(scratch.Scores, positive, excluded);
        }
    }

    private double FullRank(float[] scores, int positive, int[] excluded)
    {
        var score = scores[positive];
        var rank = TieRank.Of(score, scores, pool) - (Array.BinarySearch(pool, positive) >= 0 ? 0.5 : 0);
        foreach (var item in excluded.Distinct())
        {
            if (item != positive && Array.BinarySearch(pool, item) >= 0)
            {
                rank -=
                    scores[item] > score ? 1
                    : scores[item] == score ? 0.5
                    : 0;
            }
        }
        return rank;
    }

    private sealed class Scratch(int[] pool, int itemCount, int negatives)
    {
        public float[] Scores { get; } = new float[itemCount];

        public int[] Negatives { get; } = new int[negatives];

        public NegativeSampler Sampler { get; } = new(pool, itemCount);
    }
}
