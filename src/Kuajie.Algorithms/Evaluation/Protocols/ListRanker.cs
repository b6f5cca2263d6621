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

    /// <summary>Ranks all test users with a model. O(users · (score + items)).</summary>
    public IReadOnlyList<UserList> Rank(IModel model, TrainingRun run)
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
                lists[place] = RankUser(model, users[place].User, users[place].Items, scratch);
                return scratch;
            },
            static _ => { }
        );
        return lists;
    }

    private UserList RankUser(IModel model, int user, int[] heldOut, Scratch scratch)
    {
        var history = split.Training.HistoryOf(user);
        model.Score(history, scratch.Scores);
        var relevant = heldOut.Where(item => isInPool[item]).ToArray();
        var candidates = Candidates(user, history[split.TargetDomain].Items.Span, relevant, scratch);
        var ranks = relevant.Select(item => TieRank.Of(scratch.Scores[item], scratch.Scores, candidates) - 0.5).Order().ToArray();
        double[] withMissing = [.. ranks, .. Enumerable.Repeat((double)int.MaxValue, heldOut.Length - relevant.Length)];
        var segment = UserSegment.Of(history, split.TargetDomain);
        return new UserList(user, segment, withMissing, candidates.Length, Top(candidates, scratch));
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

    private static int[] Top(int[] candidates, Scratch scratch)
    {
        foreach (var item in candidates)
        {
            scratch.Selector.Offer(item, scratch.Scores[item]);
        }
        var top = new int[scratch.Selector.Count];
        scratch.Selector.Drain(top, scratch.TopScores);
        return top;
    }

    private sealed class Scratch(int[] pool, int itemCount, int mostTop)
    {
        public float[] Scores { get; } = new float[itemCount];

        public bool[] IsSeen { get; } = new bool[itemCount];

        public NegativeSampler Sampler { get; } = new(pool, itemCount);

        public TopSelector Selector { get; } = new(mostTop);

        public float[] TopScores { get; } = new float[mostTop];
    }
}
