using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using Kuajie.Algorithms.Numerics.Simd;

namespace Kuajie.Algorithms.Numerics.NearestNeighbors;

/// <summary>
/// Products of one vector of 16-bit numbers with many of 8-bit ones, sixteen at a time. A panel holds sixteen items, pair of numbers after pair: the two
/// of the first item, of the second, …, so that a multiply-and-add of neighbours leaves each item's sum in its own lane and nothing is added across lanes.
/// Whole numbers: every path gives the same sums.
/// </summary>
internal static class QuantizedPanels
{
    /// <summary>Items in a panel.</summary>
    public const int Items = 16;

    /// <summary>The widest way this machine has.</summary>
    public static SimdLevel Best { get; } =
        Avx512BW.IsSupported ? SimdLevel.Vector512
        : Avx2.IsSupported ? SimdLevel.Vector256
        : SimdLevel.Scalar;

    /// <summary>Sums of a panel.</summary>
    /// <param name="level">How to compute; a level the machine lacks is computed one number at a time.</param>
    /// <param name="panel">Shape pairs × 16 × 2.</param>
    /// <param name="query">Shape pairs × 2.</param>
    /// <param name="sums">Shape 16; overwritten.</param>
    public static void Multiply(SimdLevel level, ReadOnlySpan<sbyte> panel, ReadOnlySpan<short> query, Span<int> sums)
    {
        if (panel.Length != query.Length * Items || query.Length % 2 != 0 || sums.Length != Items)
        {
            throw new ArgumentException(
                $"Found a panel of {panel.Length}, a query of {query.Length} and room for {sums.Length}; expected pairs × 32, pairs × 2 and {Items}.",
                nameof(panel)
            );
        }
        ref var numbers = ref MemoryMarshal.GetReference(panel);
        ref var pairs = ref Unsafe.As<short, int>(ref MemoryMarshal.GetReference(query));
        if (level == SimdLevel.Vector512 && Avx512BW.IsSupported)
        {
            Multiply512(ref numbers, ref pairs, query.Length / 2, sums);
        }
        else if (level == SimdLevel.Vector256 && Avx2.IsSupported)
        {
            Multiply256(ref numbers, ref pairs, query.Length / 2, sums);
        }
        else
        {
            MultiplyPlain(panel, query, sums);
        }
    }

    /// <summary>Which items of a panel may score at least <paramref name="bar"/>: one bit each, also for what is no number.</summary>
    /// <param name="level">As for <see cref="Multiply"/>; every level gives the same bits.</param>
    /// <param name="panel">As for <see cref="Multiply"/>.</param>
    /// <param name="query">As for <see cref="Multiply"/>.</param>
    /// <param name="bounds">How far a score may lie above what the rounded numbers give.</param>
    /// <param name="bar">The score to reach.</param>
    public static uint Reaching(SimdLevel level, ReadOnlySpan<sbyte> panel, ReadOnlySpan<short> query, in PanelBounds bounds, float bar)
    {
        if (level == SimdLevel.Vector512 && Avx512BW.IsSupported && panel.Length == query.Length * Items)
        {
            ref var pairs = ref Unsafe.As<short, int>(ref MemoryMarshal.GetReference(query));
            var found = Sums512(ref MemoryMarshal.GetReference(panel), ref pairs, query.Length / 2);
            return bounds.Reaching(found, bar);
        }
        Span<int> sums = stackalloc int[Items];
        Multiply(level, panel, query, sums);
        return bounds.Reaching(sums, bar);
    }

    /// <summary>What the items of a panel score at most.</summary>
    /// <param name="level">As for <see cref="Multiply"/>; every level gives the same numbers.</param>
    /// <param name="panel">As for <see cref="Multiply"/>.</param>
    /// <param name="query">As for <see cref="Multiply"/>.</param>
    /// <param name="bounds">How far a score may lie above what the rounded numbers give.</param>
    /// <param name="most">Shape 16; overwritten.</param>
    public static void Bound(SimdLevel level, ReadOnlySpan<sbyte> panel, ReadOnlySpan<short> query, in PanelBounds bounds, Span<float> most)
    {
        if (level == SimdLevel.Vector512 && Avx512BW.IsSupported && panel.Length == query.Length * Items)
        {
            ref var pairs = ref Unsafe.As<short, int>(ref MemoryMarshal.GetReference(query));
            bounds.Of(Sums512(ref MemoryMarshal.GetReference(panel), ref pairs, query.Length / 2)).CopyTo(most);
            return;
        }
        Span<int> sums = stackalloc int[Items];
        Multiply(level, panel, query, sums);
        for (var item = 0; item < Items; item++)
        {
            most[item] = bounds.Of(sums[item], item);
        }
    }

    private static void Multiply512(ref sbyte panel, ref int pairs, int count, Span<int> sums) =>
        Sums512(ref panel, ref pairs, count).CopyTo(sums);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<int> Sums512(ref sbyte panel, ref int pairs, int count)
    {
        // Four sums, so that no addition waits for the last.
        var (first, second, third, fourth) = (Vector512<int>.Zero, Vector512<int>.Zero, Vector512<int>.Zero, Vector512<int>.Zero);
        var pair = 0;
        for (; pair + 3 < count; pair += 4)
        {
            first += Step512(ref panel, ref pairs, pair);
            second += Step512(ref panel, ref pairs, pair + 1);
            third += Step512(ref panel, ref pairs, pair + 2);
            fourth += Step512(ref panel, ref pairs, pair + 3);
        }
        for (; pair < count; pair++)
        {
            first += Step512(ref panel, ref pairs, pair);
        }
        return first + second + (third + fourth);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<int> Step512(ref sbyte panel, ref int pairs, int pair) =>
        Avx512BW.MultiplyAddAdjacent(
            Avx512BW.ConvertToVector512Int16(Vector256.LoadUnsafe(ref panel, (nuint)(pair * 2 * Items))),
            Vector512.Create(Unsafe.Add(ref pairs, pair)).AsInt16()
        );

    private static void Multiply256(ref sbyte panel, ref int pairs, int count, Span<int> sums)
    {
        var (low, high) = (Vector256<int>.Zero, Vector256<int>.Zero);
        for (var pair = 0; pair < count; pair++)
        {
            var query = Vector256.Create(Unsafe.Add(ref pairs, pair)).AsInt16();
            var start = (nuint)(pair * 2 * Items);
            low += Avx2.MultiplyAddAdjacent(Avx2.ConvertToVector256Int16(Vector128.LoadUnsafe(ref panel, start)), query);
            high += Avx2.MultiplyAddAdjacent(Avx2.ConvertToVector256Int16(Vector128.LoadUnsafe(ref panel, start + Items)), query);
        }
        low.CopyTo(sums);
        high.CopyTo(sums[(Items / 2)..]);
    }

    private static void MultiplyPlain(ReadOnlySpan<sbyte> panel, ReadOnlySpan<short> query, Span<int> sums)
    {
        sums.Clear();
        for (var number = 0; number < query.Length; number += 2)
        {
            var pairs = panel.Slice(number * Items, 2 * Items);
            for (var item = 0; item < Items; item++)
            {
                sums[item] += (pairs[2 * item] * query[number]) + (pairs[(2 * item) + 1] * query[number + 1]);
            }
        }
    }
}
