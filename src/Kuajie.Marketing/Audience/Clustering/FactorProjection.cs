using Kuajie.Algorithms.Numerics.Dense;

namespace Kuajie.Marketing.Audience.Clustering;

/// <summary>
/// Users' factors in a recommender, brought to a few numbers: to length 1, as length tells activity rather than taste, then along the directions in which users differ most (principal components;
/// Pearson, Philosophical Magazine 2, 1901). Components keep their spread: a direction in which users hardly differ says little. Learnt from a sample of users, applied to each.
/// </summary>
public sealed class FactorProjection
{
    private readonly double[] means;
    private readonly double[][] directions;

    private FactorProjection(double[] means, double[][] directions, double share)
    {
        (this.means, this.directions, Share) = (means, directions, share);
    }

    /// <summary>Numbers per user.</summary>
    public int Count => directions.Length;

    /// <summary>What they hold of all that the sample differs in, 0 … 1.</summary>
    public double Share { get; }

    /// <summary>Learns the directions. O(users · rank² + rank³).</summary>
    /// <param name="factors">Factors of some users, all of one length.</param>
    /// <param name="most">Most directions. Those in which nobody differs are left out.</param>
    /// <exception cref="ArgumentException">There are no factors, or of several lengths.</exception>
    public static FactorProjection Fit(IReadOnlyList<float[]> factors, int most)
    {
        ArgumentNullException.ThrowIfNull(factors);
        ArgumentOutOfRangeException.ThrowIfLessThan(most, 1);
        if (factors.Count == 0 || factors.Any(factor => factor.Length != factors[0].Length))
        {
            throw new ArgumentException($"Found {factors.Count} factors; expected some, all of one length.", nameof(factors));
        }
        double[][] rows = [.. factors.Select(factor => Unit(factor))];
        var order = rows[0].Length;
        var covariance = RowCovariance.Of(rows);
        var (values, vectors) = SymmetricEigen.Decompose([.. covariance.Cast<double>().Select(value => (float)value)], order);
        var whole = values.Sum(value => Math.Max(0, value));
        int[] kept =
        [
            .. Enumerable
                .Range(0, order)
                .Where(place => values[place] > 1e-6 * Math.Max(whole, 1e-6))
                .OrderByDescending(place => values[place])
                .Take(most),
        ];
        return new FactorProjection(
            RowCovariance.Means(rows),
            [.. kept.Select(place => vectors.AsSpan(place * order, order).ToArray())],
            whole > 0 ? kept.Sum(place => values[place]) / whole : 0
        );
    }

    /// <summary>A user's numbers. O(rank · directions).</summary>
    public double[] Apply(ReadOnlySpan<float> factor)
    {
        if (factor.Length != means.Length)
        {
            throw new ArgumentException($"Found {factor.Length} numbers; expected {means.Length}.", nameof(factor));
        }
        var unit = Unit(factor);
        var found = new double[directions.Length];
        for (var direction = 0; direction < found.Length; direction++)
        {
            for (var place = 0; place < unit.Length; place++)
            {
                found[direction] += (unit[place] - means[place]) * directions[direction][place];
            }
        }
        return found;
    }

    private static double[] Unit(ReadOnlySpan<float> factor)
    {
        double squares = 0;
        foreach (var value in factor)
        {
            squares += (double)value * value;
        }
        var unit = new double[factor.Length];
        for (var place = 0; squares > 0 && place < unit.Length; place++)
        {
            unit[place] = factor[place] / Math.Sqrt(squares);
        }
        return unit;
    }
}
