namespace Kuajie.Marketing.Audience.Clustering;

/// <summary>
/// How features are brought to one scale: (value − mean) / deviation, no further out than three deviations. It is kept with whatever was learnt, so that a user seen later is measured the same
/// way. Features that are the same for everybody say nothing and are 0.
/// </summary>
/// <param name="Means">Mean of each feature.</param>
/// <param name="Deviations">Standard deviation of each; 0 where it is the same for everybody.</param>
public sealed record Standardisation(IReadOnlyList<double> Means, IReadOnlyList<double> Deviations)
{
    private const double Furthest = 3;

    /// <summary>The scale of some rows. O(rows · features).</summary>
    /// <exception cref="ArgumentException">There are no rows.</exception>
    public static Standardisation Of(IReadOnlyList<double[]> rows)
    {
        ArgumentNullException.ThrowIfNull(rows);
        if (rows.Count == 0)
        {
            throw new ArgumentException("Found no rows; expected at least one.", nameof(rows));
        }
        double[] means = [.. Enumerable.Range(0, rows[0].Length).Select(place => rows.Average(row => row[place]))];
        double[] deviations = [.. means.Select((mean, place) => Math.Sqrt(rows.Average(row => Math.Pow(row[place] - mean, 2))))];
        return new Standardisation(
            means,
            [.. deviations.Select((value, place) => value > 1e-9 * (1 + Math.Abs(means[place])) ? value : 0)]
        );
    }

    /// <summary>A row on the scale.</summary>
    public double[] Apply(IReadOnlyList<double> row)
    {
        ArgumentNullException.ThrowIfNull(row);
        return
        [
            .. row.Select(
                (value, place) => Deviations[place] > 0 ? Math.Clamp((value - Means[place]) / Deviations[place], -Furthest, Furthest) : 0
            ),
        ];
    }
}
