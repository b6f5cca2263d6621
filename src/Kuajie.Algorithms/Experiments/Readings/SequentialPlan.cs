using Kuajie.Algorithms.Experiments.Faults;

namespace Kuajie.Algorithms.Experiments.Readings;

/// <summary>How an always-valid reading spends its error.</summary>
/// <param name="PlannedUnits">Units of both arms together at which the interval is narrowest in relation; it holds at any other number too. Above 0.</param>
public sealed record SequentialPlan(long PlannedUnits)
{
    /// <summary>Units per arm below which nothing is read: the guarantee rests on large numbers. Default 100.</summary>
    public long FewestUnits { get; init; } = 100;

    /// <summary>
    /// Intrinsic time at a number of units: t·ρ² with ρ² = (−2 ln α + ln(1 − 2 ln α)) / planned units, the mixture that is narrowest there (Waudby-Smith et al. 2024, appendix B.2).
    /// </summary>
    internal double Time(long units, double alpha)
    {
        var twice = -2 * Math.Log(alpha);
        return (twice + Math.Log(1 + twice)) * units / PlannedUnits;
    }

    /// <summary>Half width in standard errors: √((r + 1)/r · 2 ln(√(r + 1)/α)) at intrinsic time r.</summary>
    internal static double Critical(double time, double alpha) => Math.Sqrt((time + 1) / time * 2 * Math.Log(Math.Sqrt(time + 1) / alpha));

    internal IEnumerable<ExperimentFault> Faults()
    {
        if (PlannedUnits <= 0)
        {
            yield return new ExperimentFault("PlannedUnits", "planned units", FormattableString.Invariant($"{PlannedUnits}"));
        }
        if (FewestUnits < 2)
        {
            yield return new ExperimentFault("FewestUnits", "fewest units", FormattableString.Invariant($"{FewestUnits}"));
        }
    }
}
