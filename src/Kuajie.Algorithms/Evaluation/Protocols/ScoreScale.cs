namespace Kuajie.Algorithms.Evaluation.Protocols;

/// <summary>Where one user's scores lie and how far they spread: makes the scores of different models comparable.</summary>
/// <param name="Mean">Mean over the items.</param>
/// <param name="Deviation">Standard deviation over the items; 1 where all score alike.</param>
internal readonly record struct ScoreScale(float Mean, float Deviation)
{
    /// <summary>Most deviations above or below the mean that count.</summary>
    internal const float Largest = 1000;

    /// <summary>The scale of some items' scores. O(items).</summary>
    /// <param name="scores">Scores of all items.</param>
    /// <param name="items">The items that count: those with training interactions.</param>
    public static ScoreScale Of(ReadOnlySpan<float> scores, ReadOnlySpan<int> items)
    {
        double sum = 0;
        double squares = 0;
        foreach (var item in items)
        {
            double score = scores[item];
            sum += score;
            squares += score * score;
        }
        var mean = sum / Math.Max(1, items.Length);
        return Of(mean, (squares / Math.Max(1, items.Length)) - (mean * mean));
    }

    /// <summary>The scale of scores whose mean and variance are known.</summary>
    public static ScoreScale Of(double mean, double variance)
    {
        // Rounding leaves a trace of variance where all scores are equal.
        var isFlat = !(variance > 1e-12 * ((mean * mean) + 1e-18));
        return new ScoreScale((float)mean, isFlat ? 1 : (float)Math.Sqrt(variance));
    }

    /// <summary>Deviations above the mean, −1000 … 1000.</summary>
    public float Standardise(float score) => Math.Clamp((score - Mean) / Deviation, -Largest, Largest);
}
