using System.Runtime.InteropServices;
using Kuajie.Algorithms.Numerics.Sparse;

namespace Kuajie.Algorithms.Numerics.NearestNeighbors;

/// <summary>
/// Splits unweighted candidates into a head, held as 512 bits per user and block, and a tail, held as a sparse matrix. Few popular items carry most pairs of
/// skewed data; their shared users are counted 512 items at a time, while the rest stays sparse.
/// </summary>
internal sealed class HeadBits
{
    private const int CacheLine = 64;

    // Measured: counting a row of 512 bits costs about as much as adding this many single entries, and reading 512 counts as much as this many more.
    private const double EntriesPerRowOfBits = 5;
    private const double EntriesPerExpansion = 600;
    private readonly ulong[] bits;
    private readonly int firstWord;
    private readonly int userCount;

    private HeadBits(int[] candidates, SparseMatrix tail, ulong[] bits, int firstWord, int userCount)
    {
        Candidates = candidates;
        Tail = tail;
        this.bits = bits;
        this.firstWord = firstWord;
        this.userCount = userCount;
    }

    /// <summary>The head's candidates, block after block; position p of block b is candidate 512 · b + p.</summary>
    public int[] Candidates { get; }

    /// <summary>Number of blocks; 0 where the data has no head worth the name.</summary>
    public int BlockCount => (Candidates.Length + PositionalCounts.Positions - 1) / PositionalCounts.Positions;

    /// <summary>Users × candidates without the head's entries.</summary>
    public SparseMatrix Tail { get; }

    /// <summary>Users × <see cref="PositionalCounts.RowWords"/>: which candidates of a block each user has.</summary>
    public ReadOnlySpan<ulong> Block(int block) =>
        bits.AsSpan(firstWord + (block * userCount * PositionalCounts.RowWords), userCount * PositionalCounts.RowWords);

    /// <summary>Takes those blocks of popular candidates into the head that counting by bits makes cheaper. O(entries + candidates · log candidates).</summary>
    /// <param name="usersByCandidates">Users × candidates; only places count.</param>
    /// <param name="usersByItems">Users × the items whose neighbours are sought.</param>
    /// <param name="mostBlocks">At most so many blocks.</param>
    /// <param name="threads">The most threads to use.</param>
    public static HeadBits Split(SparseMatrix usersByCandidates, SparseMatrix usersByItems, int mostBlocks, int threads)
    {
        var head = Head(usersByCandidates, usersByItems, mostBlocks);
        if (head.Length == 0)
        {
            return new HeadBits([], usersByCandidates, [], 0, usersByCandidates.RowCount);
        }
        var places = new int[usersByCandidates.ColumnCount];
        Array.Fill(places, -1);
        for (var place = 0; place < head.Length; place++)
        {
            places[head[place]] = place;
        }
        var blocks = (head.Length + PositionalCounts.Positions - 1) / PositionalCounts.Positions;
        var users = usersByCandidates.RowCount;
        var words = GC.AllocateArray<ulong>((blocks * users * PositionalCounts.RowWords) + PositionalCounts.RowWords, pinned: true);
        var first = FirstAlignedWord(words);
        return new HeadBits(head, FillBits(usersByCandidates, places, words.AsMemory(first), threads), words, first, users);
    }

    private static int[] Head(SparseMatrix usersByCandidates, SparseMatrix usersByItems, int mostBlocks)
    {
        // How many single additions each candidate costs: for each of its users one for each of the user's items.
        var additions = new long[usersByCandidates.ColumnCount];
        for (var user = 0; user < usersByCandidates.RowCount; user++)
        {
            var items = usersByItems.RowLength(user);
            foreach (var candidate in usersByCandidates.RowColumns(user))
            {
                additions[candidate] += items;
            }
        }
        var order = new int[additions.Length];
        for (var candidate = 0; candidate < order.Length; candidate++)
        {
            order[candidate] = candidate;
        }
        Array.Sort(order, (a, b) => additions[a] != additions[b] ? additions[b].CompareTo(additions[a]) : a.CompareTo(b));
        var blockCost = (EntriesPerRowOfBits * usersByItems.EntryCount) + (EntriesPerExpansion * usersByItems.ColumnCount);
        var size = 0;
        for (var block = 0; block < mostBlocks && size < order.Length; block++)
        {
            var end = Math.Min(size + PositionalCounts.Positions, order.Length);
            if (order.AsSpan(size, end - size).ToArray().Sum(candidate => additions[candidate]) < blockCost)
            {
                break;
            }
            size = end;
        }
        return order[..size];
    }

    private static SparseMatrix FillBits(SparseMatrix matrix, int[] places, Memory<ulong> words, int threads)
    {
        var tailLengths = new int[matrix.RowCount + 1];
        var ranges = SparseTransposition.Ranges(matrix.RowOffsets.Span, Math.Clamp(threads, 1, 64));
        Parallel.For(
            0,
            ranges.Length - 1,
            new ParallelOptions { MaxDegreeOfParallelism = threads },
            range =>
            {
                var own = words.Span;
                for (var user = ranges[range]; user < ranges[range + 1]; user++)
                {
                    foreach (var candidate in matrix.RowColumns(user))
                    {
                        if (places[candidate] is >= 0 and var place)
                        {
                            var row = (place / PositionalCounts.Positions * matrix.RowCount) + user;
                            own[(row * PositionalCounts.RowWords) + (place % PositionalCounts.Positions / 64)] |= 1UL << (place % 64);
                        }
                        else
                        {
                            tailLengths[user + 1]++;
                        }
                    }
                }
            }
        );
        return WithoutHead(matrix, places, tailLengths);
    }

    private static SparseMatrix WithoutHead(SparseMatrix matrix, int[] places, int[] offsets)
    {
        for (var user = 0; user < matrix.RowCount; user++)
        {
            offsets[user + 1] += offsets[user];
        }
        var columns = GC.AllocateUninitializedArray<int>(offsets[^1]);
        var next = 0;
        foreach (var candidate in matrix.Columns.Span)
        {
            if (places[candidate] < 0)
            {
                columns[next++] = candidate;
            }
        }
        var ones = GC.AllocateUninitializedArray<float>(columns.Length);
        Array.Fill(ones, 1);
        return new SparseMatrix(offsets, columns, ones, matrix.ColumnCount);
    }

    /// <summary>Rows of 64 bytes that begin on a cache line are one cache line each. Possible because the array is pinned.</summary>
    private static unsafe int FirstAlignedWord(ulong[] words)
    {
        var address = (nuint)System.Runtime.CompilerServices.Unsafe.AsPointer(ref MemoryMarshal.GetArrayDataReference(words));
        return (int)((CacheLine - (address % CacheLine)) % CacheLine / sizeof(ulong));
    }
}
