using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Kuajie.Algorithms.Numerics.Dense;

/// <summary>A matrix, or a part or the transpose of one, as it lies in memory: element (row, column) stands at offset + row · RowStride + column · ColumnStride.</summary>
/// <param name="Values">The memory.</param>
/// <param name="Offset">Place of element (0, 0).</param>
/// <param name="Rows">Number of rows.</param>
/// <param name="Columns">Number of columns.</param>
/// <param name="RowStride">Distance between rows.</param>
/// <param name="ColumnStride">Distance between columns.</param>
internal readonly record struct MatrixView(
    ReadOnlyMemory<float> Values,
    long Offset,
    int Rows,
    int Columns,
    long RowStride,
    long ColumnStride
)
{
    /// <summary>A whole row-major matrix.</summary>
    public static MatrixView Of(ReadOnlyMemory<float> values, int rows, int columns) => new(values, 0, rows, columns, columns, 1);

    /// <summary>Rows and columns exchanged; nothing is moved.</summary>
    public MatrixView Transposed => new(Values, Offset, Columns, Rows, ColumnStride, RowStride);

    /// <summary>A rectangle of the matrix.</summary>
    public MatrixView Part(int row, int column, int rows, int columns) =>
        this with
        {
            Offset = Offset + (row * RowStride) + (column * ColumnStride),
            Rows = rows,
            Columns = columns,
        };

    /// <summary>Element (row, column).</summary>
    public ref float At(int row, int column) =>
        ref Unsafe.Add(ref MemoryMarshal.GetReference(Values.Span), (nint)(Offset + (row * RowStride) + (column * ColumnStride)));
}
