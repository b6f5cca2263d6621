using System.Buffers;
using System.Collections.Concurrent;
using System.Numerics;
using Kuajie.Algorithms.Datasets;
using Kuajie.Algorithms.Numerics.Selection;

namespace Kuajie.Algorithms.Models.Blend.Search;

/// <summary>
/// A blend's best items for a user without scoring each: every part names its own best by its fast search, and the blend scores what any of them named. No weight may be
/// negative, so an item that no part named scores at most what the best unnamed scores of all parts add up to: where the worst item found scores more, nothing was missed;
/// else the parts name more, and in the end every item (Fagin, Lotem and Naor 2003, the threshold algorithm). Scores are those of <see cref="BlendModel.Score"/> up to
/// rounding. Immutable; may be used from many threads.
/// </summary>
public sealed class BlendIndex
{
    /// <summary>Each part names so many times the items that are wanted…</summary>
    private const int NamedPerItem = 10;

    /// <summary>… and at least so many.</summary>
    private const int LeastNamed = 200;

    /// <summary>Where it is proven that they suffice, fewer will do at first…</summary>
    private const int FirstNamedPerItem = 8;

    /// <summary>… and so many at least…</summary>
    private const int LeastFirstNamed = 100;

    /// <summary>… and so many times as many where they did not.</summary>
    private const int Widening = 4;

    private readonly BlendModel model;
    private readonly IReadOnlyList<PartSearch> parts;
    private readonly ConcurrentBag<BlendScratch> idle = [];
    private long searches;
    private long widenings;
    private long wholes;

    /// <summary>Makes the parts' indexes. O(items · rank²) for factor models.</summary>
    /// <param name="model">The blend.</param>
    public BlendIndex(BlendModel model)
    {
        ArgumentNullException.ThrowIfNull(model);
        this.model = model;
        parts = model.Searches;
        ItemCount = model.DomainItemCounts[model.TargetDomain];
    }

    /// <summary>Number of items.</summary>
    public int ItemCount { get; }

    /// <summary>How often was searched, how often parts had to name more, and how often every item was scored.</summary>
    public (long Searches, long Widenings, long Wholes) Effort =>
        (Volatile.Read(ref searches), Volatile.Read(ref widenings), Volatile.Read(ref wholes));

    /// <summary>How many items each part names where so many are wanted and nothing is proven.</summary>
    public static int NamedFor(int count) => (int)Math.Min(int.MaxValue, Math.Max(LeastNamed, (long)NamedPerItem * count));

    /// <summary>Selects the best items: higher score first, smaller index among equals.</summary>
    /// <param name="history">What the user did.</param>
    /// <param name="excluded">Ascending indexes of items that must not be selected.</param>
    /// <param name="items">Room for as many as are wanted; overwritten.</param>
    /// <param name="scores">Shape as <paramref name="items"/>; overwritten.</param>
    /// <returns>How many were selected: all that are wanted as far as there are.</returns>
    public int SelectTop(UserHistory history, ReadOnlySpan<int> excluded, Span<int> items, Span<float> scores) =>
        SelectTop(history, excluded, items, scores, FirstNamedFor(items.Length), isProven: true);

    /// <summary>Offers the best of the items whose bit is set to a selector, which may hold others already.</summary>
    /// <param name="history">What the user did.</param>
    /// <param name="eligible">One bit an item, the lowest of the first number for item 0.</param>
    /// <param name="selector">Keeps the best; its indexes are those of the items.</param>
    /// <exception cref="ArgumentException">There are fewer or more bits than items.</exception>
    public void SelectTop(UserHistory history, ReadOnlySpan<ulong> eligible, TopSelector selector)
    {
        ArgumentNullException.ThrowIfNull(selector);
        SelectTop(history, eligible, selector, FirstNamedFor(selector.Capacity));
    }

    /// <summary>As above with a given number of items named by each part at first.</summary>
    internal void SelectTop(UserHistory history, ReadOnlySpan<ulong> eligible, TopSelector selector, int named)
    {
        if (eligible.Length != (ItemCount + 63) / 64)
        {
            throw new ArgumentException(
                $"Found {eligible.Length} numbers of bits; expected {(ItemCount + 63) / 64} for {ItemCount} items.",
                nameof(eligible)
            );
        }
        Select(history, eligible, selector, named, isProven: true);
    }

    /// <summary>As above with a given number of items named by each part, and no more of them.</summary>
    internal int SelectTop(UserHistory history, ReadOnlySpan<int> excluded, Span<int> items, Span<float> scores, int named) =>
        SelectTop(history, excluded, items, scores, named, isProven: false);

