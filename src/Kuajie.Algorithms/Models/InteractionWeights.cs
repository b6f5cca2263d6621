namespace Kuajie.Algorithms.Models;

/// <summary>How raw interaction weights become confidences that mean the same on every data set.</summary>
internal static class InteractionWeights
{
    /// <summary>Mean of the weights; 1 where there are none.</summary>
    public static float Mean(ReadOnlySpan<float> weights)
    {
        var sum = 0.0;
        foreach (var weight in weights)
        {
            sum += weight;
        }
        return weights.Length == 0 ? 1 : (float)(sum / weights.Length);
    }

    /// <summary>(weight / mean weight)^exponent, so that unweighted data has confidence 1 everywhere and exponent 0 ignores weights.</summary>
    public static void Confidences(ReadOnlySpan<float> weights, float meanWeight, double exponent, Span<float> confidences)
    {
        for (var entry = 0; entry < weights.Length; entry++)
        {
            var relative = weights[entry] / meanWeight;
            confidences[entry] = relative == 1 ? 1 : (float)Math.Pow(relative, exponent);
        }
    }
}
