using Kuajie.Algorithms.Numerics.Distributions;

namespace Kuajie.Algorithms.Association;

/// <summary>
/// How much oftener two things meet than they would by chance, drawn towards 1 where there is little evidence. Of n people, n₁ have the one and n₂ the other: by chance E = n₁ n₂ / n have
/// both. O people have. The ratio is (O + ½) / (E + ½), the mean of a gamma distribution of shape O + ½ and rate E + ½, whose 2.5 % and 97.5 % points are the interval: a Poisson count
/// with a gamma prior of shape and rate ½ on its ratio to E. Source: Norén, Hopstadius, Bate, "Shrinkage observed-to-expected ratios for robust and transparent large-scale pattern
/// discovery", Statistical Methods in Medical Research 22 (2013), equations 4 and 5.
/// </summary>
/// <param name="Observed">O: people with both.</param>
/// <param name="Expected">E: how many there would be by chance.</param>
/// <param name="Ratio">The shrunk ratio; 1 is chance.</param>
/// <param name="Low">2.5 % point of the ratio.</param>
/// <param name="High">97.5 % point of the ratio.</param>
public readonly record struct ObservedToExpected(long Observed, double Expected, double Ratio, double Low, double High)
{
    private const double Prior = 0.5;

    /// <summary>Of counts.</summary>
    /// <param name="both">People who have both.</param>
    /// <param name="first">People who have the first.</param>
    /// <param name="second">People who have the second.</param>
    /// <param name="people">All people, at least 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">The counts contradict each other.</exception>
    public static ObservedToExpected Of(long both, long first, long second, long people)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(both);
        ArgumentOutOfRangeException.ThrowIfLessThan(people, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(first, people);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(second, people);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(both, first);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(both, second);
        return Against(both, (double)first * second / people);
    }

    /// <summary>Of a count against what was expected, for example the sum of what is expected in several strata of people.</summary>
    /// <param name="observed">People who have both.</param>
    /// <param name="expected">How many would by chance, finite.</param>
    /// <exception cref="ArgumentOutOfRangeException">One is negative or not finite.</exception>
    public static ObservedToExpected Against(long observed, double expected)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(observed);
        ArgumentOutOfRangeException.ThrowIfNegative(expected);
        var ratio = new GammaDistribution(observed + Prior, expected + Prior);
        return new ObservedToExpected(
            observed,
            expected,
            (observed + Prior) / (expected + Prior),
            ratio.Quantile(0.025),
            ratio.Quantile(0.975)
        );
    }
}
