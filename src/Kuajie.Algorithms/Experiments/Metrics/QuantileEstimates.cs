using Kuajie.Algorithms.Experiments.Faults;
using Kuajie.Algorithms.Numerics.Distributions;

namespace Kuajie.Algorithms.Experiments.Metrics;

/// <summary>
/// Quantiles of one arm (for example the 95 % point of seconds watched per view). Observations of one unit hang together, so the share below the quantile is a ratio over units with
/// the delta method's variance; the interval of that share, read off the sorted values, gives the quantile's spread without a density (Deng, Knoblich and Lu, KDD 2018, section 4).
/// </summary>
/// <remarks>Not mergeable: it needs the values. Its variance is good from some hundred observations beyond the quantile on.</remarks>
public static class QuantileEstimates
{
    /// <summary>The quantile of one observation per unit. O(n log n).</summary>
    /// <inheritdoc cref="OfUnits"/>
    public static ArmEstimate Of(ReadOnlySpan<double> values, double probability)
    {
        var units = new int[values.Length];
        for (var place = 0; place < units.Length; place++)
        {
            units[place] = place;
        }
        return OfUnits(values, units, probability);
    }

    /// <summary>The quantile of observations, any number per unit. O(n log n).</summary>
    /// <param name="values">The observations; finite.</param>
    /// <param name="units">For each observation the number of its unit, 0 … ; units may come in any order.</param>
    /// <param name="probability">Which quantile; above 0 and below 1.</param>
    /// <exception cref="InvalidExperimentException">A number is not finite, a unit negative, the probability none, or the lengths differ.</exception>
    public static ArmEstimate OfUnits(ReadOnlySpan<double> values, ReadOnlySpan<int> units, double probability)
    {
        InvalidExperimentException.ThrowIfAny(Faults(values, units, probability));
        var sorted = values.ToArray();
        Array.Sort(sorted);
        if (sorted.Length == 0)
        {
            return ArmEstimate.Lacking(0, DataShortage.NoUnits);
        }
        var quantile = At(sorted, probability);
        var below = Below(values, units, quantile);
        if (below.Units < 2)
        {
            return ArmEstimates.Few(below);
        }
        var half = Normal95 * Math.Sqrt(ArmEstimates.Ratio(below).Variance);
        var (low, high) = (probability - half, probability + half);
        if (!(half > 0) || low * sorted.Length < 1 || (1 - high) * sorted.Length < 1)
        {
            return ArmEstimate.Lacking(below.Units, DataShortage.CoarseQuantile);
        }
        var error = (At(sorted, high) - At(sorted, low)) / (2 * Normal95);
        return error > 0
            ? new ArmEstimate(below.Units, quantile, error * error)
            : ArmEstimate.Lacking(below.Units, DataShortage.CoarseQuantile);
    }

    private static readonly double Normal95 = NormalDistribution.Quantile(0.975);

    /// <summary>Per unit: how many of its observations are at most the quantile, of how many.</summary>
    private static UnitMoments Below(ReadOnlySpan<double> values, ReadOnlySpan<int> units, double quantile)
    {
        var counts = new Dictionary<int, (int Below, int All)>(values.Length);
        for (var place = 0; place < values.Length; place++)
        {
            var (below, all) = counts.GetValueOrDefault(units[place]);
            counts[units[place]] = (below + (values[place] <= quantile ? 1 : 0), all + 1);
        }
        var moments = new UnitMoments();
        foreach (var (below, all) in counts.Values)
        {
            moments.Add(below, all);
        }
        return moments;
    }

    /// <summary>Linear interpolation between order statistics at p·n + ½ (Hyndman and Fan 1996, definition 5).</summary>
    internal static double At(double[] sorted, double probability)
    {
        var place = Math.Clamp((probability * sorted.Length) - 0.5, 0, sorted.Length - 1);
        var below = (int)place;
        var above = Math.Min(below + 1, sorted.Length - 1);
        return sorted[below] + ((place - below) * (sorted[above] - sorted[below]));
    }

    private static List<ExperimentFault> Faults(ReadOnlySpan<double> values, ReadOnlySpan<int> units, double probability)
    {
        List<ExperimentFault> faults = [.. ExperimentFault.NoProbability("quantile", probability)];
        if (values.Length != units.Length)
        {
            faults.Add(new ExperimentFault("Lengths", "quantile", FormattableString.Invariant($"{values.Length} / {units.Length}")));
            return faults;
        }
        for (var place = 0; place < values.Length; place++)
        {
            if (!double.IsFinite(values[place]))
            {
                faults.Add(new ExperimentFault("NotFinite", FormattableString.Invariant($"observation {place}"), $"{values[place]}"));
            }
        }
        return faults;
    }
}
