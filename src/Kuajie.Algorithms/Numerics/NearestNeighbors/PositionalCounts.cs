using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Kuajie.Algorithms.Numerics.NearestNeighbors;

/// <summary>
/// Counts how often each of 512 positions is set over some rows of bits, by carry-save adders (Harley and Seal): counts live in bit planes, plane p holding bit
/// p of every count, and 32 rows cost 31 adders and one ripple. Two to five word operations per row for 512 counts.
/// </summary>
internal static class PositionalCounts
{
    /// <summary>Positions counted at once: one cache line of bits.</summary>
    public const int Positions = 512;

    /// <summary>64-bit words in a row of bits and in a plane.</summary>
    public const int RowWords = Positions / 64;

    private const int Group = 16;
    private const int GroupPlanes = 4;
    private const int CacheLine = 64;

    /// <summary>Planes that counts of int rows can need.</summary>
    public const int MostPlanes = 32;

    /// <summary>Planes needed for the counts of so many rows.</summary>
    public static int PlaneCount(int rows) => 32 - BitOperations.LeadingZeroCount((uint)rows);

    /// <summary>Counts by the widest words the machine has.</summary>
    /// <param name="bits">Rows of <paramref name="rowWords"/> words.</param>
    /// <param name="rowWords">A multiple of <see cref="RowWords"/>: several blocks of 512 positions are counted in one walk.</param>
    /// <param name="rows">The rows to count.</param>
    /// <param name="planes">PlaneCount(rows) × <paramref name="rowWords"/> words; overwritten.</param>
    public static void Count(ReadOnlySpan<ulong> bits, int rowWords, ReadOnlySpan<int> rows, Span<ulong> planes)
    {
        if (Vector512.IsHardwareAccelerated)
        {
            Count<Bits512>(bits, rowWords, rows, planes);
        }
        else if (Vector256.IsHardwareAccelerated)
        {
            Count<Bits256>(bits, rowWords, rows, planes);
        }
        else if (Vector128.IsHardwareAccelerated)
        {
            Count<Bits128>(bits, rowWords, rows, planes);
        }
        else
        {
            Count<Bits64>(bits, rowWords, rows, planes);
        }
    }

    /// <summary>The same by words of a given width.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal static void Count<TWord>(ReadOnlySpan<ulong> bits, int rowWords, ReadOnlySpan<int> rows, Span<ulong> planes)
        where TWord : unmanaged, IBitWord<TWord>
    {
        var words = MemoryMarshal.Cast<ulong, TWord>(bits);
        var planeWords = MemoryMarshal.Cast<ulong, TWord>(planes[..(PlaneCount(rows.Length) * rowWords)]);
        planeWords.Clear();
        var lanes = rowWords * sizeof(ulong) / Unsafe.SizeOf<TWord>();
        var row = 0;
        for (; row + (2 * Group) <= rows.Length; row += 2 * Group)
        {
            var next = rows.Slice(row + (2 * Group), Math.Min(2 * Group, rows.Length - row - (2 * Group)));
            for (var lane = 0; lane < lanes; lane++)
            {
                Prefetch(words, next, lanes, lane);
                // Two groups' carries meet in one more adder, so that the ripple through the upper planes is walked half as often.
                var first = AddGroup(words, rows.Slice(row, Group), planeWords, lanes, lane);
                var second = AddGroup(words, rows.Slice(row + Group, Group), planeWords, lanes, lane);
                Ripple(planeWords, lanes, lane, GroupPlanes + 1, Add(ref planeWords[(GroupPlanes * lanes) + lane], first, second));
            }
        }
        for (; row + Group <= rows.Length; row += Group)
        {
            for (var lane = 0; lane < lanes; lane++)
            {
                Ripple(planeWords, lanes, lane, GroupPlanes, AddGroup(words, rows.Slice(row, Group), planeWords, lanes, lane));
            }
        }
        for (; row < rows.Length; row++)
        {
            for (var lane = 0; lane < lanes; lane++)
            {
                Ripple(planeWords, lanes, lane, 0, words[(rows[row] * lanes) + lane]);
            }
        }
    }

