namespace Kuajie.Algorithms.Evaluation.Metrics;

/// <summary>Root mean squared error √(Σ(predicted − actual)²/n), in units of the rating; meaningful only for models whose scores are ratings.</summary>
public static class RootMeanSquaredError
{
    /// <summary>RMSE over pairs; not a number for none. O(pairs).</summary>
    /// <exception cref="ArgumentException">The spans differ in length.</exception>
    public static double Of(ReadOnlySpan<float> predicted, ReadOnlySpan<float> actual)
    {
        PairedLengths.ThrowIfDifferent(predicted.Length, actual.Length);
        double sum = 0;
        for (var row = 0; row < predicted.Length; row++)
        {
            var difference = (double)predicted[row] - actual[row];
            sum += difference * difference;
        }
        return Math.Sqrt(sum / predicted.Length);
    }
}
