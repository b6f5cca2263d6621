using System.Buffers;
using System.Collections.Concurrent;
using System.Numerics;
using Kuajie.Algorithms.Datasets;
using Kuajie.Algorithms.Numerics.Selection;

namespace Kuajie.Algorithms.Models.Blend.Search;

/// <summary>
/// A blend's best items for a user without scoring each: every part bounds its scores from above, more cheaply than it would score where it can. No weight may be negative, so
/// the calibrated bounds add up to a bound of the blend's score. The items of the best bounds are scored, and then whatever else has a bound that reaches the worst of the best:
/// nothing can be missed. Scores are those of <see cref="BlendModel.Score"/> up to rounding. O(items) with vectors, beside what the parts cost. Immutable; may be used from many
/// threads.
/// </summary>
public sealed class BlendIndex
{
    /// <summary>So many are scored at once.</summary>
    private const int Block = 64;

    private readonly BlendModel model;
    private readonly IReadOnlyList<PartSearch> parts;
    private readonly int[][] active;
    private readonly int[] starts;
    private readonly int foldedLength;
    private readonly ConcurrentBag<Scratch> idle = [];
    private long searches;
    private long scored;

    /// <summary>Makes the parts' indexes. O(items · rank²) for factor models.</summary>
    /// <param name="model">The blend.</param>
    public BlendIndex(BlendModel model)
    {
        ArgumentNullException.ThrowIfNull(model);
        this.model = model;
        parts = model.Searches;
        ItemCount = model.DomainItemCounts[model.TargetDomain];
        starts = new int[parts.Count];
        for (var part = 0; part < parts.Count; part++)
        {
            starts[part] = foldedLength;
            foldedLength += parts[part].FoldedLength;
        }
        active =
        [
            .. Enumerable
                .Range(0, BlendWeights.GroupCount)
                .Select(group => Enumerable.Range(0, parts.Count).Where(part => model.Weights.IsActive(group, part)).ToArray()),
        ];
    }

    /// <summary>Number of items.</summary>
    public int ItemCount { get; }

    /// <summary>How often was searched, and how many items were scored for it.</summary>
    public (long Searches, long Scored) Effort => (Volatile.Read(ref searches), Volatile.Read(ref scored));

    /// <summary>The parts' factors of a user: all that <see cref="SelectTop(UserHistory, ReadOnlyMemory{float}, ReadOnlySpan{ulong}, TopSelector)"/> computes from the history alone and is worth keeping.</summary>
    /// <param name="history">What the user did.</param>
    /// <returns>One factor after another; empty where no part has any.</returns>
    public float[] FoldIn(UserHistory history)
    {
        ModelInput.Check(model, history);
        var folded = new float[foldedLength];
        for (var part = 0; part < parts.Count; part++)
        {
            parts[part].FoldIn(history, folded.AsSpan(starts[part], parts[part].FoldedLength));
        }
        return folded;
    }

