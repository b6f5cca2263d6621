using Kuajie.Algorithms.Datasets;
using Kuajie.Algorithms.Datasets.Splits;
using Kuajie.Algorithms.Evaluation.Candidates;
using Kuajie.Algorithms.Evaluation.Metrics;
using Kuajie.Algorithms.Models;
using Kuajie.Algorithms.Numerics.Sampling;

namespace Kuajie.Algorithms.Evaluation.Protocols;

/// <summary>
/// Held-out rows, each with its sampled rivals drawn once: what models are compared on and what a blend of them is learnt from. Rivals are items with training
/// interactions, without the user's own, the positive, and what the caller excludes; they depend on the seed and the row's number alone.
/// </summary>
internal sealed class CandidateLists
{
    private readonly InteractionDataset training;
    private readonly int targetDomain;
    private readonly int[] pool;
    private readonly int[] items;
    private readonly UserHistory[] histories;

    /// <summary>Draws the rivals. O(rows · negatives).</summary>
    /// <param name="training">What models may know; histories come from here.</param>
    /// <param name="targetDomain">Index of the domain to recommend.</param>
    /// <param name="rows">What is to be predicted.</param>
    /// <param name="candidates">How many rivals; the first seed is used.</param>
    /// <param name="excluded">Further held-out rows whose items are no rivals for their user.</param>
    /// <param name="hideTarget">Whether models are shown the users without their target history, as if they were cold.</param>
    public CandidateLists(
        InteractionDataset training,
        int targetDomain,
        IReadOnlyList<HeldOutRow> rows,
        SampledCandidates candidates,
        IEnumerable<HeldOutRow> excluded,
        bool hideTarget = false
    )
    {
        this.training = training;
        this.targetDomain = targetDomain;
        Rows = rows;
        pool = TrainedItems.Of(training.Domains[targetDomain].Interactions);
        Width = candidates.Negatives + 1;
        items = new int[rows.Count * Width];
        Counts = new int[rows.Count];
        histories = [.. rows.Select(row => HistoryOf(row.User, hideTarget))];
        Segments = [.. histories.Select(history => UserSegment.Of(history, targetDomain))];
        Draw(candidates.Seeds[0], excluded.ToLookup(row => row.User, row => row.Item));
    }

    /// <summary>The rows.</summary>
    public IReadOnlyList<HeldOutRow> Rows { get; }

    /// <summary>Shape rows: the segment of each row's user as models are shown them.</summary>
    public UserSegment[] Segments { get; }

    /// <summary>Room for candidates per row: the positive and its rivals.</summary>
    public int Width { get; }

    /// <summary>Shape rows: candidates of each row; fewer than <see cref="Width"/> only where the catalog has no more.</summary>
    public int[] Counts { get; }

    /// <summary>The candidates of a row, the positive first.</summary>
    public ReadOnlySpan<int> ItemsOf(int row) => items.AsSpan(row * Width, Counts[row]);

    /// <summary>Scores all rows with a model. O(rows · score).</summary>
    /// <param name="model">The model.</param>
    /// <param name="run">Threads and cancellation.</param>
    public CandidateScores Score(IModel model, TrainingRun run)
    {
        var scores = new CandidateScores(this);
        Score(model, run, [.. Enumerable.Range(0, Rows.Count)], scores);
        return scores;
    }

    /// <summary>Scores some rows. O(rows · score); with a factor model only the rivals are scored, O(rows · (fold-in + negatives · rank + rank²)).</summary>
    public void Score(IModel model, TrainingRun run, IReadOnlyList<int> rows, CandidateScores scores)
    {
        var scale = model is IFactorModel factors ? new FactorScale(factors, pool) : null;
        Parallel.For(
            0,
            rows.Count,
            new ParallelOptions { MaxDegreeOfParallelism = run.Threads, CancellationToken = run.Cancellation },
            () => new float[training.Domains[targetDomain].Items.Count],
            (place, _, all) =>
            {
                var row = rows[place];
                if (scale is null)
                {
                    model.Score(histories[row], all);
                    scores.Set(row, all, ScoreScale.Of(all, pool));
                }
                else
                {
                    scores.Set(row, all, scale.Score(histories[row], ItemsOf(row), all));
                }
                return all;
            },
            static _ => { }
        );
    }

    /// <summary>Scores all rows with a model to which their users are all the same, since it looks at nothing that differs between them. O(score + rows).</summary>
    public CandidateScores ScoreAlike(IModel model)
    {
        var scores = new CandidateScores(this);
        var all = new float[training.Domains[targetDomain].Items.Count];
        if (Rows.Count > 0)
        {
            model.Score(histories[0], all);
        }
        var scale = ScoreScale.Of(all, pool);
        for (var row = 0; row < Rows.Count; row++)
        {
            scores.Set(row, all, scale);
        }
        return scores;
    }

    /// <summary>NDCG@10 of some rows, in their order; nothing else is kept.</summary>
    public double[] Ndcg(IModel model, IReadOnlyList<int> rows, TrainingRun run)
    {
        var ndcg = new double[rows.Count];
        Parallel.For(
            0,
            rows.Count,
            new ParallelOptions { MaxDegreeOfParallelism = run.Threads, CancellationToken = run.Cancellation },
            () => new float[training.Domains[targetDomain].Items.Count],
            (place, _, all) =>
            {
                model.Score(histories[rows[place]], all);
                var own = ItemsOf(rows[place]);
                Span<double> rank = [TieRank.Of(all[own[0]], all, own[1..])];
                ndcg[place] = Metrics.Ndcg.Of(rank, RowMetrics.Cutoff);
                return all;
            },
            static _ => { }
        );
        return ndcg;
    }

    private UserHistory HistoryOf(int user, bool hideTarget)
    {
        var history = training.HistoryOf(user);
        return hideTarget ? history.With(targetDomain, DomainHistory.Empty) : history;
    }

    private void Draw(ulong seed, ILookup<int, int> excluded)
    {
        var sampler = new NegativeSampler(pool, training.Domains[targetDomain].Items.Count);
        for (var row = 0; row < Rows.Count; row++)
        {
            var random = SplittableRandom.Stream(seed, (ulong)row);
            var (user, positive) = (Rows[row].User, Rows[row].Item);
            int[] never = [.. training.Domains[targetDomain].Interactions.RowColumns(user), .. excluded[user]];
            items[row * Width] = positive;
            Counts[row] = 1 + sampler.Draw(ref random, positive, never, items.AsSpan((row * Width) + 1, Width - 1));
        }
    }
}