    private static int FirstNamedFor(int count) => (int)Math.Min(int.MaxValue, Math.Max(LeastFirstNamed, (long)FirstNamedPerItem * count));

    private int SelectTop(UserHistory history, ReadOnlySpan<int> excluded, Span<int> items, Span<float> scores, int named, bool isProven)
    {
        var words = (ItemCount + 63) / 64;
        var rented = ArrayPool<ulong>.Shared.Rent(words);
        var eligible = rented.AsSpan(0, words);
        eligible.Fill(ulong.MaxValue);
        eligible[^1] >>= (64 - (ItemCount % 64)) % 64;
        foreach (var item in excluded)
        {
            eligible[item >> 6] &= ~(1UL << (item & 63));
        }
        var selector = new TopSelector(items.Length);
        Select(history, eligible, selector, named, isProven);
        ArrayPool<ulong>.Shared.Return(rented);
        return selector.Drain(items, scores);
    }

    private void Select(UserHistory history, ReadOnlySpan<ulong> eligible, TopSelector selector, int named, bool isProven)
    {
        ModelInput.Check(model, history);
        Interlocked.Increment(ref searches);
        var group = model.GroupOf(history);
        int[] active = [.. Enumerable.Range(0, parts.Count).Where(part => model.Weights.IsActive(group, part))];
        // Where a better score of a part may lower the blend's, or no part is quicker than scoring all, there is nothing to gain from naming.
        var canSearch = active.Any(part => parts[part].IsFast) && !model.Weights.HasNegative(group);
        var scratch = idle.TryTake(out var found) ? found : new BlendScratch(ItemCount);
        var answers = Array.ConvertAll(active, part => parts[part].Of(history));
        var offered = 0;
        while (canSearch && (long)named * 2 < ItemCount)
        {
            var bound = Name(group, active, answers, eligible, scratch, named);
            offered = Offer(group, active, answers, scratch, offered, selector);
            if (!isProven || selector.Bar > bound || float.IsNegativeInfinity(bound))
            {
                Return(answers, scratch);
                return;
            }
            Interlocked.Increment(ref widenings);
            named = (int)Math.Min(int.MaxValue, (long)named * Widening);
        }
        Interlocked.Increment(ref wholes);
        NameEvery(eligible, scratch);
        Offer(group, active, answers, scratch, offered, selector);
        Return(answers, scratch);
    }

    /// <summary>Lets every part name its best.</summary>
    /// <returns>What no item that was not named scores more than.</returns>
    private float Name(int group, int[] active, PartScores[] answers, ReadOnlySpan<ulong> eligible, BlendScratch scratch, int named)
    {
        var bound = 0f;
        for (var place = 0; place < active.Length; place++)
        {
            var unnamed = answers[place].NameBest(named, eligible, scratch);
            bound += float.IsNegativeInfinity(unnamed)
                ? unnamed
                : BlendCalibration.Of(unnamed, answers[place].Scale, model.Weights.OfPart(group, active[place]));
        }
        // Logarithms are rounded, and may be so in the wrong order.
        return float.IsNegativeInfinity(bound) ? bound : bound + (1e-5f * (1 + MathF.Abs(bound)));
    }

    /// <summary>Scores what was named since the last time and offers it.</summary>
    /// <returns>How many were offered in all.</returns>
    private int Offer(int group, int[] active, PartScores[] answers, BlendScratch scratch, int offered, TopSelector selector)
    {
        var named = scratch.Named[offered..];
        var (values, sums) = scratch.Room(named.Length);
        for (var place = 0; place < active.Length; place++)
        {
            answers[place].Get(named, values);
            BlendCalibration.Add(
                values.AsSpan(0, named.Length),
                answers[place].Scale,
                model.Weights.OfPart(group, active[place]),
                sums.AsSpan(0, named.Length)
            );
        }
        for (var place = 0; place < named.Length; place++)
        {
            if (sums[place] >= selector.Bar)
            {
                selector.Offer(named[place], sums[place]);
            }
        }
        return offered + named.Length;
    }

    private static void NameEvery(ReadOnlySpan<ulong> eligible, BlendScratch scratch)
    {
        for (var word = 0; word < eligible.Length; word++)
        {
            for (var left = eligible[word]; left != 0; left &= left - 1)
            {
                scratch.Name((word * 64) + BitOperations.TrailingZeroCount(left));
            }
        }
    }

    private void Return(PartScores[] answers, BlendScratch scratch)
    {
        Array.ForEach(answers, answer => answer.Dispose());
        scratch.Clear();
        idle.Add(scratch);
    }
}
