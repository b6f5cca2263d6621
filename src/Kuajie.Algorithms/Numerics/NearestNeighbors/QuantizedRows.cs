using System.Numerics.Tensors;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using Kuajie.Algorithms.Numerics.Selection;
using Kuajie.Algorithms.Numerics.Simd;

namespace Kuajie.Algorithms.Numerics.NearestNeighbors;

/// <summary>
/// Factors rounded to bytes, a quarter of the memory, which bound from above the products of the true factors with a user's: how far a bound lies above the product follows
/// from the rounding error of each factor, measured when the factors are rounded. Immutable; may be used from many threads.
/// </summary>
/// <remarks>|q·x − q̂·x̂| ≤ ‖q̂‖·‖x − x̂‖ + ‖q − q̂‖·‖x‖ for the rounded q̂ and x̂, with room for the rounding of the product itself.</remarks>
internal sealed class QuantizedRows
{
    private const int LargestByte = QuantizedQuery.LargestByte;
    private readonly SimdLevel level;
    private readonly int paddedRank;
    private readonly sbyte[] panels;
    private readonly float[] scales;
    private readonly float[] errors;
    private readonly float[] lengths;

    /// <summary>Rounds factors. O(rows · rank); takes rank + 16 bytes a row.</summary>
    /// <param name="level">How products are computed.</param>
    /// <param name="factors">Shape rows × rank, row-major.</param>
    /// <param name="rank">Length of a factor, 1 … 4096.</param>
    /// <param name="norms">Their lengths by <see cref="Norms"/>.</param>
    /// <param name="order">Which row stands at which place; empty: each at its own.</param>
    public QuantizedRows(SimdLevel level, ReadOnlySpan<float> factors, int rank, ReadOnlySpan<float> norms, ReadOnlySpan<int> order)
    {
        this.level = level;
        Rank = rank;
        paddedRank = rank + (rank % 2);
        Count = norms.Length;
        var places = (Count + QuantizedPanels.Items - 1) / QuantizedPanels.Items * QuantizedPanels.Items;
        (scales, errors, lengths) = (new float[places], new float[places], new float[places]);
        panels = new sbyte[checked(places * paddedRank)];
        for (var place = 0; place < Count; place++)
        {
            var row = order.IsEmpty ? place : order[place];
            Round(place, factors.Slice(row * rank, rank), norms[row]);
        }
    }

    /// <summary>Number of rows.</summary>
    public int Count { get; }

    /// <summary>Length of a factor.</summary>
    public int Rank { get; }

    /// <summary>Numbers a rounded user takes.</summary>
    public int QueryLength => paddedRank;

    /// <summary>Length of the factor at a place.</summary>
    public float LengthAt(int place) => lengths[place];

    /// <summary>Which rows of a panel may score at least so much: one bit each, also for what is no number.</summary>
    /// <param name="query">The user.</param>
    /// <param name="first">The panel's first place.</param>
    /// <param name="bar">The score to reach.</param>
    public uint Reaching(in QuantizedQuery query, int first, float bar) =>
        QuantizedPanels.Reaching(level, PanelAt(first), query.Rounded, BoundsAt(query, first), bar)
        & (uint.MaxValue >> (32 - Math.Min(QuantizedPanels.Items, Count - first)));

    /// <summary>What each row scores at most. O(rows · rank) products of bytes.</summary>
    /// <param name="user">Shape rank.</param>
    /// <param name="bounds">Shape rows; overwritten.</param>
    public void Bound(ReadOnlySpan<float> user, Span<float> bounds)
    {
        Span<short> rounded = stackalloc short[paddedRank];
        var query = new QuantizedQuery(user, rounded);
        Span<float> last = stackalloc float[QuantizedPanels.Items];
        for (var first = 0; first < Count; first += QuantizedPanels.Items)
        {
            var left = bounds[first..Count];
            var room = left.Length >= QuantizedPanels.Items ? left[..QuantizedPanels.Items] : last;
            QuantizedPanels.Bound(level, PanelAt(first), rounded, BoundsAt(query, first), room);
            if (left.Length < QuantizedPanels.Items)
            {
                last[..left.Length].CopyTo(left);
            }
        }
    }

    private ReadOnlySpan<sbyte> PanelAt(int first) => panels.AsSpan(first * paddedRank, QuantizedPanels.Items * paddedRank);

    private PanelBounds BoundsAt(in QuantizedQuery query, int first) =>
        new(scales, errors, lengths, first, query.Scale, query.RoundedLength, query.Error);

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
        errors[place] = QuantizedQuery.Above(Math.Sqrt(squares));
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

    /// <summary>Lengths of factors, rounded upwards; ∞ where they are not finite.</summary>
    public static float[] Norms(ReadOnlySpan<float> factors, int rank)
    {
        var norms = new float[factors.Length / rank];
        for (var row = 0; row < norms.Length; row++)
        {
            var norm = FactorScorer.Norm(factors.Slice(row * rank, rank));
            norms[row] = double.IsFinite(norm) ? QuantizedQuery.Above(norm) : float.PositiveInfinity;
        }
        return norms;
    }
}
