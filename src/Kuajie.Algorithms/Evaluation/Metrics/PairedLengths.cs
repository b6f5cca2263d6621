namespace Kuajie.Algorithms.Evaluation.Metrics;

/// <summary>The check that two sequences pair up.</summary>
internal static class PairedLengths
{
    public static void ThrowIfDifferent(int first, int second)
    {
        if (first != second)
        {
            throw new ArgumentException($"Found {first} and {second} values; expected as many of one as of the other.", nameof(second));
        }
    }
}
