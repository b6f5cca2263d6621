using Kuajie.Algorithms.Numerics.Sparse;

namespace Kuajie.Algorithms.Numerics.NearestNeighbors;

/// <summary>The matrices of a search for neighbours, laid out for summing row by row; shared by all threads.</summary>
internal sealed class SharedUserSums
{
    private const int MostHeadBlocks = 32;
    private const int MostHeadWords = 1 << 26;

    /// <summary>Prepares the sums Σ_u items[u, i] · candidates[u, j].</summary>
    public SharedUserSums(SparseMatrix usersByItems, SparseMatrix usersByCandidates, int threads)
    {
        ItemsByUsers = usersByItems.Transpose(threads);
        CandidatesAreOnes = AreOnes(usersByCandidates);
        var isUnweighted = CandidatesAreOnes && AreOnes(usersByItems);
        Head = HeadBits.Split(usersByCandidates, usersByItems, isUnweighted ? MostBlocks(usersByItems.RowCount) : 0, threads);
        CountedTail = Head.BlockCount > 0 ? CountedTail.Of(Tail) : null;
        MeanRow = (double)Tail.EntryCount / Math.Max(1, Tail.RowCount);
    }

    /// <summary>Items × users.</summary>
    public SparseMatrix ItemsByUsers { get; }

    /// <summary>The popular candidates of unweighted data.</summary>
    public HeadBits Head { get; }

    /// <summary>Users × candidates outside the head.</summary>
    public SparseMatrix Tail => Head.Tail;

    /// <summary>The tail in 16 bits where there is a head and the tail fits, or null.</summary>
    public CountedTail? CountedTail { get; }

    /// <summary>Whether candidate weights can be left unread.</summary>
    public bool CandidatesAreOnes { get; }

    /// <summary>Mean length of a row of the tail.</summary>
    public double MeanRow { get; }

    /// <summary>Bits take at most 512 MB, however many users there are.</summary>
    private static int MostBlocks(int users) =>
        (int)Math.Min(MostHeadBlocks, MostHeadWords / Math.Max(1, (long)users * PositionalCounts.RowWords));

    private static bool AreOnes(SparseMatrix matrix) => !matrix.Values.Span.ContainsAnyExcept(1f);
}
