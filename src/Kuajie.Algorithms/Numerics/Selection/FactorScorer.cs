using System.Numerics.Tensors;
using System.Runtime.CompilerServices;
using Kuajie.Algorithms.Numerics.Dense;
using Kuajie.Algorithms.Numerics.Simd;

namespace Kuajie.Algorithms.Numerics.Selection;

/// <summary>
/// Scores many users against all items by the dot product of their factors and keeps each user's best, without ever holding the matrix of scores: a
/// tile of scores leaves the registers of <see cref="TileKernel"/> only to be compared with the users' thresholds, and only what reaches them meets a
/// heap. Items are packed once, longest factor first; a group of users is done as soon as no remaining factor is long enough to reach their thresholds
/// (Cauchy–Schwarz, as in Teflioudi and others 2015, "LEMP", SIGMOD), which leaves the outcome exact. Immutable; may be used from many threads.
/// </summary>
public sealed class FactorScorer
{
    /// <summary>Users per block, a multiple of every tile's rows.</summary>
    internal const int BlockUsers = 96;

    private readonly AlignedFloats packed;
    private readonly int[] order;
    private readonly double[] panelNorms;

    /// <summary>Packs the items. O(items · rank), and as much memory as the factors take.</summary>
    /// <param name="itemFactors">Shape items × rank, row-major; copied.</param>
    /// <param name="rank">Length of a factor.</param>
    /// <exception cref="ArgumentException">The factors are not whole rows, or too many to pack in one array.</exception>
    public FactorScorer(ReadOnlyMemory<float> itemFactors, int rank)
        : this(SimdLevels.Best, itemFactors, rank) { }

    internal FactorScorer(SimdLevel level, ReadOnlyMemory<float> itemFactors, int rank)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(rank);
        if (itemFactors.Length % rank != 0)
        {
            throw new ArgumentException($"Found {itemFactors.Length} numbers; expected whole rows of {rank}.", nameof(itemFactors));
        }
        Level = level;
        Rank = rank;
        ItemCount = itemFactors.Length / rank;
        var norms = Norms(itemFactors.Span, rank);
        order = [.. Enumerable.Range(0, ItemCount)];
        Array.Sort((double[])norms.Clone(), order, Comparer<double>.Create((left, right) => right.CompareTo(left)));
        var columns = TileKernel.Columns(level);
        panelNorms = [.. Enumerable.Range(0, Panels.Count(ItemCount, columns)).Select(panel => norms[order[panel * columns]])];
        packed = Pack(level, itemFactors.Span, rank, order);
    }

    /// <summary>Length of a factor.</summary>
    public int Rank { get; }

    /// <summary>Number of items.</summary>
    public int ItemCount { get; }

    /// <summary>The width of the vectors.</summary>
    internal SimdLevel Level { get; }

    /// <summary>Item index by place in the packed order.</summary>
    internal ReadOnlySpan<int> Order => order;

    /// <summary>Length of the longest factor in each panel; descends.</summary>
    internal ReadOnlySpan<double> PanelNorms => panelNorms;

    /// <summary>
    /// Selects each user's best items: higher score first, smaller index among equals. O(users · items · rank) multiply-adds at most. The result is the
    /// same bit by bit for any number of threads and any vector width.
    /// </summary>
    /// <param name="userFactors">Shape users × rank, row-major.</param>
    /// <param name="excluded">What must not be selected for each user, or null.</param>
    /// <param name="top">How many to select.</param>
    /// <param name="items">Shape users × top; overwritten; −1 where a user has fewer than <paramref name="top"/> items left.</param>
    /// <param name="scores">Shape users × top; overwritten; −∞ where a user has fewer than <paramref name="top"/> items left. What is not a number is never selected.</param>
    /// <param name="threads">The most threads to use, at least 1.</param>
    /// <param name="cancellation">Checked between blocks of users.</param>
    /// <returns>How many pairs of user and item were scored; the others could not have been selected.</returns>
    /// <exception cref="ArgumentException">A shape does not fit.</exception>
    public long SelectTop(
        ReadOnlyMemory<float> userFactors,
        ExcludedItems? excluded,
        int top,
        Memory<int> items,
        Memory<float> scores,
        int threads = 1,
        CancellationToken cancellation = default
    )
    {
        var users = Check(userFactors.Length, excluded, top, items.Length, scores.Length);
        var blocks = new ScoringBlock?[Math.Max(1, threads)];
        WorkItems.ForEach(
            Panels.Count(users, BlockUsers),
            threads,
            (piece, worker) =>
            {
                var first = piece * BlockUsers;
                var count = Math.Min(BlockUsers, users - first);
                var block = blocks[worker] ??= new ScoringBlock(this, top);
                block.Score(userFactors.Slice(first * Rank, count * Rank), excluded?.Rows(first, count));
                block.Drain(items.Span.Slice(first * top, count * top), scores.Span.Slice(first * top, count * top));
            },
            cancellation
        );
        return blocks.Sum(block => block?.ScoredPairs ?? 0);
    }

    /// <summary>The packed factors of a panel of items.</summary>
    internal ref float Panel(int panel) => ref Unsafe.Add(ref packed.First, (nint)panel * TileKernel.Columns(Level) * Rank);

    private int Check(int factors, ExcludedItems? excluded, int top, int items, int scores)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(top);
        var users = factors / Rank;
        if (factors % Rank != 0)
        {
            throw new ArgumentException($"Found {factors} numbers; expected whole rows of {Rank}.", nameof(factors));
        }
        if (excluded is { } rows && rows.RowOffsets.Length != users + 1)
        {
            throw new ArgumentException($"Found {rows.RowOffsets.Length} offsets; expected {users + 1}.", nameof(excluded));
        }
        if (items != (long)users * top || scores != items)
        {
            throw new ArgumentException(
                $"Found room for {items} items and {scores} scores; expected {users} × {top} of each.",
                nameof(items)
            );
        }
        return users;
    }

    /// <summary>Lengths of the factors; what is not a number counts as infinite, so that nothing is left out for it.</summary>
    private static double[] Norms(ReadOnlySpan<float> factors, int rank)
    {
        var norms = new double[factors.Length / rank];
        for (var row = 0; row < norms.Length; row++)
        {
            norms[row] = Norm(factors.Slice(row * rank, rank));
        }
        return norms;
    }

    /// <summary>Length of a factor, or infinity.</summary>
    internal static double Norm(ReadOnlySpan<float> factor)
    {
        var sum = 0.0;
        foreach (var value in factor)
        {
            sum += (double)value * value;
        }
        return double.IsNaN(sum) ? double.PositiveInfinity : Math.Sqrt(sum);
    }

    private static AlignedFloats Pack(SimdLevel level, ReadOnlySpan<float> factors, int rank, int[] order)
    {
        var columns = TileKernel.Columns(level);
        var panels = new AlignedFloats(checked((int)Panels.Length(order.Length, rank, columns)));
        var into = panels.Span;
        into.Clear();
        for (var place = 0; place < order.Length; place++)
        {
            var factor = factors.Slice(order[place] * rank, rank);
            var first = (place / columns * columns * rank) + (place % columns);
            for (var k = 0; k < rank; k++)
            {
                into[first + (k * columns)] = factor[k];
            }
        }
        return panels;
    }
}
