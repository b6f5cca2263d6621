namespace Kuajie.Algorithms.Evaluation.Metrics;

/// <summary>
/// Popularity bias: mean popularity of the recommended items over mean popularity of what the user chose in training (popularity: users of the item).
/// 1 is neutral, 3 means a list three times as popular as the user's own taste. Abdollahpouri et al., RMSE workshop 2019 (popularity lift + 1).
/// </summary>
public static class PopularityBias
{
    /// <summary>Bias of one list; 1 where the list or the history is empty, since nothing can be compared. O(k + history).</summary>
    /// <param name="list">The recommended items.</param>
    /// <param name="history">The user's items in training.</param>
    /// <param name="userCounts">Shape items: users of each item in training.</param>
    public static double Of(ReadOnlySpan<int> list, ReadOnlySpan<int> history, ReadOnlySpan<int> userCounts) =>
        list.Length == 0 || history.Length == 0 ? 1 : Mean(list, userCounts) / Mean(history, userCounts);

    private static double Mean(ReadOnlySpan<int> items, ReadOnlySpan<int> userCounts)
    {
        double sum = 0;
        foreach (var item in items)
        {
            sum += userCounts[item];
        }
        return sum / items.Length;
    }
}
