namespace Kuajie.Platform.Imports;

/// <summary>
/// When a user's rate lies far outside the population's. On the scale x = ln(1 + count) the limit is median + <see cref="Deviations"/> robust standard
/// deviations (1.4826 · median absolute deviation), never below a floor. The median and its deviation do not move when a few users run wild, and activity
/// is about log-normal, so the limit leaves heavy but human users alone: beyond six deviations lies one in a thousand million.
/// </summary>
public sealed record RobotRule
{
    /// <summary>Robust standard deviations from the median. Default 6.</summary>
    public double Deviations { get; init; } = 6;

    /// <summary>Least robust standard deviation assumed on the log scale, for populations that are nearly alike. Default 0.5.</summary>
    public double LeastSpread { get; init; } = 0.5;

    /// <summary>A population smaller than this flags nobody. Default 30 users.</summary>
    public int LeastUsers { get; init; } = 30;

    /// <summary>Fewer interactions in all are never flagged. Default 300.</summary>
    public double LeastVolume { get; init; } = 300;

    /// <summary>Fewer interactions in the busiest hour are never flagged. Default 60, one a minute.</summary>
    public double LeastPerHour { get; init; } = 60;

    /// <summary>Fewer interactions in the busiest day are never flagged. Default 300.</summary>
    public double LeastPerDay { get; init; } = 300;

    /// <summary>The rule the product uses.</summary>
    public static RobotRule Default { get; } = new();

    /// <summary>The largest count that passes; infinite where the population is too small to tell.</summary>
    /// <param name="counts">Counts of the population or of a fair sample of it, in any order.</param>
    /// <param name="floor">The least limit.</param>
    public double Limit(IReadOnlyCollection<double> counts, double floor)
    {
        ArgumentNullException.ThrowIfNull(counts);
        if (counts.Count < LeastUsers)
        {
            return double.PositiveInfinity;
        }
        var logs = counts.Select(count => Math.Log(1 + count)).ToArray();
        var median = Median(logs);
        var spread = Math.Max(LeastSpread, 1.4826 * Median([.. logs.Select(log => Math.Abs(log - median))]));
        return Math.Max(floor, Math.Exp(median + (Deviations * spread)) - 1);
    }

    private static double Median(double[] values)
    {
        Array.Sort(values);
        var middle = values.Length / 2;
        return values.Length % 2 == 1 ? values[middle] : (values[middle - 1] + values[middle]) / 2;
    }
}
