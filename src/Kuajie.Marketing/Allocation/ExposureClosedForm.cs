namespace Kuajie.Marketing.Allocation;

/// <summary>
/// The closed form A* = (X + Y) / (2k) that some texts give for exposures under limits X and Y of two sides. It is the free minimum of a quadratic penalty,
/// (kA − X)² + (kA − Y)², and knows no limit: with X = 100, Y = 200, k = 1 it says 150 and breaks A ≤ X. It holds its limits just where
/// X + Y ≤ 2k·min(X, Y). Kept to compare with; plans come from <see cref="AdPlanOptimizer"/>.
/// </summary>
public static class ExposureClosedForm
{
    /// <summary>(X + Y) / (2k).</summary>
    public static double Exposures(double ownLimit, double partnerLimit, double weight)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(weight);
        return (ownLimit + partnerLimit) / (2 * weight);
    }

    /// <summary>Whether it keeps to both limits.</summary>
    public static bool HoldsLimits(double ownLimit, double partnerLimit, double weight) =>
        Exposures(ownLimit, partnerLimit, weight) <= Math.Min(ownLimit, partnerLimit);
}
