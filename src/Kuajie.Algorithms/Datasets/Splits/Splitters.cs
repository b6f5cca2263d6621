using Kuajie.Algorithms.Numerics.Sampling;

namespace Kuajie.Algorithms.Datasets.Splits;

/// <summary>
/// The ways to cut a target domain into training and held-out interactions. Each is decided by data and seed alone; the stream of a user or item depends on
/// its index, so the cut does not depend on the order of the work.
/// </summary>
public static class Splitters
{
    /// <summary>
    /// Holds out each user's latest interaction (where the data has no times: a random one) for users with at least two. With a cap, a random sample of
    /// that many users.
    /// </summary>
    public static DatasetSplit LeaveLastOut(InteractionDataset dataset, int targetDomain, ulong seed, int mostUsers = int.MaxValue)
    {
        var domain = Target(dataset, targetDomain);
        var users = Enumerable.Range(0, dataset.UserCount).Where(user => domain.Interactions.RowLength(user) >= 2).ToArray();
        if (users.Length > mostUsers)
        {
            SplittableRandom.Stream(seed, ulong.MaxValue).ShuffleArray(users);
            users = users[..mostUsers];
        }
        var isHeldOut = new bool[domain.Interactions.EntryCount];
        foreach (var user in users)
        {
            isHeldOut[LastEntry(domain, user, seed)] = true;
        }
        return DatasetSplit.Cut(dataset, targetDomain, isHeldOut, "leave-last-out", seed);
    }

    /// <summary>
    /// Holds out one random interaction of a random sample of users with at least two, whether or not the data has times: the cut that mimics a test file
    /// with one random row per user.
    /// </summary>
    public static DatasetSplit LeaveOneOut(InteractionDataset dataset, int targetDomain, ulong seed, int mostUsers)
    {
        var domain = Target(dataset, targetDomain);
        var users = Enumerable.Range(0, dataset.UserCount).Where(user => domain.Interactions.RowLength(user) >= 2).ToArray();
        SplittableRandom.Stream(seed, ulong.MaxValue).ShuffleArray(users);
        var isHeldOut = new bool[domain.Interactions.EntryCount];
        foreach (var user in users.Take(mostUsers))
        {
            isHeldOut[RandomEntry(domain, user, seed)] = true;
        }
        return DatasetSplit.Cut(dataset, targetDomain, isHeldOut, "leave-one-out", seed);
    }

    /// <summary>Holds out everything from a moment on, in every domain: what a model trained at that moment could not know.</summary>
    /// <param name="dataset">Data with times in the target domain.</param>
    /// <param name="targetDomain">Index of the domain to predict.</param>
    /// <param name="share">Share of the target's interactions, the latest ones, that is held out; between 0 and 1.</param>
    /// <exception cref="ArgumentException">The target has no times.</exception>
    public static DatasetSplit TemporalCut(InteractionDataset dataset, int targetDomain, double share)
    {
        var target = Target(dataset, targetDomain);
        ThrowUnlessShare(share);
        if (target.UnixSeconds.Length == 0)
        {
            throw new ArgumentException($"Found no times in {target.Domain}; expected a time for each interaction.", nameof(dataset));
        }
        var ascending = target.UnixSeconds.ToArray();
        Array.Sort(ascending);
        var cut = ascending[Math.Clamp((int)Math.Round(ascending.Length * (1 - share)), 0, ascending.Length - 1)];
        var split = DatasetSplit.Cut(dataset, targetDomain, MarkFrom(target, cut), FormattableString.Invariant($"temporal-cut {cut}"), 0);
        var domains = split.Training.Domains.ToArray();
        for (var other = 0; other < domains.Length; other++)
        {
            if (other != targetDomain && domains[other].UnixSeconds.Length > 0)
            {
                domains[other] = EntryFilter.Without(domains[other], MarkFrom(domains[other], cut));
            }
        }
        return split with { Training = new InteractionDataset(dataset.UserCount, domains) };
    }

