using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using Kuajie.Algorithms.Numerics.Sparse;

namespace Kuajie.Algorithms.Models.Ease;

/// <summary>
/// Kernels on tall matrices of sixteen columns, row-major, so that a row is one 512-bit vector: sixteen right-hand sides walk the same sparse matrix
/// together. The runtime splits a vector where the machine has narrower ones. Nothing is allocated.
/// </summary>
internal static class LaneMatrix
{
    /// <summary>Number of columns.</summary>
    public const int Lanes = 16;

    /// <summary>result = A · right. O(entries · 16).</summary>
    /// <param name="matrix">A: rows × columns.</param>
    /// <param name="right">Shape columns × 16.</param>
    /// <param name="result">Shape rows × 16; overwritten.</param>
    public static void Multiply(SparseMatrix matrix, ReadOnlySpan<float> right, Span<float> result)
    {
        ref var source = ref MemoryMarshal.GetReference(right);
        ref var into = ref MemoryMarshal.GetReference(result);
        for (var row = 0; row < matrix.RowCount; row++)
        {
            RowTimes(matrix, row, ref source).StoreUnsafe(ref into, (nuint)row * Lanes);
        }
    }

    /// <summary>result = A · right + shift · vector, and the sixteen dot products of result with vector. O(entries · 16).</summary>
    public static Vector512<float> MultiplyShifted(
        SparseMatrix matrix,
        ReadOnlySpan<float> right,
        float shift,
        ReadOnlySpan<float> vector,
        Span<float> result
    )
    {
        ref var source = ref MemoryMarshal.GetReference(right);
        ref var own = ref MemoryMarshal.GetReference(vector);
        ref var into = ref MemoryMarshal.GetReference(result);
        var (factor, dots) = (Vector512.Create(shift), Vector512<float>.Zero);
        for (var row = 0; row < matrix.RowCount; row++)
        {
            var value = Vector512.LoadUnsafe(ref own, (nuint)row * Lanes);
            var product = Vector512.FusedMultiplyAdd(factor, value, RowTimes(matrix, row, ref source));
            product.StoreUnsafe(ref into, (nuint)row * Lanes);
            dots = Vector512.FusedMultiplyAdd(product, value, dots);
        }
        return dots;
    }

    /// <summary>Lane by lane numerator / denominator, 0 where the denominator is not positive.</summary>
    public static Vector512<float> Ratio(Vector512<float> numerator, Vector512<float> denominator) =>
        Vector512.ConditionalSelect(
            Vector512.GreaterThan(denominator, Vector512<float>.Zero),
            numerator / denominator,
            Vector512<float>.Zero
        );

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<float> RowTimes(SparseMatrix matrix, int row, ref float source)
    {
        var columns = matrix.RowColumns(row);
        var values = matrix.RowValues(row);
        var sum = Vector512<float>.Zero;
        for (var entry = 0; entry < columns.Length; entry++)
        {
            var line = Vector512.LoadUnsafe(ref source, (nuint)columns[entry] * Lanes);
            sum = Vector512.FusedMultiplyAdd(Vector512.Create(values[entry]), line, sum);
        }
        return sum;
    }
}
