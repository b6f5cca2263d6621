using System.Buffers;
using System.Numerics.Tensors;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Kuajie.Algorithms.Numerics.Simd;

namespace Kuajie.Algorithms.Numerics.Dense;

/// <summary>Sums of weighted outer products of gathered rows on the tile kernel.</summary>
internal static class OuterProducts
{
    private const int MostRows = 256;
    private const int PackedNumbers = 16_384;

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
        var (tileRows, tileColumns) = (TileKernel.Rows(level), TileKernel.Columns(level));
        var (leftLength, rightLength) = (Panels.Length(order, 1, tileRows), Panels.Length(order, 1, tileColumns));
        var depth = Math.Min(indexes.Length, Math.Clamp(PackedNumbers / order, 16, MostRows));
        var rented = ArrayPool<float>.Shared.Rent((int)(((leftLength + rightLength) * depth) + order));
        var scaled = rented.AsSpan(0, order);
        ref var left = ref rented[order];
        ref var right = ref Unsafe.Add(ref left, (nint)leftLength * depth);
        for (var first = 0; first < indexes.Length; first += depth)
        {
            var rows = Math.Min(depth, indexes.Length - first);
            for (var k = 0; k < rows; k++)
            {
                var factor = factors.Slice(indexes[first + k] * order, order);
                TensorPrimitives.Multiply(factor, scales[first + k], scaled);
                Panels.PackColumn(ref scaled[0], order, tileRows, (nint)tileRows * rows, ref Unsafe.Add(ref left, (nint)k * tileRows));
                Panels.PackColumn(
                    ref MemoryMarshal.GetReference(factor),
                    order,
                    tileColumns,
                    (nint)tileColumns * rows,
                    ref Unsafe.Add(ref right, (nint)k * tileColumns)
                );
            }
            BlockedProduct.MultiplyPacked(
                level,
                ref left,
                order,
                ref right,
                order,
                rows,
                ref MemoryMarshal.GetReference(matrix),
                order,
                ProductMode.Add,
                ProductPart.Upper
            );
        }
        ArrayPool<float>.Shared.Return(rented);
    }
}
