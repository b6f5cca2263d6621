using Kuajie.Algorithms.Numerics.Sparse;

namespace Kuajie.Algorithms.Datasets.Splits;

/// <summary>Takes entries out of a domain while users and items keep their indexes.</summary>
internal static class EntryFilter
{
    /// <summary>The domain without the marked entries. O(entries).</summary>
    public static DomainInteractions Without(DomainInteractions domain, ReadOnlySpan<bool> isLeftOut)
    {
        var matrix = domain.Interactions;
        if (isLeftOut.Length != matrix.EntryCount)
        {
            throw new ArgumentException(
                $"Found {isLeftOut.Length} marks; expected {matrix.EntryCount}, one for each entry.",
                nameof(isLeftOut)
            );
        }
        var kept = isLeftOut.Count(false);
        var (columns, values, times) = (new int[kept], new float[kept], new long[domain.UnixSeconds.Length == 0 ? 0 : kept]);
        var offsets = new int[matrix.RowCount + 1];
        var place = 0;
        for (var user = 0; user < matrix.RowCount; user++)
        {
            for (var entry = matrix.RowOffsets.Span[user]; entry < matrix.RowOffsets.Span[user + 1]; entry++)
            {
                if (isLeftOut[entry])
                {
                    continue;
                }
                columns[place] = matrix.Columns.Span[entry];
                values[place] = matrix.Values.Span[entry];
                if (times.Length > 0)
                {
                    times[place] = domain.UnixSeconds.Span[entry];
                }
                place++;
            }
            offsets[user + 1] = place;
        }
        var filtered = new SparseMatrix(matrix.RowCount, matrix.ColumnCount, offsets, columns, values);
        return domain.WithInteractions(filtered, times);
    }
}
