using Kuajie.Algorithms.Experiments.Faults;

namespace Kuajie.Algorithms.Experiments.Assignment;

/// <summary>
/// Blocks of time for switchback experiments (Bojinov, Simchi-Levi and Zhao, Management Science 2023): each block is put into an arm by itself, and what happens in its first part is left
/// out of the analysis, so that what the block before still causes is not counted. Choose the burn-in at least as long as an arm's effect lasts.
/// </summary>
/// <param name="Origin">Where block 0 begins.</param>
/// <param name="Length">Length of a block; above 0. A length that does not divide a day lets every arm meet every hour.</param>
/// <param name="BurnIn">First part of each block that is left out; 0 or more, shorter than the block.</param>
public sealed record TimeBlocks(DateTimeOffset Origin, TimeSpan Length, TimeSpan BurnIn)
{
    /// <summary>The number of the block in which a time lies; negative before the origin.</summary>
    public long BlockOf(DateTimeOffset time)
    {
        var (blocks, rest) = Math.DivRem((time - Origin).Ticks, Length.Ticks);
        return rest < 0 ? blocks - 1 : blocks;
    }

    /// <summary>Whether a time lies in the part of its block that is left out of the analysis.</summary>
    public bool IsBurnIn(DateTimeOffset time) => time - StartOf(BlockOf(time)) < BurnIn;

    /// <summary>When a block begins.</summary>
    public DateTimeOffset StartOf(long block) => Origin + (Length * block);

    internal IEnumerable<ExperimentFault> Faults(string experiment)
    {
        if (Length <= TimeSpan.Zero)
        {
            yield return new ExperimentFault("BlockLength", experiment, $"{Length}");
        }
        else if (BurnIn < TimeSpan.Zero || BurnIn >= Length)
        {
            yield return new ExperimentFault("BurnIn", experiment, $"{BurnIn} / {Length}");
        }
    }
}
