using Kuajie.Algorithms.Experiments.Readings;
using Kuajie.Algorithms.Numerics.Distributions;

namespace Kuajie.Algorithms.Bandits;

/// <summary>
/// The probability that each of several independent beta variables is the largest: p_k = ∫ f_k(x) · Π_{j≠k} F_j(x) dx. Two are one integral of <see cref="BetaPair"/>; more are summed by Gauss–Legendre
/// over the log odds, on panels that follow each variable's own width, so that narrow ones are seen beside wide ones.
/// </summary>
public static class BestArm
{
    /// <summary>Below this share of its peak a density adds nothing that could be seen.</summary>
    private const double Negligible = 40;

    /// <summary>Where a variable's panels begin, in standard deviations of its log odds. The far ones hold the tails of variables of few trials, which fall off slowly.</summary>
    private static readonly double[] Breaks = [-32, -16, -8, -4, -2, -1, 0, 1, 2, 4, 8, 16, 32];

    /// <summary>Gauss–Legendre of eight points (Abramowitz and Stegun, table 25.4): abscissae and weights of the positive half.</summary>
    private static readonly (double Place, double Weight)[] Points =
    [
        (0.1834346424956498, 0.3626837833783620),
        (0.5255324099163290, 0.3137066458778873),
        (0.7966664774136267, 0.2223810344533745),
        (0.9602898564975363, 0.1012285362903763),
    ];

    /// <summary>Shape arms: the probabilities, which sum to 1. O(arms² · panels) distribution functions.</summary>
    /// <param name="arms">The variables; at least one.</param>
    /// <exception cref="ArgumentException">There is none.</exception>
    public static double[] Probabilities(IReadOnlyList<BetaDistribution> arms)
    {
        ArgumentNullException.ThrowIfNull(arms);
        if (arms.Count == 0)
        {
            throw new ArgumentException("Found no arms, expected at least one.", nameof(arms));
        }
        if (arms.Count == 1)
        {
            return [1];
        }
        if (arms.Count == 2)
        {
            var second = Math.Clamp(new BetaPair(arms[0], arms[1]).ProbabilityHigher(), 0, 1);
            return [1 - second, second];
        }
        return Normalised(Integrals(arms));
    }

    private static double[] Integrals(IReadOnlyList<BetaDistribution> arms)
    {
        var peaks = arms.Select(arm => arm.LogOddsDensity(arm.Mean)).ToArray();
        var breaks = PanelsOf(arms);
        var sums = new double[arms.Count];
        for (var panel = 1; panel < breaks.Length; panel++)
        {
            var (middle, half) = ((breaks[panel] + breaks[panel - 1]) / 2, (breaks[panel] - breaks[panel - 1]) / 2);
            foreach (var (place, weight) in Points)
            {
                Add(arms, peaks, sums, middle - (half * place), half * weight);
                Add(arms, peaks, sums, middle + (half * place), half * weight);
            }
        }
        return sums;
    }

    private static void Add(IReadOnlyList<BetaDistribution> arms, double[] peaks, double[] sums, double logOdds, double weight)
    {
        var rate = 1 / (1 + Math.Exp(-logOdds));
        if (rate is not (> 0 and < 1))
        {
            return;
        }
        for (var arm = 0; arm < sums.Length; arm++)
        {
            var density = arms[arm].LogOddsDensity(rate);
            if (density < peaks[arm] - Negligible)
            {
                continue;
            }
            var product = weight * Math.Exp(density);
            for (var other = 0; other < sums.Length && product > 0; other++)
            {
                product *= other == arm ? 1 : arms[other].Below(rate);
            }
            sums[arm] += product;
        }
    }

    private static double[] PanelsOf(IReadOnlyList<BetaDistribution> arms) =>
        [
            .. arms.SelectMany(arm =>
                {
                    var centre = Math.Log(arm.A / arm.B);
                    var width = Math.Sqrt((1 / arm.A) + (1 / arm.B));
                    return Breaks.Select(each => centre + (each * width));
                })
                .Distinct()
                .Order(),
        ];

    private static double[] Normalised(double[] sums)
    {
        var total = sums.Sum();
        for (var arm = 0; arm < sums.Length; arm++)
        {
            sums[arm] /= total;
        }
        return sums;
    }
}
