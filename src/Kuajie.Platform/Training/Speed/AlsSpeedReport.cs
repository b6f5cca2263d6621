using System.Text.Json.Serialization;

namespace Kuajie.Platform.Training.Speed;

/// <summary>What a speed run of implicit ALS found; the JSON document of <c>kuajie benchmark als</c>.</summary>
/// <param name="Users">Number of users.</param>
/// <param name="Items">Number of items.</param>
/// <param name="Pairs">Number of distinct pairs.</param>
/// <param name="Settings">What was trained.</param>
/// <param name="SecondsPerIteration">Seconds of each sweep over users and items; the loss is computed outside of it.</param>
/// <param name="CpuSecondsPerIteration">Processor seconds of each sweep over all threads: what the sweep costs where other programs compete for the machine.</param>
/// <param name="PeakMemoryBytes">The process's largest resident memory so far, reading and transposing included.</param>
/// <param name="Loss">The implicit objective after each sweep, from its definition.</param>
/// <param name="FlopsPerIteration">Floating-point operations of one sweep, by <see cref="AlsFlops"/>.</param>
/// <param name="FmaPeakShare">Operations per second of the median sweep, as a share of the machine's measured rate of fused multiply-adds on as many threads.</param>
/// <param name="FmaPeakFlopsPerSecond">That rate.</param>
public sealed record AlsSpeedReport(
    int Users,
    int Items,
    int Pairs,
    AlsSpeedSettings Settings,
    IReadOnlyList<double> SecondsPerIteration,
    IReadOnlyList<double> CpuSecondsPerIteration,
    long PeakMemoryBytes,
    IReadOnlyList<double> Loss,
    double FlopsPerIteration,
    double FmaPeakShare,
    double FmaPeakFlopsPerSecond
)
{
    /// <summary>The median of <see cref="SecondsPerIteration"/>.</summary>
    [JsonIgnore]
    public double MedianSeconds => Median(SecondsPerIteration);

    internal static double Median(IReadOnlyList<double> values) => values.Order().ElementAt(values.Count / 2);
}
