namespace Kuajie.Algorithms.Experiments.Metrics;

/// <summary>Estimates of one arm from its moments. All O(1).</summary>
public static class ArmEstimates
{
    /// <summary>Mean of the value per unit: x̄, variance s²/n.</summary>
    public static ArmEstimate Mean(UnitMoments arm)
    {
        ArgumentNullException.ThrowIfNull(arm);
        return arm.Units < 2 ? Few(arm) : new ArmEstimate(arm.Units, arm.Value, arm.ValueVariance / arm.Units, Active: arm.Active);
    }

    /// <summary>
    /// Ratio of sums, Σ value / Σ denominator, where what is counted (views, orders) is finer than what is assigned (users): the delta method over units,
    /// var = (s²_y − 2·R·s_yz + R²·s²_z) / (n·z̄²) (Deng, Knoblich and Lu, KDD 2018, equation 3).
    /// </summary>
    public static ArmEstimate Ratio(UnitMoments arm)
    {
        ArgumentNullException.ThrowIfNull(arm);
        if (arm.Units < 2)
        {
            return Few(arm);
        }
        if (arm.Denominator == 0)
        {
            return ArmEstimate.Lacking(arm.Units, DataShortage.NoDenominator);
        }
        var ratio = arm.Value / arm.Denominator;
        var variance = LinearVariance(arm, ratio) / (arm.Units * arm.Denominator * arm.Denominator);
        return double.IsFinite(ratio) && double.IsFinite(variance)
            ? new ArmEstimate(arm.Units, ratio, variance)
            : ArmEstimate.Lacking(arm.Units, DataShortage.NoDenominator);
    }

    /// <summary>Variance per unit of value − ratio · denominator.</summary>
    internal static double LinearVariance(UnitMoments arm, double ratio) =>
        Math.Max(0, arm.ValueVariance - (2 * ratio * arm.ValueDenominatorCovariance) + (ratio * ratio * arm.DenominatorVariance));

    internal static ArmEstimate Few(UnitMoments arm) =>
        ArmEstimate.Lacking(arm.Units, arm.Units == 0 ? DataShortage.NoUnits : DataShortage.OneUnit);
}
