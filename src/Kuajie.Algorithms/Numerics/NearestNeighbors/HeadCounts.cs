using Kuajie.Algorithms.Numerics.Sparse;

namespace Kuajie.Algorithms.Numerics.NearestNeighbors;

/// <summary>
/// How many users each of some consecutive items shares with each candidate of the head. All items are counted against one block of candidates before the
/// next: the bits of a block are met again and again while the cache holds them, those of all blocks would not fit there.
/// </summary>
internal sealed class HeadCounts
{
    /// <summary>Counts held at a time: 64 MB.</summary>
    public const int MostCounts = 1 << 24;

    private const int ItemsAtATime = 16;
    private readonly HeadBits head;
    private readonly SparseMatrix itemsByUsers;
    private readonly int width;
    private readonly float[] counts;
    private int first;

    /// <summary>Room for a batch of items.</summary>
    public HeadCounts(HeadBits head, SparseMatrix itemsByUsers, int mostCounts = MostCounts)
    {
        (this.head, this.itemsByUsers) = (head, itemsByUsers);
        width = head.BlockCount * PositionalCounts.Positions;
        BatchItems =
            width == 0
                ? itemsByUsers.RowCount
                : Math.Min(itemsByUsers.RowCount, Math.Max(SharedUserNeighbors.BlockRows, mostCounts / width));
        counts = GC.AllocateUninitializedArray<float>(BatchItems * width);
    }

    /// <summary>Items counted at a time; all where there is no head.</summary>
    public int BatchItems { get; }

    /// <summary>Counts a batch.</summary>
    /// <param name="start">First item.</param>
    /// <param name="end">Item behind the last, at most <see cref="BatchItems"/> later.</param>
    /// <param name="threads">The most threads to use.</param>
    /// <param name="cancellation">Checked between items.</param>
    public void Count(int start, int end, int threads, CancellationToken cancellation)
    {
        first = start;
        for (var block = 0; block < head.BlockCount; block++)
        {
            var own = block;
            RowBlocks.ForEach(
                end - start,
                ItemsAtATime,
                threads,
                () => new ulong[PositionalCounts.MostPlanes * PositionalCounts.RowWords],
                (_, from, to, planes) =>
                {
                    for (var item = start + from; item < start + to; item++)
                    {
                        Count(item, own, planes);
                    }
                },
                cancellation
            );
        }
    }

    /// <summary>Shape head candidates and padding: the counts of an item of the last batch.</summary>
    public ReadOnlySpan<float> Of(int item) => counts.AsSpan((item - first) * width, width);

    private void Count(int item, int block, ulong[] planes)
    {
        var users = itemsByUsers.RowColumns(item);
        PositionalCounts.Count(head.Block(block), PositionalCounts.RowWords, users, planes);
        PositionalCounts.Expand(
            planes,
            PositionalCounts.RowWords,
            0,
            PositionalCounts.PlaneCount(users.Length),
            counts.AsSpan(((item - first) * width) + (block * PositionalCounts.Positions), PositionalCounts.Positions)
        );
    }
}
