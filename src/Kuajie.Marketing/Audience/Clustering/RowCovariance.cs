namespace Kuajie.Marketing.Audience.Clustering;

/// <summary>Means and covariances of rows.</summary>
internal static class RowCovariance
{
    /// <summary>The mean of each column.</summary>
    public static double[] Means(IReadOnlyList<double[]> rows) =>
        [.. Enumerable.Range(0, rows[0].Length).Select(place => rows.Average(row => row[place]))];

    /// <summary>The covariance matrix, divided by the number of rows. O(rows · columns²).</summary>
    public static double[,] Of(IReadOnlyList<double[]> rows)
    {
        var size = rows[0].Length;
        var covariance = new double[size, size];
        var means = Means(rows);
        foreach (var row in rows)
        {
            for (var first = 0; first < size; first++)
            {
                for (var second = 0; second < size; second++)
                {
                    covariance[first, second] += (row[first] - means[first]) * (row[second] - means[second]) / rows.Count;
                }
            }
        }
        return covariance;
    }
}
