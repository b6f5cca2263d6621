using Kuajie.Algorithms.Experiments.Assignment;
using Kuajie.Algorithms.Experiments.Faults;

namespace Kuajie.Algorithms.Experiments.Metrics;

/// <summary>
/// A switchback's observations, gathered by block: the block was assigned, so the block is what counts, however many users met it. What falls into a block's burn-in is left out. Ratios of the arms'
/// moments (<see cref="ArmEstimates.Ratio"/>) weigh blocks by their traffic; <see cref="ArmEstimates.Mean"/> compares totals per block.
/// </summary>
/// <param name="blocks">The blocks of the experiment.</param>
public sealed class BlockMoments(TimeBlocks blocks)
{
    private readonly TimeBlocks blocks = Checked(blocks);
    private readonly Dictionary<string, (string Arm, double Value, double Denominator, double Prior)> sums = [];

    /// <summary>Observations left out because they fell into a burn-in.</summary>
    public long LeftOut { get; private set; }

    /// <summary>Counts an observation. O(1).</summary>
    /// <param name="unit">The block, as <see cref="UnitAssignment.Unit"/> names it.</param>
    /// <param name="arm">The block's arm.</param>
    /// <param name="time">When it happened.</param>
    /// <param name="value">What is summed per block.</param>
    /// <param name="denominator">What it is divided by, for example 1 per visit.</param>
    /// <exception cref="InvalidExperimentException">A number is not finite, or the block has another arm already.</exception>
    public void Add(string unit, string arm, DateTimeOffset time, double value, double denominator = 1)
    {
        if (blocks.IsBurnIn(time))
        {
            LeftOut++;
            return;
        }
        var known = sums.GetValueOrDefault(unit, (arm, 0, 0, 0));
        InvalidExperimentException.ThrowIfAny([
            .. known.Arm == arm ? [] : new[] { new ExperimentFault("BlockArm", unit, $"{known.Arm}, {arm}") },
            .. double.IsFinite(value) && double.IsFinite(denominator)
                ? []
                : new[] { new ExperimentFault("NotFinite", unit, FormattableString.Invariant($"{value}, {denominator}")) },
        ]);
        sums[unit] = known with { Value = known.Value + value, Denominator = known.Denominator + denominator };
    }

    /// <summary>Sets what the same block of an earlier week brought, for CUPED. O(1).</summary>
    /// <exception cref="InvalidExperimentException">The number is not finite.</exception>
    public void SetPrior(string unit, string arm, double prior)
    {
        InvalidExperimentException.ThrowIfAny(ExperimentFault.Outside("NotFinite", unit, prior, double.MinValue, double.MaxValue));
        sums[unit] = sums.GetValueOrDefault(unit, (arm, 0, 0, 0)) with { Prior = prior };
    }

    private static TimeBlocks Checked(TimeBlocks blocks)
    {
        ArgumentNullException.ThrowIfNull(blocks);
        InvalidExperimentException.ThrowIfAny(blocks.Faults("blocks"));
        return blocks;
    }

    /// <summary>The moments of an arm, one unit per block; blocks without any observation do not exist. O(blocks).</summary>
    public UnitMoments ArmOf(string arm)
    {
        var moments = new UnitMoments();
        foreach (var block in sums.OrderBy(pair => pair.Key, StringComparer.Ordinal).Where(pair => pair.Value.Arm == arm))
        {
            moments.Add(block.Value.Value, block.Value.Denominator, block.Value.Prior);
        }
        return moments;
    }
}
