namespace Kuajie.Algorithms.Evaluation;

/// <summary>
/// The rank of a score among candidates when scores tie: candidates scored higher, plus half of those scored equal. A model that scores everything alike
/// thus stands where chance would put it, not first.
/// </summary>
public static class TieRank
{
    /// <summary>Zero-based rank of a score among the other candidates' scores. O(candidates).</summary>
    /// <param name="score">The score to place.</param>
    /// <param name="others">Scores of the other candidates.</param>
    public static double Of(float score, ReadOnlySpan<float> others)
    {
        var (higher, equal) = (0, 0);
        foreach (var other in others)
        {
            higher += other > score ? 1 : 0;
            equal += other == score ? 1 : 0;
        }
        return higher + (equal / 2.0);
    }

    /// <summary>Zero-based rank of a score among chosen candidates of a score array. O(candidates).</summary>
    /// <param name="score">The score to place.</param>
    /// <param name="scores">Scores of all items.</param>
    /// <param name="candidates">Indexes of the other candidates.</param>
    public static double Of(float score, ReadOnlySpan<float> scores, ReadOnlySpan<int> candidates)
    {
        var (higher, equal) = (0, 0);
        foreach (var candidate in candidates)
        {
            higher += scores[candidate] > score ? 1 : 0;
            equal += scores[candidate] == score ? 1 : 0;
        }
        return higher + (equal / 2.0);
    }
}
