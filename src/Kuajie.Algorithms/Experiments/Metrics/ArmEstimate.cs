namespace Kuajie.Algorithms.Experiments.Metrics;

/// <summary>Why an arm or a comparison says nothing yet.</summary>
public enum DataShortage
{
    /// <summary>Nothing is missing.</summary>
    None,

    /// <summary>An arm has no units.</summary>
    NoUnits,

    /// <summary>An arm has one unit only: its spread is not known.</summary>
    OneUnit,

    /// <summary>Every unit has the same value: nothing to compare.</summary>
    NoVariance,

    /// <summary>Nobody did it in either arm.</summary>
    NoSuccesses,

    /// <summary>The denominator of a ratio is 0.</summary>
    NoDenominator,

    /// <summary>Too few observations around the quantile, or too many equal ones, to tell its spread.</summary>
    CoarseQuantile,

    /// <summary>Too few units for an interval that rests on large numbers.</summary>
    FewUnits,

    /// <summary>Too few units did any of what a share is taken of.</summary>
    FewActive,
}

/// <summary>A metric of one arm: the estimate and its variance. Every test of two arms works on these.</summary>
/// <param name="Units">Units of assignment it rests on.</param>
/// <param name="Value">The estimate.</param>
/// <param name="Variance">Variance of the estimate (not of a unit); 0 or more.</param>
/// <param name="SharedVariance">The part of it that is the same error in the other arm (CUPED's pooled mean) and falls out of the difference.</param>
/// <param name="Shortage">What is missing; then the numbers say nothing.</param>
/// <param name="Active">Of a mean per unit that is never below 0, the units with more than nothing: where they are few, the comparison goes by them. Null elsewhere.</param>
public readonly record struct ArmEstimate(
    long Units,
    double Value,
    double Variance,
    double SharedVariance = 0,
    DataShortage Shortage = DataShortage.None,
    ActiveUnits? Active = null
)
{
    /// <summary>An arm that says nothing.</summary>
    internal static ArmEstimate Lacking(long units, DataShortage shortage) => new(units, 0, 0, 0, shortage);
}
