namespace Kuajie.Algorithms.Numerics.Sparse;

/// <summary>
/// Transposes by counting sort: rows are cut into as many ranges of about equal entries as there are threads, every range counts its columns, and every
/// range then writes its entries behind those of the ranges before it. Rows ascend within each column whatever the number of ranges. O(entries + ranges ·
/// columns) time; beside the result only one counter per range and column.
/// </summary>
internal static class SparseTransposition
{
    private const int LeastEntriesPerRange = 50_000;

    public static void Fill(
        ReadOnlyMemory<int> rowOffsets,
        ReadOnlyMemory<int> columns,
        ReadOnlyMemory<float> values,
        int[] columnOffsets,
        int[] rows,
        float[] transposedValues,
        int threads
    )
    {
        var ranges = Ranges(rowOffsets.Span, Math.Clamp(Math.Min(threads, columns.Length / LeastEntriesPerRange), 1, 64));
        var columnCount = columnOffsets.Length - 1;
        var next = new int[ranges.Length - 1][];
        For(next.Length, range => next[range] = Count(columns.Span[Entries(rowOffsets.Span, ranges, range)], columnCount));
        var total = 0;
        for (var column = 0; column < columnCount; column++)
        {
            columnOffsets[column] = total;
            foreach (var counts in next)
            {
                (counts[column], total) = (total, total + counts[column]);
            }
        }
        columnOffsets[columnCount] = total;
        For(
            next.Length,
            range =>
                Scatter(rowOffsets.Span, columns.Span, values.Span, ranges[range]..ranges[range + 1], next[range], rows, transposedValues)
        );
    }

    /// <summary>Bounds of row ranges that hold about the same number of entries.</summary>
    public static int[] Ranges(ReadOnlySpan<int> rowOffsets, int count)
    {
        var bounds = new int[count + 1];
        bounds[count] = rowOffsets.Length - 1;
        for (var range = 1; range < count; range++)
        {
            var place = rowOffsets.BinarySearch((int)((long)rowOffsets[^1] * range / count));
            bounds[range] = Math.Max(bounds[range - 1], Math.Min(place < 0 ? ~place : place, rowOffsets.Length - 1));
        }
        return bounds;
    }

    private static void Scatter(
        ReadOnlySpan<int> rowOffsets,
        ReadOnlySpan<int> columns,
        ReadOnlySpan<float> values,
        Range ownRows,
        int[] next,
        int[] rows,
        float[] transposedValues
    )
    {
        for (var row = ownRows.Start.Value; row < ownRows.End.Value; row++)
        {
            for (var entry = rowOffsets[row]; entry < rowOffsets[row + 1]; entry++)
            {
                var place = next[columns[entry]]++;
                rows[place] = row;
                transposedValues[place] = values[entry];
            }
        }
    }

    private static Range Entries(ReadOnlySpan<int> rowOffsets, int[] ranges, int range) =>
        rowOffsets[ranges[range]]..rowOffsets[ranges[range + 1]];

    private static int[] Count(ReadOnlySpan<int> columns, int columnCount)
    {
        var counts = new int[columnCount];
        foreach (var column in columns)
        {
            counts[column]++;
        }
        return counts;
    }

    private static void For(int count, Action<int> body)
    {
        if (count == 1)
        {
            body(0);
            return;
        }
        Parallel.For(0, count, new ParallelOptions { MaxDegreeOfParallelism = count }, body);
    }
}
