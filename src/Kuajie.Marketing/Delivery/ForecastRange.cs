namespace Kuajie.Marketing.Delivery;

/// <summary>A quantity that is not known yet: its median, and the ends between which it falls with <see cref="DeliveryForecast.Level"/>.</summary>
/// <param name="Median">The middle.</param>
/// <param name="Low">The lower end.</param>
/// <param name="High">The upper end.</param>
public readonly record struct ForecastRange(double Median, double Low, double High)
{
    /// <summary>The range of drawn values: their 10 %, 50 % and 90 % points. O(n log n).</summary>
    internal static ForecastRange Of(IEnumerable<double> draws)
    {
        double[] sorted = [.. draws.Order()];
        return new ForecastRange(At(sorted, 0.5), At(sorted, DeliveryForecast.Tail), At(sorted, 1 - DeliveryForecast.Tail));
    }

    private static double At(double[] sorted, double share) => sorted[(int)Math.Round(share * (sorted.Length - 1))];
}
