namespace Kuajie.Algorithms.Numerics.Distributions;

/// <summary>
/// What a share seen in a few trials says of the probability behind it (Wilson, Probable inference, the law of succession, and statistical inference, JASA 22, 1927). Unlike
/// the interval p ± z·√(p(1−p)/n) it stays within 0 … 1 and keeps its level for few trials and rare hits.
/// </summary>
/// <param name="Centre">Its middle: the share drawn towards a half, the more the fewer trials there are.</param>
/// <param name="Low">Lower end, at least 0.</param>
/// <param name="High">Upper end, at most 1.</param>
public readonly record struct WilsonInterval(double Centre, double Low, double High)
{
    /// <summary>The point of the normal distribution for a level of 95 %.</summary>
    private const double Normal95 = 1.959963984540054;

    /// <summary>The interval of 95 %. O(1).</summary>
    /// <param name="hits">Trials that hit, 0 … <paramref name="trials"/>.</param>
    /// <param name="trials">All trials, at least 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no trial, or a number of hits that cannot be.</exception>
    public static WilsonInterval Of(long hits, long trials)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(trials);
        ArgumentOutOfRangeException.ThrowIfNegative(hits);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(hits, trials);
        var (count, share, square) = ((double)trials, (double)hits / trials, Normal95 * Normal95);
        var scale = 1 + (square / count);
        var centre = (share + (square / (2 * count))) / scale;
        var half = Normal95 / scale * Math.Sqrt((share * (1 - share) / count) + (square / (4 * count * count)));
        // At no hit, or nothing but hits, the ends are exactly 0 and 1; rounding may miss them.
        return new WilsonInterval(centre, hits == 0 ? 0 : Math.Max(0, centre - half), hits == trials ? 1 : Math.Min(1, centre + half));
    }
}
