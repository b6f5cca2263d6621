namespace Kuajie.Algorithms.Ranking.Diversity;

/// <summary>
/// The categories (genres, tags, kinds) of the items of a domain, each an index below <see cref="CategoryCount"/>. An item's share in each of its c categories is 1/c
/// (Steck, RecSys 2018, section 3: p(g|i)).
/// </summary>
public sealed class ItemCategories
{
    private readonly int[][] categories;

    /// <summary>Takes each item's categories; repeated ones count once. O(entries).</summary>
    /// <param name="categoriesOfItems">Shape items: category indexes.</param>
    /// <param name="categoryCount">Number of categories.</param>
    /// <exception cref="ArgumentException">An index lies outside.</exception>
    public ItemCategories(IEnumerable<IReadOnlyList<int>> categoriesOfItems, int categoryCount)
    {
        ArgumentNullException.ThrowIfNull(categoriesOfItems);
        ArgumentOutOfRangeException.ThrowIfNegative(categoryCount);
        CategoryCount = categoryCount;
        categories = [.. categoriesOfItems.Select(each => each.Distinct().Order().ToArray())];
        foreach (var (item, each) in categories.Index())
        {
            if (each.Length > 0 && (each[0] < 0 || each[^1] >= categoryCount))
            {
                throw new ArgumentException(
                    $"Found categories {each[0]} … {each[^1]} of item {item}; expected 0 … {categoryCount - 1}.",
                    nameof(categoriesOfItems)
                );
            }
        }
    }

    /// <summary>Number of items.</summary>
    public int ItemCount => categories.Length;

    /// <summary>Number of categories.</summary>
    public int CategoryCount { get; }

    /// <summary>The ascending categories of an item.</summary>
    public ReadOnlySpan<int> Of(int item) => categories[item];

    /// <summary>
    /// The weighted mean of the items' shares, p(g|u) of a history or q(g|u) of a list: sums to 1, or is all zeros where no item has both a category and a weight.
    /// Items without categories do not count. O(entries of the items + categories).
    /// </summary>
    /// <param name="items">Item indexes; repetition is allowed.</param>
    /// <param name="weights">A weight of at least 0 for each item; empty for equal weights.</param>
    public double[] Distribution(ReadOnlySpan<int> items, ReadOnlySpan<float> weights = default)
    {
        var shares = new double[CategoryCount];
        var total = 0.0;
        for (var place = 0; place < items.Length; place++)
        {
            var own = Of(items[place]);
            var weight = weights.IsEmpty ? 1.0 : weights[place];
            foreach (var category in own)
            {
                shares[category] += weight / own.Length;
            }
            total += own.Length > 0 ? weight : 0;
        }
        for (var category = 0; category < shares.Length && total > 0; category++)
        {
            shares[category] /= total;
        }
        return shares;
    }
}
