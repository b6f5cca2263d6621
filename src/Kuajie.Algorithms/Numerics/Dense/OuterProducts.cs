using System.Buffers;
using System.Numerics.Tensors;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Kuajie.Algorithms.Numerics.Simd;

namespace Kuajie.Algorithms.Numerics.Dense;

/// <summary>
/// Sums of weighted outer products of gathered rows on the tile kernel. Rows are gathered a few at a time, as they are and scaled, at an odd distance of
/// cache lines, so that the walk down a column of rows does not fall on the same few places of the first cache.
/// </summary>
internal static class OuterProducts
{
    private const int MostRows = 128;
    private const int GatheredNumbers = 16_384;
    private const int LineFloats = 16;

    /// <summary>Distance between gathered rows: an odd number of cache lines with room for a tile behind the last whole one.</summary>
    public static int RowStride(int order) =>
        ((order + TileKernel.MostColumns - 1) / TileKernel.MostColumns * TileKernel.MostColumns) + LineFloats;

    /// <summary>Rows gathered at a time.</summary>
    public static int Depth(int order) => Math.Clamp(GatheredNumbers / RowStride(order), 16, MostRows);

    /// <summary>The upper triangle of matrix += Σ_k scales[k] · f_k f_kᵀ.</summary>
    public static void Add(
        SimdLevel level,
        Span<float> matrix,
        int order,
        ReadOnlySpan<float> factors,
        ReadOnlySpan<int> indexes,
        ReadOnlySpan<float> scales
    )
    {
        if (indexes.IsEmpty)
        {
            return;
        }
        var (stride, depth) = (RowStride(order), Math.Min(Depth(order), indexes.Length));
        var rented = ArrayPool<float>.Shared.Rent(2 * stride * depth);
        ref var scaled = ref rented[0];
        ref var plain = ref rented[stride * depth];
        for (var first = 0; first < indexes.Length; first += depth)
        {
            var rows = Math.Min(depth, indexes.Length - first);
            for (var k = 0; k < rows; k++)
            {
                var factor = factors.Slice(indexes[first + k] * order, order);
                Gather(
                    factor,
                    scales[first + k],
                    ref Unsafe.Add(ref scaled, (nint)k * stride),
                    ref Unsafe.Add(ref plain, (nint)k * stride)
                );
            }
            BlockedProduct.MultiplyUpper(
                level,
                ref scaled,
                ref plain,
                stride,
                order,
                rows,
                ref MemoryMarshal.GetReference(matrix),
                ProductMode.Add
            );
        }
        ArrayPool<float>.Shared.Return(rented);
    }

    private static void Gather(ReadOnlySpan<float> factor, float scale, ref float scaled, ref float plain)
    {
        factor.CopyTo(MemoryMarshal.CreateSpan(ref plain, factor.Length));
        TensorPrimitives.Multiply(factor, scale, MemoryMarshal.CreateSpan(ref scaled, factor.Length));
    }
}
