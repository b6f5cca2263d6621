using Kuajie.Algorithms.Numerics.Sparse;

namespace Kuajie.Algorithms.Models.Neighborhood;

/// <summary>Lays rows out so that their order says nothing about who they belong to.</summary>
internal static class AnonymousRows
{
    /// <summary>The rows that hold something, ordered by what they hold. O(entries + rows · log rows · common prefixes).</summary>
    public static SparseMatrix Of(SparseMatrix matrix)
    {
        var order = Enumerable.Range(0, matrix.RowCount).Where(row => matrix.RowLength(row) > 0).ToArray();
        Array.Sort(order, (a, b) => Compare(matrix, a, b));
        var offsets = new int[order.Length + 1];
        var columns = new int[matrix.EntryCount];
        var values = new float[matrix.EntryCount];
        for (var place = 0; place < order.Length; place++)
        {
            matrix.RowColumns(order[place]).CopyTo(columns.AsSpan(offsets[place]));
            matrix.RowValues(order[place]).CopyTo(values.AsSpan(offsets[place]));
            offsets[place + 1] = offsets[place] + matrix.RowLength(order[place]);
        }
        return new SparseMatrix(offsets, columns, values, matrix.ColumnCount);
    }

    private static int Compare(SparseMatrix matrix, int first, int second) =>
        matrix.RowColumns(first).SequenceCompareTo(matrix.RowColumns(second)) is not 0 and var items ? items
        : matrix.RowValues(first).SequenceCompareTo(matrix.RowValues(second)) is not 0 and var values ? values
        : 0;
}
