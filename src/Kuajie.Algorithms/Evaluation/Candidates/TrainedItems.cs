using Kuajie.Algorithms.Numerics.Sparse;

namespace Kuajie.Algorithms.Evaluation.Candidates;

/// <summary>Which items training knows.</summary>
public static class TrainedItems
{
    /// <summary>Ascending indexes of the items with at least one interaction. O(entries + items).</summary>
    public static int[] Of(SparseMatrix interactions)
    {
        var counts = UserCounts(interactions);
        return [.. Enumerable.Range(0, counts.Length).Where(item => counts[item] > 0)];
    }

    /// <summary>Shape items: number of users of each item. O(entries + items).</summary>
    public static int[] UserCounts(SparseMatrix interactions)
    {
        ArgumentNullException.ThrowIfNull(interactions);
        var counts = new int[interactions.ColumnCount];
        foreach (var item in interactions.Columns.Span)
        {
            counts[item]++;
        }
        return counts;
    }
}
