using Kuajie.Algorithms.Numerics.Sparse;

namespace Kuajie.Algorithms.CrossDomain.TwinItems;

/// <summary>
/// Counts for one audience after the other how many of its users met each item of a domain: only items somebody of the audience met are touched.
/// O(Σ over the audience of their items). For one thread.
/// </summary>
internal sealed class AudienceOverlap
{
    private readonly SparseMatrix interactions;
    private readonly int[] userCounts;
    private readonly int[] shared;
    private readonly List<int> touched = [];

    /// <summary>Over a domain's users × items.</summary>
    public AudienceOverlap(SparseMatrix interactions)
    {
        this.interactions = interactions;
        userCounts = new int[interactions.ColumnCount];
        shared = new int[interactions.ColumnCount];
        foreach (var item in interactions.Columns.Span)
        {
            userCounts[item]++;
        }
    }

    /// <summary>Items that somebody of the last audience met, in order of first meeting.</summary>
    public IReadOnlyList<int> Touched => touched;

    /// <summary>Number of users of an item.</summary>
    public int UsersOf(int item) => userCounts[item];

    /// <summary>Number of users of an item in the last audience.</summary>
    public int SharedWith(int item) => shared[item];

    /// <summary>Counts another audience.</summary>
    public void Count(ReadOnlySpan<int> audience)
    {
        foreach (var item in touched)
        {
            shared[item] = 0;
        }
        touched.Clear();
        foreach (var user in audience)
        {
            foreach (var item in interactions.RowColumns(user))
            {
                if (shared[item]++ == 0)
                {
                    touched.Add(item);
                }
            }
        }
    }
}
