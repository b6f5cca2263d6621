using System.Numerics;
using System.Numerics.Tensors;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using Kuajie.Algorithms.Numerics.Selection;
using Kuajie.Algorithms.Numerics.Simd;

namespace Kuajie.Algorithms.Numerics.NearestNeighbors;

/// <summary>
/// The best items of one user among very many, exactly: a scan over factors rounded to bytes, a quarter of the memory, bounds each score from above; only what
/// may still be among the best is scored with the true factor. How far a bound lies above the score follows from the rounding error of each factor,
/// measured when the factors are rounded. Items are held longest first; the scan ends where no remaining one is long enough (Cauchy–Schwarz). Immutable;
/// may be used from many threads.
/// </summary>
/// <remarks>
/// |q·x − q̂·x̂| ≤ ‖q̂‖·‖x − x̂‖ + ‖q − q̂‖·‖x‖ for the rounded q̂ and x̂. The outcome is that of scoring everything by
/// <see cref="TensorPrimitives.Dot(ReadOnlySpan{float}, ReadOnlySpan{float})"/> and sorting, bit by bit.
/// </remarks>
public sealed class QuantizedFactors
{
    private const int LargestByte = 127;
    private readonly SimdLevel level;
    private readonly ReadOnlyMemory<float> factors;
    private readonly int rank;
    private readonly int paddedRank;
    private readonly int[] order;
    private readonly sbyte[] panels;
    private readonly float[] scales;
    private readonly float[] errors;
    private readonly float[] lengths;

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
        this.level = level;
        factors = itemFactors;
        this.rank = rank;
        paddedRank = rank + (rank % 2);
        ItemCount = itemFactors.Length / rank;
        var norms = Norms(itemFactors.Span, rank);
        order = [.. Enumerable.Range(0, ItemCount)];
        Array.Sort(
            order,
            (first, second) => norms[first] != norms[second] ? norms[second].CompareTo(norms[first]) : first.CompareTo(second)
        );
        var places = (ItemCount + QuantizedPanels.Items - 1) / QuantizedPanels.Items * QuantizedPanels.Items;
        (scales, errors, lengths) = (new float[places], new float[places], new float[places]);
        panels = new sbyte[checked(places * paddedRank)];
        for (var place = 0; place < ItemCount; place++)
        {
            Round(place, itemFactors.Span.Slice(order[place] * rank, rank), norms[order[place]]);
        }
    }

    /// <summary>Number of items.</summary>
    public int ItemCount { get; }

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
        if (userFactor.Length != rank)
        {
            throw new ArgumentException($"Found a factor of {userFactor.Length}; expected {rank} numbers.", nameof(userFactor));
        }
        Span<short> rounded = stackalloc short[paddedRank];
        var query = new Query(userFactor, rounded, rank);
        var numbers = factors.Span;
        var scored = 0;
        var bar = selector.Bar;
        for (var first = 0; first < ItemCount; first += QuantizedPanels.Items)
        {
            if (query.Length * lengths[first] * query.Slack < bar)
            {
                break;
            }
            var bounds = new PanelBounds(scales, errors, lengths, first, query.Scale, query.RoundedLength, query.Error);
            var panel = panels.AsSpan(first * paddedRank, QuantizedPanels.Items * paddedRank);
            var reached = QuantizedPanels.Reaching(level, panel, rounded, bounds, bar);
            reached &= uint.MaxValue >> (32 - Math.Min(QuantizedPanels.Items, ItemCount - first));
            for (; reached != 0; reached &= reached - 1)
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

    /// <summary>Rounds a factor to 127 steps of its largest number either way; what is not finite gets an endless error and is always scored.</summary>
    /// <remarks>Compiled once and for all: code with vectors is never compiled ahead, and this runs over every factor when a service starts.</remarks>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Round(int place, ReadOnlySpan<float> factor, float norm)
    {
        lengths[place] = norm;
        if (!float.IsFinite(norm))
        {
            errors[place] = float.PositiveInfinity;
            return;
        }
        Span<int> steps = stackalloc int[paddedRank];
        steps[^1] = 0;
        var scale = Largest(factor) / LargestByte;
        // Numbers too small for a scale are all error; their squares are nothing even as doubles only where they are 0.
        var squares = scale == 0 ? (double)norm * norm : Steps(factor, scale, steps);
        if (scale != 0)
        {
            // An item's numbers lie in pairs, and the pairs of the panel's other items between them.
            var pairs = MemoryMarshal.Cast<sbyte, short>(panels.AsSpan());
            var at = (place / QuantizedPanels.Items * QuantizedPanels.Items * paddedRank / 2) + (place % QuantizedPanels.Items);
            for (var k = 0; k < steps.Length; k += 2, at += QuantizedPanels.Items)
            {
                pairs[at] = Pair(steps[k], steps[k + 1]);
            }
        }
        scales[place] = scale;
        errors[place] = Above(Math.Sqrt(squares));
    }

    /// <summary>Two steps as they lie in memory.</summary>
    private static short Pair(int first, int second) =>
        BitConverter.IsLittleEndian ? (short)((byte)first | (second << 8)) : (short)((first << 8) | (byte)second);

    /// <summary>The largest magnitude of finite numbers.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static float Largest(ReadOnlySpan<float> factor)
    {
        var (largest, k) = (0f, 0);
        if (factor.Length >= Vector256<float>.Count)
        {
            var lanes = Vector256<float>.Zero;
            for (; k <= factor.Length - Vector256<float>.Count; k += Vector256<float>.Count)
            {
                lanes = Vector256.Max(lanes, Vector256.Abs(Vector256.Create(factor[k..])));
            }
            for (var lane = 0; lane < Vector256<float>.Count; lane++)
            {
                largest = Math.Max(largest, lanes[lane]);
            }
        }
        for (; k < factor.Length; k++)
        {
            largest = Math.Max(largest, Math.Abs(factor[k]));
        }
        return largest;
    }

    /// <summary>The numbers as steps of a scale that is not 0, halves to even.</summary>
    /// <returns>The sum of the squared errors.</returns>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static double Steps(ReadOnlySpan<float> factor, float scale, Span<int> steps)
    {
        var (squares, k) = (Vector256<double>.Zero, 0);
        var (most, doubleScale) = (Vector256.Create((float)LargestByte), Vector256.Create((double)scale));
        for (; k <= factor.Length - Vector256<float>.Count; k += Vector256<float>.Count)
        {
            var numbers = Vector256.Create(factor[k..]);
            var rounded = Vector256.Min(most, Vector256.Max(-most, Vector256.Round(numbers / scale)));
            Vector256.ConvertToInt32(rounded).CopyTo(steps[k..]);
            var low = Vector256.WidenLower(numbers) - (Vector256.WidenLower(rounded) * doubleScale);
            var high = Vector256.WidenUpper(numbers) - (Vector256.WidenUpper(rounded) * doubleScale);
            squares += (low * low) + (high * high);
        }
        var sum = Vector256.Sum(squares);
        for (; k < factor.Length; k++)
        {
            steps[k] = Math.Clamp((int)MathF.Round(factor[k] / scale), -LargestByte, LargestByte);
            var error = factor[k] - ((double)steps[k] * scale);
            sum += error * error;
        }
        return sum;
    }

    private static float[] Norms(ReadOnlySpan<float> factors, int rank)
    {
        var norms = new float[factors.Length / rank];
        for (var row = 0; row < norms.Length; row++)
        {
            var norm = FactorScorer.Norm(factors.Slice(row * rank, rank));
            norms[row] = double.IsFinite(norm) ? Above(norm) : float.PositiveInfinity;
        }
        return norms;
    }

    /// <summary>The number as a float that is not smaller.</summary>
    private static float Above(double value) => MathF.BitIncrement((float)value);

    /// <summary>Which items may be selected: those with a bit, or all but a few.</summary>
    private readonly ref struct Eligibility
    {
        private readonly ReadOnlySpan<ulong> bits;
        private readonly ReadOnlySpan<int> excluded;

        public Eligibility(ReadOnlySpan<ulong> bits) => this.bits = bits;

        public Eligibility(ReadOnlySpan<int> excluded) => this.excluded = excluded;

        public bool Has(int index) => bits.IsEmpty ? excluded.BinarySearch(index) < 0 : ((bits[index >> 6] >> (index & 63)) & 1) != 0;
    }

    /// <summary>A user's factor rounded to 16 bits, with what its bounds need.</summary>
    private readonly ref struct Query
    {
        private const int LargestShort = 32_767;

        public Query(ReadOnlySpan<float> factor, Span<short> rounded, int rank)
        {
            // No sum of 2 · rank products may leave 32 bits.
            var most = Math.Min(LargestShort, int.MaxValue / (LargestByte * (rank + 1)));
            Slack = 1 + ((rank + 16) * MathF.Pow(2, -22));
            Length = Above(FactorScorer.Norm(factor));
            var largest = Math.Abs(TensorPrimitives.MaxMagnitude(factor));
            var isUsable = float.IsFinite(Length) && largest > 0;
            Scale = isUsable ? largest / most : 0;
            rounded.Clear();
            var (squares, roundedSquares) = (0.0, 0.0);
            for (var k = 0; k < factor.Length && isUsable; k++)
            {
                var step = Math.Clamp((int)MathF.Round(factor[k] / Scale), -most, most);
                rounded[k] = (short)step;
                var back = (double)step * Scale;
                squares += (factor[k] - back) * (factor[k] - back);
                roundedSquares += back * back;
            }
            RoundedLength = Above(Math.Sqrt(roundedSquares)) * Slack;
            // The true score is itself rounded: its error, at most about rank · 2⁻²⁴ of both lengths, is allowed for here.
            Error = isUsable ? Above(Math.Sqrt(squares)) + (Length * (Slack - 1)) : float.PositiveInfinity;
        }

        /// <summary>Length of the factor.</summary>
        public float Length { get; }

        /// <summary>Length of the rounded factor.</summary>
        public float RoundedLength { get; }

        /// <summary>Length of what rounding took away, and of what rounding of scores may.</summary>
        public float Error { get; }

        /// <summary>What a step is worth.</summary>
        public float Scale { get; }

        /// <summary>A little more than one, for rounding of products.</summary>
        public float Slack { get; }
    }
}
