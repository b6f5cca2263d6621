using Kuajie.Algorithms.Numerics.Simd;

namespace Kuajie.Algorithms.Numerics.Dense;

/// <summary>
/// Products of row-major matrices in single precision, blocked for registers and caches. 2 · rows · columns · inner floating-point operations; memory
/// beside the matrices: about 2 MB, and 0.1 MB for each thread. The result is the same bit by bit for any number of threads and any vector width.
/// </summary>
public static class MatrixProduct
{
    /// <summary>result := left · right.</summary>
    /// <param name="left">Shape rows × inner.</param>
    /// <param name="right">Shape inner × columns.</param>
    /// <param name="result">Shape rows × columns; overwritten; must not overlap the factors.</param>
    /// <param name="rows">Rows of left.</param>
    /// <param name="columns">Columns of right.</param>
    /// <param name="inner">Columns of left and rows of right.</param>
    /// <param name="threads">The most threads to use, at least 1.</param>
    /// <param name="cancellation">Checked between blocks.</param>
    /// <exception cref="ArgumentException">A shape does not fit its memory.</exception>
    public static void Multiply(
        ReadOnlyMemory<float> left,
        ReadOnlyMemory<float> right,
        Memory<float> result,
        int rows,
        int columns,
        int inner,
        int threads = 1,
        CancellationToken cancellation = default
    )
    {
        Check(left.Length, rows, inner, nameof(left));
        Check(right.Length, inner, columns, nameof(right));
        Check(result.Length, rows, columns, nameof(result));
        BlockedProduct.Compute(
            SimdLevels.Best,
            MatrixView.Of(left, rows, inner),
            MatrixView.Of(right, inner, columns),
            MatrixView.Of(result, rows, columns),
            ProductMode.Set,
            threads,
            cancellation
        );
    }

    /// <summary>result := left · rightᵀ: all dot products of the rows of two matrices, such as users' factors and items' factors.</summary>
    /// <param name="left">Shape rows × inner.</param>
    /// <param name="right">Shape columns × inner.</param>
    /// <param name="result">Shape rows × columns; overwritten; must not overlap the factors.</param>
    /// <param name="rows">Rows of left.</param>
    /// <param name="columns">Rows of right.</param>
    /// <param name="inner">Columns of left and of right.</param>
    /// <param name="threads">The most threads to use, at least 1.</param>
    /// <param name="cancellation">Checked between blocks.</param>
    /// <exception cref="ArgumentException">A shape does not fit its memory.</exception>
    public static void MultiplyTransposed(
        ReadOnlyMemory<float> left,
        ReadOnlyMemory<float> right,
        Memory<float> result,
        int rows,
        int columns,
        int inner,
        int threads = 1,
        CancellationToken cancellation = default
    )
    {
        Check(left.Length, rows, inner, nameof(left));
        Check(right.Length, columns, inner, nameof(right));
        Check(result.Length, rows, columns, nameof(result));
        BlockedProduct.Compute(
            SimdLevels.Best,
            MatrixView.Of(left, rows, inner),
            MatrixView.Of(right, columns, inner).Transposed,
            MatrixView.Of(result, rows, columns),
            ProductMode.Set,
            threads,
            cancellation
        );
    }

    private static void Check(int length, int rows, int columns, string name)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(rows);
        ArgumentOutOfRangeException.ThrowIfNegative(columns);
        if (length != (long)rows * columns)
        {
            throw new ArgumentException($"Found a matrix of {length} numbers; expected {rows} × {columns}.", name);
        }
    }
}