    /// <summary>Selects the best items: higher score first, smaller index among equals.</summary>
    /// <param name="history">What the user did.</param>
    /// <param name="excluded">Ascending indexes of items that must not be selected.</param>
    /// <param name="items">Room for as many as are wanted; overwritten.</param>
    /// <param name="scores">Shape as <paramref name="items"/>; overwritten.</param>
    /// <returns>How many were selected: all that are wanted as far as there are.</returns>
    public int SelectTop(UserHistory history, ReadOnlySpan<int> excluded, Span<int> items, Span<float> scores)
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
        SelectTop(history, FoldIn(history), eligible, selector);
        ArrayPool<ulong>.Shared.Return(rented);
        return selector.Drain(items, scores);
    }

    /// <summary>Offers the best of the items whose bit is set to a selector, which may hold others already.</summary>
    /// <param name="history">What the user did.</param>
    /// <param name="folded">What <see cref="FoldIn"/> gives for this history.</param>
    /// <param name="eligible">One bit an item, the lowest of the first number for item 0.</param>
    /// <param name="selector">Keeps the best; its indexes are those of the items.</param>
    /// <exception cref="ArgumentException">There are fewer or more bits than items, or numbers of another model.</exception>
    public void SelectTop(UserHistory history, ReadOnlyMemory<float> folded, ReadOnlySpan<ulong> eligible, TopSelector selector)
    {
        ArgumentNullException.ThrowIfNull(selector);
        if (folded.Length != foldedLength)
        {
            throw new ArgumentException($"Found {folded.Length} folded numbers; expected {foldedLength}.", nameof(folded));
        }
        if (eligible.Length != (ItemCount + 63) / 64)
        {
            throw new ArgumentException(
                $"Found {eligible.Length} numbers of bits; expected {(ItemCount + 63) / 64} for {ItemCount} items.",
                nameof(eligible)
            );
        }
        ModelInput.Check(model, history);
        Interlocked.Increment(ref searches);
        var group = model.GroupOf(history);
        var scratch = idle.TryTake(out var found) ? found : new Scratch(ItemCount);
        if (model.Weights.HasNegative(group))
        {
            // A better score of a part may lower the blend's: bounds say nothing.
            model.Score(history, scratch.Bounds);
            MaskedScores.Select(scratch.Bounds, eligible, selector);
            Interlocked.Add(ref scored, ItemCount);
        }
        else
        {
            Search(history, folded, group, eligible, selector, scratch);
        }
        idle.Add(scratch);
    }

    private void Search(
        UserHistory history,
        ReadOnlyMemory<float> folded,
        int group,
        ReadOnlySpan<ulong> eligible,
        TopSelector selector,
        Scratch scratch
    )
    {
        var answers = Array.ConvertAll(
            active[group],
            part =>
                (
                    Scores: parts[part].Of(history, folded.Slice(starts[part], parts[part].FoldedLength)),
                    Weights: model.Weights.OfPart(group, part)
                )
        );
        Span<float> bounds = scratch.Bounds;
        bounds.Clear();
        foreach (var (scores, weights) in answers)
        {
            scores.AddBounds(weights, bounds);
        }
        var first = new TopSelector(Math.Min(ItemCount, selector.Capacity));
        MaskedScores.Select(bounds, eligible, first);
        var lowest = first.Bar;
        var wanted = scratch.Wanted.AsSpan(0, first.Drain(scratch.Wanted));
        Offer(answers, wanted, selector);
        var bar = Below(selector.Bar);
        if (lowest >= bar)
        {
            foreach (var item in wanted)
            {
                // What is no number reaches no bar.
                bounds[item] = float.NaN;
            }
            wanted = scratch.Wanted.AsSpan(0, MaskedScores.Reaching(bounds, eligible, bar, scratch.Wanted));
            Offer(answers, wanted, selector);
        }
        Array.ForEach(answers, answer => answer.Scores.Dispose());
    }

    /// <summary>Scores items and offers them.</summary>
    private void Offer((PartScores Scores, (float Plain, float Damped) Weights)[] answers, ReadOnlySpan<int> items, TopSelector selector)
    {
        Interlocked.Add(ref scored, items.Length);
        Span<float> values = stackalloc float[Block];
        Span<float> sums = stackalloc float[Block];
        while (!items.IsEmpty)
        {
            var block = items[..Math.Min(Block, items.Length)];
            sums.Clear();
            foreach (var (scores, weights) in answers)
            {
                scores.Get(block, values);
                BlendCalibration.Add(values[..block.Length], scores.Scale, weights, sums[..block.Length]);
            }
            for (var place = 0; place < block.Length; place++)
            {
                selector.Offer(block[place], sums[place]);
            }
            items = items[block.Length..];
        }
    }

    /// <summary>Logarithms are rounded, and may be so in the wrong order.</summary>
    private static float Below(float bar) => bar - (1e-5f * (1 + MathF.Abs(bar)));

    /// <summary>What one search needs room for, kept for the next.</summary>
    private sealed class Scratch(int itemCount)
    {
        /// <summary>What each item scores at most.</summary>
        public float[] Bounds { get; } = new float[itemCount];

        /// <summary>Items to score.</summary>
        public int[] Wanted { get; } = new int[itemCount];
    }
}
