using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using Kuajie.Algorithms.Numerics.Simd;

namespace Kuajie.Algorithms.Numerics.Dense;

/// <summary>
/// Rows of numbers held in 16 bits each, the upper half of a float (bfloat16: eight bits of precision, the whole range): half the memory to move where rows
/// are read many times. Sums over them stay in single precision. A word of 32 bits holds two numbers that stand 16 places apart, so that a whole vector of words
/// becomes two vectors of numbers by a shift and a mask.
/// </summary>
internal sealed class NarrowRows
{
    private const int PairDistance = 16;
    private readonly int length;
    private readonly int rowWords;
    private readonly AlignedFloats words;

    /// <summary>Room for rows; all zeros.</summary>
    public NarrowRows(int rowCount, int length)
    {
        this.length = length;
        RowCount = rowCount;
        rowWords = Stride(length) / 2;
        words = new AlignedFloats(checked(rowCount * rowWords));
        words.Span.Clear();
    }

    /// <summary>Number of rows.</summary>
    public int RowCount { get; }

    /// <summary>Bits of all rows, <see cref="Stride"/> / 2 words each.</summary>
    public ref float First => ref words.First;

    /// <summary>The length of a padded row: the next multiple of 32.</summary>
    public static int Stride(int length) => (length + (2 * PairDistance) - 1) & (-2 * PairDistance);

    /// <summary>Rounds rows to the nearest 16 bits, ties to even. What is not a number stays so; what is beyond the range becomes infinite.</summary>
    /// <param name="values">Shape rows × length.</param>
    /// <param name="firstRow">Where the first of them goes.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Fill(ReadOnlySpan<float> values, int firstRow)
    {
        Span<float> padded = stackalloc float[2 * PairDistance];
        var target = words.Span[(firstRow * rowWords)..];
        for (var row = 0; row < values.Length / length; row++)
        {
            var source = values.Slice(row * length, length);
            for (var place = 0; place < length; place += 2 * PairDistance)
            {
                scoped var block = source[place..];
                if (block.Length < padded.Length)
                {
                    padded.Clear();
                    block.CopyTo(padded);
                    block = padded;
                }
                ref var first = ref MemoryMarshal.GetReference(block);
                var low = Rounded(Vector512.LoadUnsafe(ref first)) >>> 16;
                var high = Rounded(Vector512.LoadUnsafe(ref first, PairDistance)) & Vector512.Create(0xFFFF0000u);
                (low | high).AsSingle().CopyTo(target[((row * rowWords) + (place / 2))..]);
            }
        }
    }

    /// <summary>What a number becomes.</summary>
    public static float Round(float value)
    {
        var bits = BitConverter.SingleToUInt32Bits(value);
        bits = float.IsNaN(value) ? bits | 0x00400000u : bits + 0x7FFFu + ((bits >> 16) & 1);
        return BitConverter.UInt32BitsToSingle(bits & 0xFFFF0000u);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<uint> Rounded(Vector512<float> values)
    {
        var bits = values.AsUInt32();
        var rounded = bits + Vector512.Create(0x7FFFu) + ((bits >>> 16) & Vector512.Create(1u));
        return Vector512.ConditionalSelect(Vector512.Equals(values, values).AsUInt32(), rounded, bits | Vector512.Create(0x00400000u));
    }
}