    /// <summary>Holds out a share of each user's interactions, rounded to the nearest count, leaving at least one; users with one keep it.</summary>
    public static DatasetSplit RatioPerUser(InteractionDataset dataset, int targetDomain, double share, ulong seed)
    {
        var domain = Target(dataset, targetDomain);
        ThrowUnlessShare(share);
        var isHeldOut = new bool[domain.Interactions.EntryCount];
        for (var user = 0; user < dataset.UserCount; user++)
        {
            var start = domain.Interactions.RowOffsets.Span[user];
            var entries = Enumerable.Range(start, domain.Interactions.RowLength(user)).ToArray();
            SplittableRandom.Stream(seed, (ulong)user).ShuffleArray(entries);
            foreach (var entry in entries.Take(Math.Min(entries.Length - 1, (int)Math.Round(entries.Length * share))))
            {
                isHeldOut[entry] = true;
            }
        }
        return DatasetSplit.Cut(dataset, targetDomain, isHeldOut, FormattableString.Invariant($"ratio-per-user {share}"), seed);
    }

    /// <summary>Holds out all target interactions of a random share of the target's users: only other domains speak for them.</summary>
    public static DatasetSplit ColdUsers(InteractionDataset dataset, int targetDomain, double share, ulong seed)
    {
        var domain = Target(dataset, targetDomain);
        ThrowUnlessShare(share);
        var users = Enumerable.Range(0, dataset.UserCount).Where(user => domain.Interactions.RowLength(user) > 0).ToArray();
        SplittableRandom.Stream(seed, ulong.MaxValue).ShuffleArray(users);
        var isHeldOut = new bool[domain.Interactions.EntryCount];
        foreach (var user in users.Take((int)Math.Ceiling(users.Length * share)))
        {
            isHeldOut.AsSpan(domain.Interactions.RowOffsets.Span[user], domain.Interactions.RowLength(user)).Fill(true);
        }
        return DatasetSplit.Cut(dataset, targetDomain, isHeldOut, FormattableString.Invariant($"cold-user {share}"), seed);
    }

    /// <summary>Holds out all interactions of a random share of the target's items: nobody's behaviour speaks for them.</summary>
    public static DatasetSplit ColdItems(InteractionDataset dataset, int targetDomain, double share, ulong seed)
    {
        var domain = Target(dataset, targetDomain);
        ThrowUnlessShare(share);
        var items = Evaluation.Candidates.TrainedItems.Of(domain.Interactions);
        SplittableRandom.Stream(seed, ulong.MaxValue).ShuffleArray(items);
        var isCold = new bool[domain.Items.Count];
        foreach (var item in items.Take((int)Math.Ceiling(items.Length * share)))
        {
            isCold[item] = true;
        }
        var isHeldOut = new bool[domain.Interactions.EntryCount];
        for (var entry = 0; entry < isHeldOut.Length; entry++)
        {
            isHeldOut[entry] = isCold[domain.Interactions.Columns.Span[entry]];
        }
        return DatasetSplit.Cut(dataset, targetDomain, isHeldOut, FormattableString.Invariant($"cold-item {share}"), seed);
    }

    private static DomainInteractions Target(InteractionDataset dataset, int targetDomain)
    {
        ArgumentNullException.ThrowIfNull(dataset);
        return dataset.Domains[targetDomain];
    }

    private static void ThrowUnlessShare(double share)
    {
        if (share is not (> 0 and < 1))
        {
            throw new ArgumentOutOfRangeException(nameof(share), share, "Expected a share between 0 and 1.");
        }
    }

    private static int LastEntry(DomainInteractions domain, int user, ulong seed)
    {
        if (domain.UnixSeconds.Length == 0)
        {
            return RandomEntry(domain, user, seed);
        }
        var start = domain.Interactions.RowOffsets.Span[user];
        var times = domain.UnixSeconds.Span.Slice(start, domain.Interactions.RowLength(user));
        var last = 0;
        for (var place = 1; place < times.Length; place++)
        {
            last = times[place] > times[last] ? place : last;
        }
        return start + last;
    }

    private static int RandomEntry(DomainInteractions domain, int user, ulong seed)
    {
        var random = SplittableRandom.Stream(seed, (ulong)user);
        return domain.Interactions.RowOffsets.Span[user] + random.NextInteger(domain.Interactions.RowLength(user));
    }

    private static bool[] MarkFrom(DomainInteractions domain, long moment)
    {
        var marks = new bool[domain.Interactions.EntryCount];
        for (var entry = 0; entry < marks.Length; entry++)
        {
            marks[entry] = domain.UnixSeconds.Span[entry] >= moment;
        }
        return marks;
    }

    private static void ShuffleArray(this SplittableRandom random, int[] elements) => random.Shuffle(elements.AsSpan());
}
