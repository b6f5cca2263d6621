using Kuajie.Algorithms.Numerics.Sampling;

namespace Kuajie.Algorithms.Evaluation;

/// <summary>
/// Percentile bootstrap over rows (Efron and Tibshirani 1993, chapters 13 and 16): rows are drawn with replacement, means taken, and the middle 95 % of the
/// means is the interval. The same seed gives the same interval.
/// </summary>
public static class Bootstrap
{
    /// <summary>Resamples used everywhere unless said otherwise.</summary>
    public const int DefaultResamples = 1000;

    /// <summary>Interval of the mean of a value per row; zeros where there are no rows. O(rows · resamples).</summary>
    public static MetricInterval Mean(ReadOnlySpan<double> values, ulong seed, int resamples = DefaultResamples)
    {
        if (values.Length == 0)
        {
            return default;
        }
        var means = ResampledMeans(values, seed, resamples);
        return new MetricInterval(Average(values), Quantile(means, 0.025), Quantile(means, 0.975));
    }

    /// <summary>Compares two models by their values on the same rows. O(rows · resamples).</summary>
    /// <exception cref="ArgumentException">The spans differ in length.</exception>
    public static PairedComparison Compare(
        ReadOnlySpan<double> first,
        ReadOnlySpan<double> second,
        ulong seed,
        int resamples = DefaultResamples
    )
    {
        Metrics.PairedLengths.ThrowIfDifferent(first.Length, second.Length);
        if (first.Length == 0)
        {
            return new PairedComparison(0, 0, 0, 0.5);
        }
        var differences = new double[first.Length];
        for (var row = 0; row < differences.Length; row++)
        {
            differences[row] = first[row] - second[row];
        }
        var means = ResampledMeans(differences, seed, resamples);
        var better = means.Sum(mean =>
            mean > 0 ? 1
            : mean == 0 ? 0.5
            : 0
        );
        return new PairedComparison(Average(differences), Quantile(means, 0.025), Quantile(means, 0.975), better / means.Length);
    }

    /// <summary>The mean of values; 0 for none.</summary>
    public static double Average(ReadOnlySpan<double> values)
    {
        double sum = 0;
        foreach (var value in values)
        {
            sum += value;
        }
        return values.Length == 0 ? 0 : sum / values.Length;
    }

    private static double[] ResampledMeans(ReadOnlySpan<double> values, ulong seed, int resamples)
    {
        var means = new double[resamples];
        for (var resample = 0; resample < resamples; resample++)
        {
            var random = SplittableRandom.Stream(seed, (ulong)resample);
            double sum = 0;
            for (var draw = 0; draw < values.Length; draw++)
            {
                sum += values[random.NextInteger(values.Length)];
            }
            means[resample] = sum / values.Length;
        }
        Array.Sort(means);
        return means;
    }

    private static double Quantile(double[] ascending, double share)
    {
        var place = share * (ascending.Length - 1);
        var below = (int)place;
        var above = Math.Min(below + 1, ascending.Length - 1);
        return ascending[below] + ((place - below) * (ascending[above] - ascending[below]));
    }
}
