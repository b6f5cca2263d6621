namespace Kuajie.Algorithms.Datasets;

/// <summary>
/// Brings numbers onto a common scale while a dataset is built. Every function reads <c>values</c> and writes as many numbers into <c>destination</c>, which may be the same
/// memory. O(n) time, no allocation. Empty input writes nothing; NaN and infinite values are refused, since one of them would spoil all others.
/// </summary>
public static class Normalization
{
    /// <summary>Scales linearly onto [0, 1]: (x − min) / (max − min). Equal values all become 0.</summary>
    /// <exception cref="ArgumentException">The destination is shorter, or a value is not finite.</exception>
    public static void MinMax(ReadOnlySpan<float> values, Span<float> destination)
    {
        Check(values, destination);
        var (least, most) = (float.PositiveInfinity, float.NegativeInfinity);
        foreach (var value in values)
        {
            (least, most) = (Math.Min(least, value), Math.Max(most, value));
        }
        var range = (double)most - least;
        for (var place = 0; place < values.Length; place++)
        {
            destination[place] = range > 0 ? (float)(((double)values[place] - least) / range) : 0;
        }
    }

    /// <summary>Standardises: (x − mean) / σ, with the population's σ (divided by n). Equal values all become 0.</summary>
    /// <exception cref="ArgumentException">The destination is shorter, or a value is not finite.</exception>
    public static void ZScore(ReadOnlySpan<float> values, Span<float> destination)
    {
        Check(values, destination);
        if (values.IsEmpty)
        {
            return;
        }
        var (mean, squares) = (0.0, 0.0);
        for (var place = 0; place < values.Length; place++)
        {
            // Welford's update: no cancellation where the mean is large beside the spread.
            var difference = values[place] - mean;
            mean += difference / (place + 1);
            squares += difference * (values[place] - mean);
        }
        var deviation = Math.Sqrt(squares / values.Length);
        for (var place = 0; place < values.Length; place++)
        {
            destination[place] = deviation > 0 ? (float)((values[place] - mean) / deviation) : 0;
        }
    }

    /// <summary>ln(1 + x): more says more, ever less so; 0 stays 0.</summary>
    /// <exception cref="ArgumentException">The destination is shorter, or a value is not finite or not above −1.</exception>
    public static void Log1p(ReadOnlySpan<float> values, Span<float> destination)
    {
        Check(values, destination);
        for (var place = 0; place < values.Length; place++)
        {
            destination[place] = Log1p(values[place]);
        }
    }

    /// <summary>ln(1 + x) of one number.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is not finite or not above −1.</exception>
    public static float Log1p(float value) =>
        float.IsFinite(value) && value > -1
            ? MathF.Log(1 + value)
            : throw new ArgumentOutOfRangeException(nameof(value), value, "The logarithm of 1 + x needs a finite x above -1.");

    private static void Check(ReadOnlySpan<float> values, ReadOnlySpan<float> destination)
    {
        if (destination.Length < values.Length)
        {
            throw new ArgumentException($"{values.Length} values do not fit into {destination.Length} places.", nameof(destination));
        }
        for (var place = 0; place < values.Length; place++)
        {
            if (!float.IsFinite(values[place]))
            {
                throw new ArgumentException($"Value {place} is {values[place]}; every value must be finite.", nameof(values));
            }
        }
    }
}
