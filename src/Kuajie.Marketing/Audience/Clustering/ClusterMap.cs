using Kuajie.Algorithms.Numerics.Dense;

namespace Kuajie.Marketing.Audience.Clustering;

/// <summary>
/// Clusters drawn in a plane: the two directions in which users differ most (the first two principal components of the weighted features; Pearson, Philosophical Magazine 2, 1901). What is near in the
/// plane may be apart in directions that are not drawn.
/// </summary>
/// <param name="Axes">The directions, across and up.</param>
/// <param name="Places">Where the clusters' centres lie, by their numbers.</param>
/// <param name="Dots">Some users, without their ids.</param>
public sealed record ClusterMap(IReadOnlyList<ClusterAxis> Axes, IReadOnlyList<ClusterPlace> Places, IReadOnlyList<ClusterDot> Dots)
{
    private const int Directions = 2;
    private const int MostDots = 400;

    /// <summary>Draws clusters. O(rows · features² + features³).</summary>
    /// <param name="schema">Names of the features.</param>
    /// <param name="centres">The centres, weighted.</param>
    /// <param name="rows">Users, weighted: those that decide the directions.</param>
    internal static ClusterMap Of(FeatureSchema schema, IReadOnlyList<double[]> centres, IReadOnlyList<double[]> rows)
    {
        var means = RowCovariance.Means(rows);
        var covariance = RowCovariance.Of(rows);
        var order = means.Length;
        var (values, vectors) = SymmetricEigen.Decompose([.. covariance.Cast<double>().Select(value => (float)value)], order);
        var whole = values.Sum();
        int[] largest = [.. Enumerable.Range(0, order).OrderByDescending(place => values[place]).Take(Directions)];
        double[][] directions = [.. largest.Select(place => Upright(vectors.AsSpan(place * order, order)))];
        var step = Math.Max(1, (rows.Count + MostDots - 1) / MostDots);
        return new ClusterMap(
            [.. largest.Zip(directions, (place, direction) => Axis(schema, direction, whole > 0 ? values[place] / whole : 0))],
            [.. centres.Select((centre, number) => new ClusterPlace(number, At(centre, 0), At(centre, 1)))],
            [
                .. rows.Where((_, place) => place % step == 0)
                    .Select(row => new ClusterDot(KMeans.Nearest(row, centres), At(row, 0), At(row, 1))),
            ]
        );

        double At(double[] row, int axis)
        {
            var direction = directions[axis];
            double sum = 0;
            for (var place = 0; place < order; place++)
            {
                sum += (row[place] - means[place]) * direction[place];
            }
            return sum;
        }
    }

    private static ClusterAxis Axis(FeatureSchema schema, double[] direction, double share) =>
        new(share, Telling(schema, direction, -1), Telling(schema, direction, 1));

    /// <summary>The features that point there most: those with at least half the weight of the strongest one, two at most.</summary>
    private static IReadOnlyList<string> Telling(FeatureSchema schema, double[] direction, int sign)
    {
        var strongest = direction.Max(Math.Abs);
        return
        [
            .. Enumerable
                .Range(0, direction.Length)
                .Where(place => sign * direction[place] > 0 && sign * direction[place] >= strongest / 2)
                .OrderByDescending(place => sign * direction[place])
                .Take(2)
                .Select(place => schema.Names[place]),
        ];
    }

    /// <summary>Of the two ways to write a direction the one whose largest part is positive.</summary>
    private static double[] Upright(ReadOnlySpan<double> vector)
    {
        double largest = 0;
        foreach (var value in vector)
        {
            largest = Math.Abs(value) > Math.Abs(largest) ? value : largest;
        }
        var turned = vector.ToArray();
        for (var place = 0; largest < 0 && place < turned.Length; place++)
        {
            turned[place] = -turned[place];
        }
        return turned;
    }
}

/// <summary>A direction of the plane.</summary>
/// <param name="Share">Its share of all that users differ in, 0 … 1.</param>
/// <param name="Low">Features that are large at its lower end, as in <see cref="FeatureSchema.Names"/>; may be none.</param>
/// <param name="High">Features that are large at its upper end.</param>
public sealed record ClusterAxis(double Share, IReadOnlyList<string> Low, IReadOnlyList<string> High);

/// <summary>Where a cluster lies.</summary>
/// <param name="Number">Its number, from 0.</param>
/// <param name="X">Across; 0 is the average user.</param>
/// <param name="Y">Up.</param>
public readonly record struct ClusterPlace(int Number, double X, double Y);

/// <summary>A user in the plane.</summary>
/// <param name="Number">The user's cluster.</param>
/// <param name="X">Across.</param>
/// <param name="Y">Up.</param>
public readonly record struct ClusterDot(int Number, double X, double Y);
