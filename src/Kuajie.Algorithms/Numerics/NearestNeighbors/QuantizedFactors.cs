using System.Numerics;
using System.Numerics.Tensors;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using Kuajie.Algorithms.Numerics.Selection;
using Kuajie.Algorithms.Numerics.Simd;

namespace Kuajie.Algorithms.Numerics.NearestNeighbors;

/// <summary>
/// The best items of one user among very many, exactly: a scan over <see cref="QuantizedRows"/> bounds each score from above; only what may still be among the best is scored
/// with the true factor. Items are held longest first; the scan ends where no remaining one is long enough (Cauchy–Schwarz). Immutable; may be used from many threads.
/// </summary>
/// <remarks>
/// The outcome is that of scoring everything by <see cref="TensorPrimitives.Dot(ReadOnlySpan{float}, ReadOnlySpan{float})"/> and sorting, bit by bit.
/// </remarks>
public sealed class QuantizedFactors
{
    private readonly ReadOnlyMemory<float> factors;
    private readonly int[] order;
    private readonly QuantizedRows rows;

    /// <summary>Rounds the factors. O(items · rank); takes rank + 16 bytes an item beside the factors, which are not copied.</summary>
    /// <param name="itemFactors">Shape items × rank, row-major.</param>
    /// <param name="rank">Length of a factor, 1 … 4096.</param>
    /// <exception cref="ArgumentException">The factors are not whole rows.</exception>
    public QuantizedFactors(ReadOnlyMemory<float> itemFactors, int rank)
        : this(QuantizedPanels.Best, itemFactors, rank) { }

    internal QuantizedFactors(SimdLevel level, ReadOnlyMemory<float> itemFactors, int rank)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(rank);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(rank, 4096);
        if (itemFactors.Length % rank != 0)
        {
            throw new ArgumentException($"Found {itemFactors.Length} numbers; expected whole rows of {rank}.", nameof(itemFactors));
        }
        factors = itemFactors;
        var norms = QuantizedRows.Norms(itemFactors.Span, rank);
        order = [.. Enumerable.Range(0, norms.Length)];
        Array.Sort(
            order,
            (first, second) => norms[first] != norms[second] ? norms[second].CompareTo(norms[first]) : first.CompareTo(second)
        );
        rows = new QuantizedRows(level, itemFactors.Span, rank, norms, order);
    }

    /// <summary>Number of items.</summary>
    public int ItemCount => rows.Count;

    /// <summary>Selects the best items: higher score first, smaller index among equals. Allocates a selector of the list's length, nothing else.</summary>
    /// <param name="userFactor">Shape rank.</param>
    /// <param name="excluded">Ascending indexes of items that must not be selected.</param>
    /// <param name="items">Room for as many as are wanted; overwritten.</param>
    /// <param name="scores">Shape as <paramref name="items"/>; overwritten.</param>
    /// <returns>How many were selected and how many items were scored with their true factor.</returns>
    /// <exception cref="ArgumentException">A shape does not fit.</exception>
    public (int Count, int Scored) SelectTop(
        ReadOnlySpan<float> userFactor,
        ReadOnlySpan<int> excluded,
        Span<int> items,
        Span<float> scores
    )
    {
        if (items.Length == 0 || scores.Length != items.Length)
        {
            throw new ArgumentException(
                $"Found room for {items.Length} items and {scores.Length} scores; expected equal room for at least one.",
                nameof(items)
            );
        }
        var selector = new TopSelector(items.Length);
        var scored = Scan(userFactor, new Eligibility(excluded), selector);
        return (selector.Drain(items, scores), scored);
    }

    /// <summary>Offers the best of the items whose bit is set to a selector, which may hold others already. Allocates nothing.</summary>
    /// <param name="userFactor">Shape rank.</param>
    /// <param name="eligible">One bit an item, the lowest of the first number for item 0.</param>
    /// <param name="selector">Keeps the best; its indexes are those of the items.</param>
    /// <returns>How many items were scored with their true factor.</returns>
    /// <exception cref="ArgumentException">A shape does not fit.</exception>
    public int SelectTop(ReadOnlySpan<float> userFactor, ReadOnlySpan<ulong> eligible, TopSelector selector)
    {
        ArgumentNullException.ThrowIfNull(selector);
        if (eligible.Length != (ItemCount + 63) / 64)
        {
            throw new ArgumentException(
                $"Found {eligible.Length} numbers of bits; expected {(ItemCount + 63) / 64} for {ItemCount} items.",
                nameof(eligible)
            );
        }
        return Scan(userFactor, new Eligibility(eligible), selector);
    }

    private int Scan(ReadOnlySpan<float> userFactor, Eligibility eligibility, TopSelector selector)
    {
        var rank = rows.Rank;
        if (userFactor.Length != rank)
        {
            throw new ArgumentException($"Found a factor of {userFactor.Length}; expected {rank} numbers.", nameof(userFactor));
        }
        Span<short> rounded = stackalloc short[rows.QueryLength];
        var query = new QuantizedQuery(userFactor, rounded);
        var numbers = factors.Span;
        var scored = 0;
        var bar = selector.Bar;
        for (var first = 0; first < ItemCount; first += QuantizedPanels.Items)
        {
            if (query.Length * rows.LengthAt(first) * query.Slack < bar)
            {
                break;
            }
            for (var reached = rows.Reaching(query, first, bar); reached != 0; reached &= reached - 1)
            {
                var index = order[first + BitOperations.TrailingZeroCount(reached)];
                if (eligibility.Has(index))
                {
                    scored++;
                    selector.Offer(index, TensorPrimitives.Dot(userFactor, numbers.Slice(index * rank, rank)));
                    bar = selector.Bar;
                }
            }
        }
        return scored;
    }

    /// <summary>Which items may be selected: those with a bit, or all but a few.</summary>
    private readonly ref struct Eligibility
    {
        private readonly ReadOnlySpan<ulong> bits;
        private readonly ReadOnlySpan<int> excluded;

        public Eligibility(ReadOnlySpan<ulong> bits) => this.bits = bits;

        public Eligibility(ReadOnlySpan<int> excluded) => this.excluded = excluded;

        public bool Has(int index) => bits.IsEmpty ? excluded.BinarySearch(index) < 0 : ((bits[index >> 6] >> (index & 63)) & 1) != 0;
    }
}
