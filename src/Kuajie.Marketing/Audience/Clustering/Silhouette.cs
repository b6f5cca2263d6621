namespace Kuajie.Marketing.Audience.Clustering;

/// <summary>How much nearer rows are to their own group than to the next: −1 … 1. Rousseeuw, "Silhouettes", Journal of Computational and Applied Mathematics 20, 1987.</summary>
public static class Silhouette
{
    /// <summary>The mean over rows of (b − a) / max(a, b), a the mean distance to the own group, b the least mean distance to another; 0 for a row alone in its group. O(rows² · features).</summary>
    /// <param name="rows">The rows.</param>
    /// <param name="groups">The group of each row, from 0.</param>
    /// <returns>0 where there is one group or none.</returns>
    public static double Of(IReadOnlyList<double[]> rows, IReadOnlyList<int> groups)
    {
        ArgumentNullException.ThrowIfNull(rows);
        ArgumentNullException.ThrowIfNull(groups);
        var sizes = new int[groups.DefaultIfEmpty(-1).Max() + 1];
        foreach (var group in groups)
        {
            sizes[group]++;
        }
        if (sizes.Count(size => size > 0) < 2)
        {
            return 0;
        }
        return Enumerable.Range(0, rows.Count).Average(row => OfRow(row, rows, groups, sizes));
    }

    private static double OfRow(int row, IReadOnlyList<double[]> rows, IReadOnlyList<int> groups, int[] sizes)
    {
        var own = groups[row];
        if (sizes[own] == 1)
        {
            return 0;
        }
        var sums = new double[sizes.Length];
        for (var other = 0; other < rows.Count; other++)
        {
            sums[groups[other]] += Math.Sqrt(SquaredDistance(rows[row], rows[other]));
        }
        var inside = sums[own] / (sizes[own] - 1);
        var outside = Enumerable
            .Range(0, sizes.Length)
            .Where(group => group != own && sizes[group] > 0)
            .Min(group => sums[group] / sizes[group]);
        return Math.Max(inside, outside) > 0 ? (outside - inside) / Math.Max(inside, outside) : 0;
    }

    internal static double SquaredDistance(double[] left, double[] right)
    {
        double sum = 0;
        for (var place = 0; place < left.Length; place++)
        {
            var difference = left[place] - right[place];
            sum += difference * difference;
        }
        return sum;
    }
}
