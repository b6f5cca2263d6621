using Kuajie.Algorithms.Numerics.Dense;
using Kuajie.Algorithms.Numerics.Simd;

namespace Kuajie.Algorithms.Tests.Numerics;

/// <summary>Seeded rows in aligned, zero-padded memory as the row kernels want them.</summary>
internal sealed class PaddedRows
{
    public PaddedRows(int count, int length, ulong seed)
    {
        (Count, Length, Stride) = (count, length, RowProducts.Stride(length));
        Values = DenseTwins.Normals(count * length, seed);
        Memory = new AlignedFloats(RowProducts.PaddedRows(count) * Stride);
        Memory.Span.Clear();
        for (var row = 0; row < count; row++)
        {
            Values.AsSpan(row * length, length).CopyTo(Memory.Span[(row * Stride)..]);
        }
    }

    public int Count { get; }

    public int Length { get; }

    public int Stride { get; }

    /// <summary>Count × length.</summary>
    public float[] Values { get; }

    public AlignedFloats Memory { get; }

    public double Dot(int row, ReadOnlySpan<float> vector)
    {
        var sum = 0.0;
        for (var place = 0; place < Length; place++)
        {
            sum += (double)Values[(row * Length) + place] * vector[place];
        }
        return sum;
    }

    /// <summary>Numbers padded with zeros to a length.</summary>
    public static AlignedFloats Padded(ReadOnlySpan<float> values, int length)
    {
        var memory = new AlignedFloats(length);
        memory.Span.Clear();
        values.CopyTo(memory.Span);
        return memory;
    }
}
