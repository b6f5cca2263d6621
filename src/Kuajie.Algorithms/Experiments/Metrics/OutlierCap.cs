using Kuajie.Algorithms.Experiments.Faults;

namespace Kuajie.Algorithms.Experiments.Metrics;

/// <summary>
/// Winsorising: values above a cap count as the cap, so that a few very large ones do not drown the rest. The cap is one quantile of all arms together, never of an arm by itself,
/// which would cap the better arm differently. What is compared is then the mean of capped values, and the result says so.
/// </summary>
/// <param name="Quantile">The quantile the cap stands at.</param>
/// <param name="Cap">The cap.</param>
/// <param name="Capped">How many values of all arms lie above it.</param>
/// <param name="Of">Of how many.</param>
public sealed record OutlierCap(double Quantile, double Cap, long Capped, long Of)
{
    /// <summary>The cap at a quantile of all arms' values. O(n log n).</summary>
    /// <param name="arms">The values per arm; finite.</param>
    /// <param name="quantile">Above 0 and below 1, for example 0.999.</param>
    /// <exception cref="InvalidExperimentException">No values, a value that is not finite, or a quantile that is none.</exception>
    public static OutlierCap At(IReadOnlyList<IReadOnlyList<double>> arms, double quantile)
    {
        ArgumentNullException.ThrowIfNull(arms);
        double[] pooled = [.. arms.SelectMany(arm => arm)];
        InvalidExperimentException.ThrowIfAny([
            .. ExperimentFault.NoProbability("outlier cap", quantile),
            .. pooled.Length == 0 ? [new ExperimentFault("NoValues", "outlier cap", "0")] : Array.Empty<ExperimentFault>(),
            .. pooled.Where(value => !double.IsFinite(value)).Select(value => new ExperimentFault("NotFinite", "outlier cap", $"{value}")),
        ]);
        Array.Sort(pooled);
        var cap = QuantileEstimates.At(pooled, quantile);
        return new OutlierCap(quantile, cap, pooled.Count(value => value > cap), pooled.Length);
    }

    /// <summary>A value as it counts.</summary>
    public double Apply(double value) => Math.Min(value, Cap);
}
