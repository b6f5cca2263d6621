using Kuajie.Algorithms.Numerics.Sparse;

namespace Kuajie.Algorithms.Numerics.NearestNeighbors;

/// <summary>The neighbours of a few consecutive items, on their way into one matrix.</summary>
internal sealed class NeighborRows(int rowCount)
{
    private readonly int[] ends = new int[rowCount];
    private int[] columns = [];
    private float[] values = [];
    private int taken;

    private int EntryCount => taken == 0 ? 0 : ends[taken - 1];

    /// <summary>Takes the neighbours that wait in a scratch as the next row.</summary>
    public void Take(NeighborScratch scratch, int count)
    {
        var start = EntryCount;
        if (start + count > columns.Length)
        {
            var size = Math.Max(start + count, Math.Min(count * rowCount, 2 * columns.Length));
            Array.Resize(ref columns, size);
            Array.Resize(ref values, size);
        }
        scratch.Drain(columns.AsSpan(start, count), values.AsSpan(start, count));
        ends[taken++] = start + count;
    }

    /// <summary>All blocks as one matrix.</summary>
    public static SparseMatrix Join(NeighborRows[] blocks, int rowCount, int columnCount)
    {
        var offsets = new int[rowCount + 1];
        var (row, total) = (0, 0);
        foreach (var block in blocks)
        {
            foreach (var end in block.ends)
            {
                offsets[++row] = total + end;
            }
            total += block.EntryCount;
        }
        var allColumns = GC.AllocateUninitializedArray<int>(total);
        var allValues = GC.AllocateUninitializedArray<float>(total);
        var place = 0;
        foreach (var block in blocks)
        {
            block.columns.AsSpan(0, block.EntryCount).CopyTo(allColumns.AsSpan(place));
            block.values.AsSpan(0, block.EntryCount).CopyTo(allValues.AsSpan(place));
            place += block.EntryCount;
        }
        return new SparseMatrix(offsets, allColumns, allValues, columnCount);
    }
}
