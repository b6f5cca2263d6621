namespace Kuajie.Algorithms.Evaluation.Metrics;

/// <summary>Overlap of two sets given as ascending indexes.</summary>
public static class SetOverlap
{
    /// <summary>Size of the intersection. O(first + second).</summary>
    public static int Count(ReadOnlySpan<int> first, ReadOnlySpan<int> second)
    {
        var (a, b, shared) = (0, 0, 0);
        while (a < first.Length && b < second.Length)
        {
            if (first[a] == second[b])
            {
                shared++;
                a++;
                b++;
            }
            else if (first[a] < second[b])
            {
                a++;
            }
            else
            {
                b++;
            }
        }
        return shared;
    }

    /// <summary>Cosine |A ∩ B| / √(|A|·|B|); 0 where one is empty.</summary>
    public static double Cosine(ReadOnlySpan<int> first, ReadOnlySpan<int> second) =>
        first.Length == 0 || second.Length == 0 ? 0 : Count(first, second) / Math.Sqrt((double)first.Length * second.Length);
}
