using Kuajie.Algorithms.Datasets;
using Kuajie.Algorithms.Datasets.Splits;
using Kuajie.Algorithms.Evaluation.Candidates;
using Kuajie.Algorithms.Models;
using Kuajie.Algorithms.Numerics.Sampling;
using Kuajie.Algorithms.Numerics.Selection;

namespace Kuajie.Algorithms.Evaluation.Protocols;

/// <summary>
/// Makes every test user's list and ranks the held-out items in it. Candidates: items with training interactions (or the whole catalog), without what the
/// user met in training; or a sample of them with the held-out items. Held-out items that are no candidates count as never found.
/// </summary>
public sealed class ListRanker
{
    private readonly DatasetSplit split;
    private readonly ListProtocol protocol;
    private readonly int[] pool;
    private readonly bool[] isInPool;
    private readonly (int User, int[] Items)[] users;

    /// <summary>Prepares ranking. O(entries + rows).</summary>
    public ListRanker(DatasetSplit split, ListProtocol protocol)
    {
        ArgumentNullException.ThrowIfNull(split);
        ArgumentNullException.ThrowIfNull(protocol);
        this.split = split;
        this.protocol = protocol;
        var target = split.Training.Domains[split.TargetDomain];
        pool = protocol.IncludesUntrainedItems ? [.. Enumerable.Range(0, target.Items.Count)] : TrainedItems.Of(target.Interactions);
        isInPool = new bool[target.Items.Count];
        foreach (var item in pool)
        {
            isInPool[item] = true;
        }
        users =
        [
            .. split.HeldOut.GroupBy(row => row.User).Select(group => (group.Key, group.Select(row => row.Item).Distinct().ToArray())),
        ];
    }

    /// <summary>Number of test users.</summary>
    public int UserCount => users.Length;

    /// <summary>Ranks all test users with a model. O(users · (score + items)), and what re-ranking costs.</summary>
    /// <param name="model">The model.</param>
    /// <param name="run">Threads and cancellation.</param>
    /// <param name="reranker">Puts the head of each list in another order, or null to rank by score alone.</param>
    public IReadOnlyList<UserList> Rank(IModel model, TrainingRun run, IListReranker? reranker = null)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(run);
        var lists = new UserList[users.Length];
        var itemCount = isInPool.Length;
        Parallel.For(
            0,
            users.Length,
            new ParallelOptions { MaxDegreeOfParallelism = run.Threads, CancellationToken = run.Cancellation },
            () => new Scratch(pool, itemCount, protocol.Cutoffs[^1]),
            (place, _, scratch) =>
            {
                lists[place] = RankUser(model, users[place].User, users[place].Items, scratch, reranker);
                return scratch;
            },
            static _ => { }
        );
        return lists;
    }

    private UserList RankUser(IModel model, int user, int[] heldOut, Scratch scratch, IListReranker? reranker)
    {
        var history = split.Training.HistoryOf(user);
        model.Score(history, scratch.Scores);
        var relevant = heldOut.Where(item => isInPool[item]).ToArray();
        var candidates = Candidates(user, history[split.TargetDomain].Items.Span, relevant, scratch);
        var longest = protocol.Cutoffs[^1];
        var selector = reranker is null ? scratch.Selector : new TopSelector(reranker.PoolFor(longest));
        var top = Top(candidates, scratch.Scores, selector);
        var head = reranker is null ? top : Reranked(reranker, model, history, top, scratch.Scores);
        var ranks = relevant.Select(item => RankOf(item, reranker is null ? [] : head, candidates, scratch.Scores)).Order().ToArray();
        double[] withMissing = [.. ranks, .. Enumerable.Repeat((double)int.MaxValue, heldOut.Length - relevant.Length)];
        var segment = UserSegment.Of(history, split.TargetDomain);
        return new UserList(user, segment, withMissing, candidates.Length, head[..Math.Min(longest, head.Length)]);
    }

    private int[] Candidates(int user, ReadOnlySpan<int> seen, int[] relevant, Scratch scratch)
    {
        if (protocol.Negatives is { } count && relevant.Length > 0)
        {
            var negatives = new int[count];
            var random = SplittableRandom.Stream(protocol.Seed, (ulong)user);
            var drawn = scratch.Sampler.Draw(ref random, relevant[0], [.. seen, .. relevant], negatives);
            int[] sampled = [.. relevant, .. negatives.AsSpan(0, drawn)];
            Array.Sort(sampled);
            return sampled;
        }
        foreach (var item in seen)
        {
            scratch.IsSeen[item] = true;
        }
        var candidates = Array.FindAll(pool, item => !scratch.IsSeen[item]);
        foreach (var item in seen)
        {
            scratch.IsSeen[item] = false;
        }
        return candidates;
    }

    /// <summary>The pool in its new order: the chosen ones, then the rest as they were.</summary>
    private int[] Reranked(IListReranker reranker, IModel model, UserHistory history, int[] pool, float[] scores)
    {
        var chosen = reranker.Rerank(model, history, pool, Array.ConvertAll(pool, item => scores[item]), protocol.Cutoffs[^1]);
        return [.. chosen.Concat(Enumerable.Range(0, pool.Length).Except(chosen)).Select(place => pool[place])];
    }

    /// <summary>Zero-based: the place in a re-ranked head, else by score with halves for ties, never above the head.</summary>
    private static double RankOf(int item, int[] head, int[] candidates, float[] scores)
    {
        var place = Array.IndexOf(head, item);
        return place >= 0 ? place : Math.Max(head.Length, TieRank.Of(scores[item], scores, candidates) - 0.5);
    }

    private static int[] Top(int[] candidates, float[] scores, TopSelector selector)
    {
        foreach (var item in candidates)
        {
            selector.Offer(item, scores[item]);
        }
        var top = new int[selector.Count];
        selector.Drain(top, new float[top.Length]);
        return top;
    }

    private sealed class Scratch(int[] pool, int itemCount, int mostTop)
    {
        public float[] Scores { get; } = new float[itemCount];

        public bool[] IsSeen { get; } = new bool[itemCount];

        public NegativeSampler Sampler { get; } = new(pool, itemCount);

        public TopSelector Selector { get; } = new(mostTop);
    }
}
