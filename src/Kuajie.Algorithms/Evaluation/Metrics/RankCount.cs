namespace Kuajie.Algorithms.Evaluation.Metrics;

/// <summary>Counts ranks before a cutoff.</summary>
internal static class RankCount
{
    /// <summary>How many of the ascending ranks lie below the cutoff.</summary>
    public static int Below(ReadOnlySpan<double> ranks, int cutoff)
    {
        var count = 0;
        while (count < ranks.Length && ranks[count] < cutoff)
        {
            count++;
        }
        return count;
    }
}
