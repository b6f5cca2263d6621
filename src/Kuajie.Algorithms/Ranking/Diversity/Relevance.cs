namespace Kuajie.Algorithms.Ranking.Diversity;

/// <summary>Scores on the scale that re-ranking and exploration weigh against other things.</summary>
public static class Relevance
{
    /// <summary>The scores moved and scaled to 0 … 1 over the candidates (min–max); all 1 where they are equal. O(candidates).</summary>
    /// <exception cref="ArgumentException">A score is not finite.</exception>
    public static double[] MinMax(ReadOnlySpan<float> scores)
    {
        var (least, most) = (double.PositiveInfinity, double.NegativeInfinity);
        foreach (var score in scores)
        {
            ThrowIfNotFinite(score);
            (least, most) = (Math.Min(least, score), Math.Max(most, score));
        }
        var relevance = new double[scores.Length];
        for (var place = 0; place < scores.Length; place++)
        {
            relevance[place] = most > least ? (scores[place] - least) / (most - least) : 1;
        }
        return relevance;
    }

    internal static void Check(ReadOnlySpan<double> relevance, int count, double strength)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        if (!(strength is >= 0 and <= 1))
        {
            throw new ArgumentOutOfRangeException(nameof(strength), strength, "Expected a strength from 0 to 1.");
        }
        foreach (var value in relevance)
        {
            ThrowIfNotFinite(value);
        }
    }

    internal static void Check(ReadOnlySpan<double> relevance, IItemSimilarity similarity, int count, double strength)
    {
        ArgumentNullException.ThrowIfNull(similarity);
        Check(relevance, count, strength);
        if (similarity.Count != relevance.Length)
        {
            throw new ArgumentException(
                $"Found similarities of {similarity.Count} candidates; expected {relevance.Length}, as there are relevances.",
                nameof(similarity)
            );
        }
    }

    /// <summary>A similarity, refused where it is no number.</summary>
    internal static double Finite(double similarity) =>
        double.IsFinite(similarity)
            ? similarity
            : throw new ArgumentException($"Found the similarity {similarity}; expected a finite number.", nameof(similarity));

    private static void ThrowIfNotFinite(double value)
    {
        if (!double.IsFinite(value))
        {
            throw new ArgumentException($"Found the relevance {value}; expected finite numbers.", nameof(value));
        }
    }
}
