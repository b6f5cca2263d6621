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
    public SparseMatrix WithValues(float[] newValues) => new(RowCount, ColumnCount, rowOffsets, columns, newValues);

    /// <summary>The same shape with only some rows kept; the others are empty. O(entries).</summary>
    /// <param name="keep">Whether a row stays.</param>
    public SparseMatrix KeepRows(Func<int, bool> keep)
    {
        ArgumentNullException.ThrowIfNull(keep);
        var offsets = new int[RowCount + 1];
        var kept = new List<int>(columns.Length);
        for (var row = 0; row < RowCount; row++)
        {
            if (keep(row))
            {
                kept.AddRange(Enumerable.Range(rowOffsets[row], RowLength(row)));
            }
            offsets[row + 1] = kept.Count;
        }
        return new SparseMatrix(RowCount, ColumnCount, offsets, [.. kept.Select(e => columns[e])], [.. kept.Select(e => values[e])]);
    }

    /// <summary>The columns × rows matrix, by counting sort. O(entries + rows + columns).</summary>
    public SparseMatrix Transpose()
    {
        var offsets = new int[ColumnCount + 1];
        foreach (var column in columns)
        {
            offsets[column + 1]++;
        }
        for (var column = 0; column < ColumnCount; column++)
        {
            offsets[column + 1] += offsets[column];
        }
        var next = offsets.AsSpan(0, ColumnCount).ToArray();
        var transposedColumns = new int[columns.Length];
        var transposedValues = new float[columns.Length];
        for (var row = 0; row < RowCount; row++)
        {
            for (var entry = rowOffsets[row]; entry < rowOffsets[row + 1]; entry++)
            {
                var place = next[columns[entry]]++;
                transposedColumns[place] = row;
                transposedValues[place] = values[entry];
            }
        }
        return new SparseMatrix(ColumnCount, RowCount, offsets, transposedColumns, transposedValues);
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