    /// <summary>Planes to numbers: count j is Σ_p 2^p · bit j of plane p.</summary>
    /// <param name="planes">Planes × <paramref name="rowWords"/> words.</param>
    /// <param name="rowWords">Words in a plane.</param>
    /// <param name="block">The block of 512 positions to read.</param>
    /// <param name="planeCount">Number of planes.</param>
    /// <param name="counts">Shape <see cref="Positions"/>; overwritten.</param>
    public static void Expand(ReadOnlySpan<ulong> planes, int rowWords, int block, int planeCount, Span<float> counts)
    {
        var bytes = MemoryMarshal.AsBytes(planes)[(block * RowWords * sizeof(ulong))..];
        var places = Vector256.Create(1, 2, 4, 8, 16, 32, 64, 128);
        for (var group = 0; group < Positions / 8; group++)
        {
            var sums = Vector256<int>.Zero;
            for (var plane = 0; plane < planeCount; plane++)
            {
                var isSet = Vector256.Equals(Vector256.Create((int)bytes[(plane * rowWords * sizeof(ulong)) + group]) & places, places);
                sums += isSet & Vector256.Create(1 << plane);
            }
            Vector256.ConvertToSingle(sums).CopyTo(counts[(group * 8)..]);
        }
    }

    /// <summary>Adds 16 rows into the four lowest planes; returns what is carried out of them.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TWord AddGroup<TWord>(ReadOnlySpan<TWord> words, ReadOnlySpan<int> rows, Span<TWord> planes, int lanes, int lane)
        where TWord : unmanaged, IBitWord<TWord>
    {
        var (ones, twos, fours, eights) = (planes[lane], planes[lanes + lane], planes[(2 * lanes) + lane], planes[(3 * lanes) + lane]);
        var first = AddEight(words, rows[..8], lanes, lane, ref ones, ref twos, ref fours);
        var second = AddEight(words, rows[8..], lanes, lane, ref ones, ref twos, ref fours);
        var carry = Add(ref eights, first, second);
        (planes[lane], planes[lanes + lane], planes[(2 * lanes) + lane], planes[(3 * lanes) + lane]) = (ones, twos, fours, eights);
        return carry;
    }

    /// <summary>Rows lie anywhere in memory; asking for those of the next group while this one is counted hides the wait.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static unsafe void Prefetch<TWord>(ReadOnlySpan<TWord> words, ReadOnlySpan<int> rows, int lanes, int lane)
        where TWord : unmanaged
    {
        if (!Sse.IsSupported || (lane * sizeof(TWord)) % CacheLine != 0)
        {
            return;
        }
        foreach (var row in rows)
        {
            // A prefetch never faults, and bits moved by the collector only make it useless.
            Sse.Prefetch0(Unsafe.AsPointer(ref Unsafe.AsRef(in words[(row * lanes) + lane])));
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TWord AddEight<TWord>(
        ReadOnlySpan<TWord> words,
        ReadOnlySpan<int> rows,
        int lanes,
        int lane,
        ref TWord ones,
        ref TWord twos,
        ref TWord fours
    )
        where TWord : unmanaged, IBitWord<TWord>
    {
        var twosA = Add(ref ones, words[(rows[0] * lanes) + lane], words[(rows[1] * lanes) + lane]);
        var twosB = Add(ref ones, words[(rows[2] * lanes) + lane], words[(rows[3] * lanes) + lane]);
        var foursA = Add(ref twos, twosA, twosB);
        twosA = Add(ref ones, words[(rows[4] * lanes) + lane], words[(rows[5] * lanes) + lane]);
        twosB = Add(ref ones, words[(rows[6] * lanes) + lane], words[(rows[7] * lanes) + lane]);
        return Add(ref fours, foursA, Add(ref twos, twosA, twosB));
    }

    /// <summary>A full adder of each bit: the sum stays in <paramref name="sum"/>, the carry is returned.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TWord Add<TWord>(ref TWord sum, TWord a, TWord b)
        where TWord : unmanaged, IBitWord<TWord>
    {
        var carry = TWord.Majority(a, b, sum);
        sum = TWord.Parity(a, b, sum);
        return carry;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Ripple<TWord>(Span<TWord> planes, int lanes, int lane, int plane, TWord carry)
        where TWord : unmanaged, IBitWord<TWord>
    {
        for (var place = (plane * lanes) + lane; place < planes.Length && !carry.IsZero; place += lanes)
        {
            var held = planes[place];
            planes[place] = TWord.Xor(held, carry);
            carry = TWord.And(held, carry);
        }
    }
}
