namespace Kuajie.Algorithms.Evaluation.Metrics;

/// <summary>
/// Gini index of exposure: how unequally recommendations are spread over the catalog. 0 (every item as often) … 1 − 1/items (one item has all).
/// Fleder and Hosanagar, Management Science 2009; here 2·Σ (place · count)/(n · Σ count) − (n + 1)/n over ascending counts.
/// </summary>
public static class GiniIndex
{
    /// <summary>Gini index of how often each item was recommended; 0 where nothing was. O(items log items).</summary>
    /// <param name="timesRecommended">Shape items of the catalog.</param>
    public static double Of(ReadOnlySpan<int> timesRecommended)
    {
        var ascending = timesRecommended.ToArray();
        Array.Sort(ascending);
        double weighted = 0;
        double total = 0;
        for (var place = 0; place < ascending.Length; place++)
        {
            weighted += (place + 1.0) * ascending[place];
            total += ascending[place];
        }
        double count = ascending.Length;
        return total == 0 ? 0 : (2 * weighted / (count * total)) - ((count + 1) / count);
    }
}
