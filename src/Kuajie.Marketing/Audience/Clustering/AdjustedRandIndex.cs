namespace Kuajie.Marketing.Audience.Clustering;

/// <summary>How far two groupings agree, corrected for chance: 1 for the same, about 0 for unrelated ones. Hubert and Arabie, "Comparing partitions", Journal of Classification 2, 1985, equation 5.</summary>
public static class AdjustedRandIndex
{
    /// <summary>The index of two groupings of the same things; 1 where both put everything together or everything apart. O(things).</summary>
    /// <exception cref="ArgumentException">The groupings differ in length.</exception>
    public static double Of(IReadOnlyList<int> first, IReadOnlyList<int> second)
    {
        ArgumentNullException.ThrowIfNull(first);
        ArgumentNullException.ThrowIfNull(second);
        if (first.Count != second.Count)
        {
            throw new ArgumentException($"Found {second.Count} things; expected {first.Count} as in the first grouping.", nameof(second));
        }
        var both = first.Zip(second).GroupBy(pair => pair).Sum(cell => Pairs(cell.Count()));
        var left = first.GroupBy(group => group).Sum(row => Pairs(row.Count()));
        var right = second.GroupBy(group => group).Sum(column => Pairs(column.Count()));
        var all = Pairs(first.Count);
        var expected = all == 0 ? 0 : left * right / all;
        var most = (left + right) / 2;
        return most == expected ? 1 : (both - expected) / (most - expected);
    }

    private static double Pairs(int count) => count * (count - 1.0) / 2;
}
