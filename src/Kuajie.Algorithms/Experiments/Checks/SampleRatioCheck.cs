using Kuajie.Algorithms.Experiments.Faults;
using Kuajie.Algorithms.Numerics.Distributions;

namespace Kuajie.Algorithms.Experiments.Checks;

/// <summary>
/// Whether the arms' sizes fit their planned shares: Pearson's chi-squared (Fabijan et al., "Diagnosing sample ratio mismatch", KDD 2019). Sizes that do not fit mean that units were lost or
/// doubled in one arm, and then no result of the experiment can be read.
/// </summary>
/// <param name="Found">Units per arm.</param>
/// <param name="Expected">Units per arm by the shares.</param>
/// <param name="ChiSquared">Σ (found − expected)² / expected, with arms − 1 degrees of freedom.</param>
/// <param name="PValue">How often chance alone is that far off; 1 where there are too few units to judge.</param>
/// <param name="IsJudged">Whether every arm expects 5 units or more.</param>
/// <param name="IsBroken">Whether the split is broken: p below the alarm's rate.</param>
public sealed record SampleRatioCheck(
    IReadOnlyList<long> Found,
    IReadOnlyList<double> Expected,
    double ChiSquared,
    double PValue,
    bool IsJudged,
    bool IsBroken
)
{
    /// <summary>How often the alarm may sound over a split that is right. Small, since it stops everything and is looked at often.</summary>
    public const double DefaultAlarmRate = 0.001;

    private const double FewestExpected = 5;

    /// <summary>Checks counts against shares. O(arms).</summary>
    /// <param name="found">Units per arm, 0 or more; at least two arms.</param>
    /// <param name="shares">Planned share of each arm, above 0; scaled to sum to 1.</param>
    /// <param name="alarmRate">How often a right split may be called broken; above 0 and below 1.</param>
    /// <exception cref="InvalidExperimentException">Counts are negative, shares not above 0, or the arms differ in number; all faults at once.</exception>
    public static SampleRatioCheck Of(IReadOnlyList<long> found, IReadOnlyList<double> shares, double alarmRate = DefaultAlarmRate)
    {
        ArgumentNullException.ThrowIfNull(found);
        ArgumentNullException.ThrowIfNull(shares);
        InvalidExperimentException.ThrowIfAny(Faults(found, shares, alarmRate));
        var (units, sum) = (found.Sum(), shares.Sum());
        double[] expected = [.. shares.Select(share => units * share / sum)];
        if (expected.Any(each => each < FewestExpected))
        {
            return new SampleRatioCheck(found, expected, 0, 1, false, false);
        }
        var chi = found.Zip(expected, (count, planned) => (count - planned) * (count - planned) / planned).Sum();
        var p = new GammaDistribution((found.Count - 1) / 2.0, 0.5).Above(chi);
        return new SampleRatioCheck(found, expected, chi, p, true, p < alarmRate);
    }

    private static IEnumerable<ExperimentFault> Faults(IReadOnlyList<long> found, IReadOnlyList<double> shares, double alarmRate)
    {
        if (found.Count != shares.Count || found.Count < 2)
        {
            yield return new ExperimentFault("ArmCount", "sample ratio", FormattableString.Invariant($"{found.Count} / {shares.Count}"));
        }
        foreach (var count in found.Where(count => count < 0))
        {
            yield return new ExperimentFault("NegativeCount", "sample ratio", FormattableString.Invariant($"{count}"));
        }
        foreach (var share in shares.Where(share => !(share > 0 && double.IsFinite(share))))
        {
            yield return new ExperimentFault("ArmWeight", "sample ratio", FormattableString.Invariant($"{share}"));
        }
        foreach (var fault in ExperimentFault.NoProbability("alarm rate", alarmRate))
        {
            yield return fault;
        }
    }
}
