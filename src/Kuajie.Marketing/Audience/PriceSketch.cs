namespace Kuajie.Marketing.Audience;

/// <summary>
/// Decayed weights of prices in buckets whose bounds grow by a constant factor, so that every quantile is true to 1 % of its value and sketches merge without loss (DDSketch: Masson,
/// Rim and Lee, VLDB 2019). Free things have a bucket of their own.
/// </summary>
internal sealed class PriceSketch(double halfLifeSeconds)
{
    private const double Accuracy = 0.01;
    private const int Free = int.MinValue;
    private static readonly double LogGrowth = Math.Log((1 + Accuracy) / (1 - Accuracy));
    private readonly DecayedTally<int> buckets = new(halfLifeSeconds);

    public void Add(long minorUnits, double weight, long at) =>
        buckets.Add(minorUnits == 0 ? Free : (int)Math.Ceiling(Math.Log(minorUnits) / LogGrowth), weight, at);

    public void Merge(PriceSketch other) => buckets.Merge(other.buckets);

    public double WeightAt(long at) => buckets.ValuesAt(at).Sum(pair => pair.Value);

    /// <summary>The smallest price that at least this share of the weight does not exceed, in minor units; 0 where there are none. O(buckets · log).</summary>
    public long QuantileAt(double share, long at)
    {
        var ordered = buckets.ValuesAt(at).OrderBy(pair => pair.Key).ToArray();
        var wanted = share * ordered.Sum(pair => pair.Value);
        double sum = 0;
        foreach (var (bucket, weight) in ordered)
        {
            sum += weight;
            if (sum >= wanted * (1 - 1e-9))
            {
                return PriceOf(bucket);
            }
        }
        return ordered.Length == 0 ? 0 : PriceOf(ordered[^1].Key);
    }

    private static long PriceOf(int bucket) =>
        bucket == Free ? 0 : (long)Math.Round(2 * Math.Exp(bucket * LogGrowth) / (Math.Exp(LogGrowth) + 1));
}
