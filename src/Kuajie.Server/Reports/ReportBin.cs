namespace Kuajie.Server.Reports;

/// <summary>How many values lie from one edge (inclusive) to the next (exclusive; the last bin includes it).</summary>
internal readonly record struct ReportBin(double From, double To, long Count);

/// <summary>Sorts values into the bins of a histogram.</summary>
internal static class ReportBins
{
    /// <summary>Bins of equal width from the smallest value to the largest. Values that are not finite are left out.</summary>
    public static IReadOnlyList<ReportBin> Linear(IReadOnlyCollection<double> values, int bins) =>
        Count(values.Where(double.IsFinite), bins, value => value, edge => edge);

    /// <summary>Bins whose edges grow by an equal ratio, for long-tailed values. Values not above 0 are left out.</summary>
    public static IReadOnlyList<ReportBin> Logarithmic(IReadOnlyCollection<double> values, int bins) =>
        Count(values.Where(value => double.IsFinite(value) && value > 0), bins, Math.Log, Math.Exp);

    private static IReadOnlyList<ReportBin> Count(
        IEnumerable<double> values,
        int bins,
        Func<double, double> toScale,
        Func<double, double> fromScale
    )
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(bins, 1);
        var scaled = values.Select(toScale).ToList();
        if (scaled.Count == 0)
        {
            return [];
        }
        var least = scaled.Min();
        var step = Math.Max(scaled.Max() - least, 1e-9) / bins;
        var counts = new long[bins];
        foreach (var value in scaled)
        {
            counts[Math.Min(bins - 1, (int)((value - least) / step))]++;
        }
        return
        [
            .. counts.Select((count, bin) => new ReportBin(fromScale(least + (bin * step)), fromScale(least + ((bin + 1) * step)), count)),
        ];
    }
}
