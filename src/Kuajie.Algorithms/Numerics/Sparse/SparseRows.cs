namespace Kuajie.Algorithms.Numerics.Sparse;

/// <summary>Products of single rows.</summary>
internal static class SparseRows
{
    /// <summary>Σ over the columns both rows have of their values' products. O(both rows).</summary>
    public static float Dot(SparseMatrix first, int firstRow, SparseMatrix second, int secondRow)
    {
        var columns = first.RowColumns(firstRow);
        var others = second.RowColumns(secondRow);
        var values = first.RowValues(firstRow);
        var otherValues = second.RowValues(secondRow);
        var (product, place, other) = (0f, 0, 0);
        while (place < columns.Length && other < others.Length)
        {
            if (columns[place] < others[other])
            {
                place++;
            }
            else if (columns[place] > others[other])
            {
                other++;
            }
            else
            {
                product += values[place++] * otherValues[other++];
            }
        }
        return product;
    }
}
