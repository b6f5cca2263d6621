using Kuajie.Algorithms.Experiments.Faults;

namespace Kuajie.Algorithms.Experiments.Checks;

/// <summary>P-values of many questions asked at once, adjusted so that each may be compared with the error rate by itself. O(n log n).</summary>
public static class MultipleTesting
{
    /// <summary>
    /// Holm's step-down (Scandinavian Journal of Statistics 1979): the chance of even one false alarm stays within the error rate, however the tests depend on each other. For decisions.
    /// </summary>
    /// <exception cref="InvalidExperimentException">A p-value is outside 0 … 1.</exception>
    public static double[] Holm(IReadOnlyList<double> pValues)
    {
        var order = Ascending(pValues);
        var adjusted = new double[order.Length];
        var most = 0.0;
        for (var rank = 0; rank < order.Length; rank++)
        {
            most = Math.Max(most, Math.Min(1, (order.Length - rank) * pValues[order[rank]]));
            adjusted[order[rank]] = most;
        }
        return adjusted;
    }

    /// <summary>
    /// Benjamini and Hochberg's step-up (Journal of the Royal Statistical Society B 1995): of what is called a find, the expected share of false ones stays within the error rate, for tests that
    /// are independent or positively dependent. For looking around.
    /// </summary>
    /// <exception cref="InvalidExperimentException">A p-value is outside 0 … 1.</exception>
    public static double[] BenjaminiHochberg(IReadOnlyList<double> pValues)
    {
        var order = Ascending(pValues);
        var adjusted = new double[order.Length];
        var least = 1.0;
        for (var rank = order.Length; rank > 0; rank--)
        {
            least = Math.Min(least, order.Length * pValues[order[rank - 1]] / rank);
            adjusted[order[rank - 1]] = least;
        }
        return adjusted;
    }

    private static int[] Ascending(IReadOnlyList<double> pValues)
    {
        ArgumentNullException.ThrowIfNull(pValues);
        InvalidExperimentException.ThrowIfAny(
            pValues.SelectMany(
                (value, place) => ExperimentFault.Outside("PValue", FormattableString.Invariant($"p-value {place}"), value, 0, 1)
            )
        );
        return [.. Enumerable.Range(0, pValues.Count).OrderBy(place => pValues[place])];
    }
}
