using System.Runtime.CompilerServices;
using Kuajie.Algorithms.Numerics.Simd;

namespace Kuajie.Algorithms.Numerics.Dense;

/// <summary>A padded vector between margins of zeros, which its product with a tridiagonal matrix reads. Zeros at first.</summary>
internal sealed class MarginedVector
{
    private const int Margin = 16;
    private readonly AlignedFloats memory;
    private readonly int stride;

    /// <summary>Room for <paramref name="length"/> numbers and their padding.</summary>
    public MarginedVector(int length)
    {
        stride = RowProducts.Stride(length);
        memory = new AlignedFloats(stride + (2 * Margin));
        memory.Span.Clear();
    }

    /// <summary>The first number.</summary>
    public ref float First => ref Unsafe.Add(ref memory.First, Margin);

    /// <summary>The numbers with their padding, without the margins.</summary>
    public Span<float> Span => memory.Span.Slice(Margin, stride);
}
