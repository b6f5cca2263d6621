using System.Numerics.Tensors;

namespace Kuajie.Algorithms.Numerics.Sparse;

/// <summary>
/// Sparse × dense. Each row is summed in the order of its entries by one thread, so results are the same bit by bit for any number of threads.
/// </summary>
public static class SparseProducts
{
    private const int BlockRows = 256;

    /// <summary>y = A · x. O(entries / threads).</summary>
    /// <param name="matrix">A, rows × columns.</param>
    /// <param name="vector">x, shape columns.</param>
    /// <param name="result">y, shape rows; overwritten.</param>
    /// <param name="threads">The most threads to use.</param>
    /// <param name="cancellation">Checked between blocks of rows.</param>
    /// <exception cref="ArgumentException">The shapes do not fit.</exception>
    public static void Multiply(
        SparseMatrix matrix,
        ReadOnlyMemory<float> vector,
        Memory<float> result,
        int threads = 1,
        CancellationToken cancellation = default
    ) => MultiplyRows(matrix, vector, 1, result, threads, cancellation);

    /// <summary>Y = A · X for row-major X of a few columns. O(entries · width / threads).</summary>
    /// <param name="matrix">A, rows × columns.</param>
    /// <param name="dense">X, shape columns × width, row-major.</param>
    /// <param name="width">Columns of X, at least 1.</param>
    /// <param name="result">Y, shape rows × width, row-major; overwritten.</param>
    /// <param name="threads">The most threads to use.</param>
    /// <param name="cancellation">Checked between blocks of rows.</param>
    /// <exception cref="ArgumentException">The shapes do not fit.</exception>
    public static void MultiplyRows(
        SparseMatrix matrix,
        ReadOnlyMemory<float> dense,
        int width,
        Memory<float> result,
        int threads = 1,
        CancellationToken cancellation = default
    )
    {
        ArgumentNullException.ThrowIfNull(matrix);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(width);
        ThrowIfOtherLength(dense.Length, (long)matrix.ColumnCount * width, nameof(dense));
        ThrowIfOtherLength(result.Length, (long)matrix.RowCount * width, nameof(result));
        RowBlocks.ForEach(
            matrix.RowCount,
            BlockRows,
            threads,
            () => 0,
            (_, start, end, _) =>
            {
                for (var row = start; row < end; row++)
                {
                    MultiplyRow(matrix.RowColumns(row), matrix.RowValues(row), dense.Span, result.Span.Slice(row * width, width));
                }
            },
            cancellation
        );
    }

    private static void MultiplyRow(ReadOnlySpan<int> columns, ReadOnlySpan<float> values, ReadOnlySpan<float> dense, Span<float> result)
    {
        if (result.Length == 1)
        {
            var sum = 0f;
            for (var entry = 0; entry < columns.Length; entry++)
            {
                sum += values[entry] * dense[columns[entry]];
            }
            result[0] = sum;
            return;
        }
        result.Clear();
        for (var entry = 0; entry < columns.Length; entry++)
        {
            TensorPrimitives.MultiplyAdd(dense.Slice(columns[entry] * result.Length, result.Length), values[entry], result, result);
        }
    }

    private static void ThrowIfOtherLength(int found, long expected, string name)
    {
        if (found != expected)
        {
            throw new ArgumentException($"Found {found} numbers; expected {expected}.", name);
        }
    }
}
