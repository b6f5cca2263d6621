namespace Kuajie.Algorithms.Evaluation.OffPolicy;

/// <summary>Importance weights, target probability over propensity, clipped where asked, and what they are worth.</summary>
internal sealed class ImportanceWeights
{
    private readonly double[] weights;

    private ImportanceWeights(double[] weights, double clippedShare, double clippedMass)
    {
        this.weights = weights;
        ClippedShare = clippedShare;
        ClippedMass = clippedMass;
    }

    public double this[int place] => weights[place];

    public double Mean => Bootstrap.Average(weights);

    public double ClippedShare { get; }

    public double ClippedMass { get; }

    /// <summary>Takes weights as they are and clips them.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The largest weight allowed is not above 0.</exception>
    public static ImportanceWeights Of(double[] raw, double? clipAt)
    {
        if (clipAt is { } most && !(most > 0))
        {
            throw new ArgumentOutOfRangeException(nameof(clipAt), clipAt, "Expected a largest weight above 0, or none.");
        }
        var clipped = Array.ConvertAll(raw, weight => Math.Min(weight, clipAt ?? double.PositiveInfinity));
        var count = raw.Zip(clipped).Count(pair => pair.First > pair.Second);
        return new ImportanceWeights(
            clipped,
            raw.Length == 0 ? 0 : (double)count / raw.Length,
            Bootstrap.Average(raw) - Bootstrap.Average(clipped)
        );
    }

    /// <summary>The weight of one decision.</summary>
    /// <exception cref="ArgumentException">A probability is none.</exception>
    public static double Ratio(double targetProbability, double propensity) =>
        !(propensity is > 0 and <= 1)
            ? throw new ArgumentException($"Found a propensity of {propensity}; expected above 0 and at most 1.", nameof(propensity))
        : !(targetProbability is >= 0 and <= 1)
            ? throw new ArgumentException($"Found a target probability of {targetProbability}; expected 0 … 1.", nameof(targetProbability))
        : targetProbability / propensity;

    /// <summary>The estimate whose influence values are given: normal 95 % interval from their standard deviation.</summary>
    /// <param name="value">The estimate.</param>
    /// <param name="influence">Shape decisions: each one's deviation from the estimate; their mean is about 0.</param>
    public OffPolicyEstimate Estimate(double value, ReadOnlySpan<double> influence)
    {
        var squares = 0.0;
        var mean = Bootstrap.Average(influence);
        foreach (var each in influence)
        {
            squares += (each - mean) * (each - mean);
        }
        var count = influence.Length;
        var error = count < 2 ? double.PositiveInfinity : Math.Sqrt(squares / (count - 1) / count);
        var (sum, sumOfSquares) = (weights.Sum(), weights.Sum(weight => weight * weight));
        return new OffPolicyEstimate(
            value,
            value - (NormalQuantile * error),
            value + (NormalQuantile * error),
            error,
            sumOfSquares > 0 ? sum * sum / sumOfSquares : 0,
            weights.Length == 0 ? 0 : weights.Max(),
            ClippedShare,
            ClippedMass
        );
    }

    /// <summary>97.5 % point of the standard normal distribution.</summary>
    private const double NormalQuantile = 1.959963984540054;
}
