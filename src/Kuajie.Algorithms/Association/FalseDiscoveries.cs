namespace Kuajie.Algorithms.Association;

/// <summary>
/// How many of the findings are expected to be of chance. Benjamini and Hochberg, "Controlling the false discovery rate", Journal of the Royal Statistical Society B 57 (1995): taking every
/// hypothesis whose q is at most α keeps the expected share of false ones among those taken at or below α, for tests that are independent or lean the same way (Benjamini and Yekutieli 2001).
/// </summary>
public static class FalseDiscoveries
{
    /// <summary>q = min over j ≥ rank of p₍ⱼ₎ · m / j, at most 1, for each p, in the order given. O(m log m).</summary>
    /// <param name="probabilities">A p of every hypothesis tested, also of those that look like nothing; 0 … 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">One is outside 0 … 1 or not a number.</exception>
    public static double[] AdjustedProbabilities(ReadOnlySpan<double> probabilities)
    {
        var ascending = probabilities.ToArray();
        foreach (var probability in ascending)
        {
            if (!(probability >= 0 && probability <= 1))
            {
                throw new ArgumentOutOfRangeException(nameof(probabilities), probability, "Expected probabilities from 0 to 1.");
            }
        }
        var order = Enumerable.Range(0, ascending.Length).ToArray();
        Array.Sort(ascending, order);
        var adjusted = new double[ascending.Length];
        var least = 1.0;
        for (var rank = ascending.Length; rank >= 1; rank--)
        {
            least = Math.Min(least, ascending[rank - 1] * ascending.Length / rank);
            adjusted[order[rank - 1]] = least;
        }
        return adjusted;
    }
}
