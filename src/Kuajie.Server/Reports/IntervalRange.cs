namespace Kuajie.Server.Reports;

/// <summary>
/// What of some intervals a picture shows. One that is many times as wide as the others would press those into dots: it is cut, and drawn as going on. All values are within, and every end that is no further than
/// half as far again as the furthest value or twice as far as the ends of most.
/// </summary>
/// <param name="Low">Left end of what is shown.</param>
/// <param name="High">Right end.</param>
internal readonly record struct IntervalRange(double Low, double High)
{
    private const double TimesValue = 1.5;
    private const double TimesMedian = 2;

    /// <summary>The range of some intervals. O(n log n).</summary>
    /// <param name="intervals">Values with their ends; all finite, each end on its side of the value.</param>
    public static IntervalRange Of(IReadOnlyList<(double Value, double Low, double High)> intervals)
    {
        if (intervals.Count == 0)
        {
            return new IntervalRange(0, 0);
        }
        double[] furthest = [.. intervals.Select(each => Math.Max(Math.Abs(each.Low), Math.Abs(each.High))).Order()];
        var median = furthest[(furthest.Length - 1) / 2];
        var most = Math.Max(TimesValue * intervals.Max(each => Math.Abs(each.Value)), TimesMedian * median);
        return new IntervalRange(Math.Max(-most, intervals.Min(each => each.Low)), Math.Min(most, intervals.Max(each => each.High)));
    }

    /// <summary>Whether an end lies within.</summary>
    public bool Holds(double end) => end >= Low && end <= High;

    /// <summary>The end as far as it is shown.</summary>
    public double Within(double end) => Math.Clamp(end, Low, High);
}
