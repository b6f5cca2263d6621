using Kuajie.Algorithms.Experiments.Faults;

namespace Kuajie.Algorithms.Experiments.Metrics;

/// <summary>Of how many units how many did it at least once: all that tests of a rate need of one arm; mergeable by adding.</summary>
/// <param name="Units">Units of the arm.</param>
/// <param name="Successes">Units that did it, 0 … units.</param>
public readonly record struct RateCounts(long Units, long Successes)
{
    /// <summary>The rate; 0 without units.</summary>
    public double Rate => Units == 0 ? 0 : (double)Successes / Units;

    /// <summary>Both together.</summary>
    public static RateCounts operator +(RateCounts left, RateCounts right) => Add(left, right);

    /// <summary>Both together.</summary>
    public static RateCounts Add(RateCounts left, RateCounts right) => new(left.Units + right.Units, left.Successes + right.Successes);

    /// <summary>The rate as a mean of zeros and ones, for readings that take means.</summary>
    public ArmEstimate ToEstimate() =>
        Units == 0 ? ArmEstimate.Lacking(Units, DataShortage.NoUnits)
        : Units == 1 ? ArmEstimate.Lacking(Units, DataShortage.OneUnit)
        : new ArmEstimate(Units, Rate, Rate * (1 - Rate) / (Units - 1), Active: new ActiveUnits(Successes, Successes, Successes));

    internal IEnumerable<ExperimentFault> Faults(string where) =>
        Units < 0 || Successes < 0 || Successes > Units
            ? [new ExperimentFault("Rate", where, FormattableString.Invariant($"{Successes} / {Units}"))]
            : [];
}
