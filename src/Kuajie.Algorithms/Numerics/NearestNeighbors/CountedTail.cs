using Kuajie.Algorithms.Numerics.Sparse;

namespace Kuajie.Algorithms.Numerics.NearestNeighbors;

/// <summary>
/// Unweighted candidates outside the head, renumbered and held in 16 bits, as are their counts: half the memory to walk, and accumulators that stay in the
/// first cache. Only where neither numbers nor counts can outgrow 16 bits.
/// </summary>
internal sealed class CountedTail
{
    private const int Most = ushort.MaxValue;

    private CountedTail(int[] candidates, int[] rowOffsets, ushort[] columns)
    {
        Candidates = candidates;
        RowOffsets = rowOffsets;
        Columns = columns;
    }

    /// <summary>The candidate of each number.</summary>
    public int[] Candidates { get; }

    /// <summary>Shape users + 1.</summary>
    public int[] RowOffsets { get; }

    /// <summary>Shape entries: candidates by number, row after row.</summary>
    public ushort[] Columns { get; }

    /// <summary>The tail in 16 bits, or null where it does not fit.</summary>
    public static CountedTail? Of(SparseMatrix tail)
    {
        var userCounts = new int[tail.ColumnCount];
        foreach (var candidate in tail.Columns.Span)
        {
            userCounts[candidate]++;
        }
        var numbers = new int[tail.ColumnCount];
        var candidates = new List<int>();
        for (var candidate = 0; candidate < numbers.Length; candidate++)
        {
            if (userCounts[candidate] > 0)
            {
                numbers[candidate] = candidates.Count;
                candidates.Add(candidate);
            }
        }
        if (candidates.Count > Most || (userCounts.Length > 0 && userCounts.Max() > Most))
        {
            return null;
        }
        var columns = new ushort[tail.EntryCount];
        for (var entry = 0; entry < columns.Length; entry++)
        {
            columns[entry] = (ushort)numbers[tail.Columns.Span[entry]];
        }
        return new CountedTail([.. candidates], tail.RowOffsets.ToArray(), columns);
    }
}
