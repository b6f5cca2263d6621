namespace Kuajie.Algorithms.Numerics.Sparse;

/// <summary>
/// An immutable rows × columns matrix in compressed sparse row form. Column indexes ascend strictly within a row, so a row is a sorted set
/// with values. All users × items data takes this shape.
/// </summary>
public sealed class SparseMatrix
{
    private readonly int[] rowOffsets;
    private readonly int[] columns;
    private readonly float[] values;

    /// <summary>Wraps ready arrays; they are not copied and must not be changed afterwards. O(entries), for the check of the form.</summary>
    /// <param name="rowCount">Number of rows.</param>
    /// <param name="columnCount">Number of columns.</param>
    /// <param name="rowOffsets">Shape rowCount + 1; row r holds the entries from <c>rowOffsets[r]</c> up to <c>rowOffsets[r + 1]</c>.</param>
    /// <param name="columns">Shape entries; strictly ascending within a row.</param>
    /// <param name="values">Shape entries.</param>
    /// <exception cref="ArgumentException">The arrays do not form a matrix of this shape.</exception>
    public SparseMatrix(int rowCount, int columnCount, int[] rowOffsets, int[] columns, float[] values)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(rowCount);
        ArgumentOutOfRangeException.ThrowIfNegative(columnCount);
        ArgumentNullException.ThrowIfNull(rowOffsets);
        ArgumentNullException.ThrowIfNull(columns);
        ArgumentNullException.ThrowIfNull(values);
        CheckForm(rowCount, columnCount, rowOffsets, columns, values);
        RowCount = rowCount;
        ColumnCount = columnCount;
        this.rowOffsets = rowOffsets;
        this.columns = columns;
        this.values = values;
    }

    /// <summary>Wraps arrays whose form holds by construction.</summary>
    internal SparseMatrix(int[] rowOffsets, int[] columns, float[] values, int columnCount)
    {
        RowCount = rowOffsets.Length - 1;
        ColumnCount = columnCount;
        this.rowOffsets = rowOffsets;
        this.columns = columns;
        this.values = values;
    }

    /// <summary>Number of rows.</summary>
    public int RowCount { get; }

    /// <summary>Number of columns.</summary>
    public int ColumnCount { get; }

    /// <summary>Number of stored entries.</summary>
    public int EntryCount => columns.Length;

    /// <summary>Shape rowCount + 1.</summary>
    public ReadOnlyMemory<int> RowOffsets => rowOffsets;

    /// <summary>Shape entries: the column of each entry, row after row.</summary>
    public ReadOnlyMemory<int> Columns => columns;

    /// <summary>Shape entries: the value of each entry, row after row.</summary>
    public ReadOnlyMemory<float> Values => values;

    /// <summary>Number of entries in a row.</summary>
    public int RowLength(int row) => rowOffsets[row + 1] - rowOffsets[row];

    /// <summary>The ascending column indexes of a row.</summary>
    public ReadOnlySpan<int> RowColumns(int row) => columns.AsSpan(rowOffsets[row], RowLength(row));

    /// <summary>The values of a row, in the order of <see cref="RowColumns"/>.</summary>
    public ReadOnlySpan<float> RowValues(int row) => values.AsSpan(rowOffsets[row], RowLength(row));

    /// <summary>Whether the entry is stored. O(log row length).</summary>
    public bool Contains(int row, int column) => RowColumns(row).BinarySearch(column) >= 0;

    /// <summary>The same places with other values; the array is not copied.</summary>
    /// <exception cref="ArgumentException">The number of values differs.</exception>
    public SparseMatrix WithValues(float[] newValues)
    {
        ArgumentNullException.ThrowIfNull(newValues);
        return newValues.Length == columns.Length
            ? new SparseMatrix(rowOffsets, columns, newValues, ColumnCount)
            : throw new ArgumentException(
                $"Found {newValues.Length} values; expected one for each of {columns.Length} columns.",
                nameof(newValues)
            );
    }

    /// <summary>The same shape with only some rows kept; the others are empty. O(entries).</summary>
    /// <param name="keep">Whether a row stays.</param>
    public SparseMatrix KeepRows(Func<int, bool> keep)
    {
        ArgumentNullException.ThrowIfNull(keep);
        var offsets = new int[RowCount + 1];
        for (var row = 0; row < RowCount; row++)
        {
            offsets[row + 1] = offsets[row] + (keep(row) ? RowLength(row) : 0);
        }
        var keptColumns = GC.AllocateUninitializedArray<int>(offsets[^1]);
        var keptValues = GC.AllocateUninitializedArray<float>(offsets[^1]);
        for (var row = 0; row < RowCount; row++)
        {
            if (offsets[row + 1] > offsets[row])
            {
                RowColumns(row).CopyTo(keptColumns.AsSpan(offsets[row]));
                RowValues(row).CopyTo(keptValues.AsSpan(offsets[row]));
            }
        }
        return new SparseMatrix(offsets, keptColumns, keptValues, ColumnCount);
    }

    /// <summary>The columns × rows matrix, by a stable counting sort. O(entries + rows + threads · columns).</summary>
    /// <param name="threads">The most threads to use; the result does not depend on it.</param>
    public SparseMatrix Transpose(int threads = 1)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(threads, 1);
        var offsets = new int[ColumnCount + 1];
        var rows = GC.AllocateUninitializedArray<int>(columns.Length);
        var transposedValues = GC.AllocateUninitializedArray<float>(columns.Length);
        SparseTransposition.Fill(rowOffsets, columns, values, offsets, rows, transposedValues, threads);
        return new SparseMatrix(offsets, rows, transposedValues, RowCount);
    }

    private static void CheckForm(int rowCount, int columnCount, int[] rowOffsets, int[] columns, float[] values)
    {
        if (rowOffsets.Length != rowCount + 1 || rowOffsets[0] != 0 || rowOffsets[^1] != columns.Length)
        {
            throw new ArgumentException(
                $"Found {rowOffsets.Length} row offsets from {rowOffsets.FirstOrDefault()} to {rowOffsets.LastOrDefault()}; expected {rowCount + 1} from 0 to {columns.Length}.",
                nameof(rowOffsets)
            );
        }
        if (values.Length != columns.Length)
        {
            throw new ArgumentException(
                $"Found {values.Length} values; expected one for each of {columns.Length} columns.",
                nameof(values)
            );
        }
        for (var row = 0; row < rowCount; row++)
        {
            if (rowOffsets[row] > rowOffsets[row + 1])
            {
                throw new ArgumentException(
                    $"Row offsets fall from {rowOffsets[row]} to {rowOffsets[row + 1]} at row {row}.",
                    nameof(rowOffsets)
                );
            }
            var previous = -1;
            for (var entry = rowOffsets[row]; entry < rowOffsets[row + 1]; entry++)
            {
                if (columns[entry] <= previous || columns[entry] >= columnCount)
                {
                    throw new ArgumentException(
                        $"Found column {columns[entry]} after {previous} in row {row}; expected strictly ascending columns below {columnCount}.",
                        nameof(columns)
                    );
                }
                previous = columns[entry];
            }
        }
    }
}
