using Kuajie.Algorithms.Experiments.Assignment;
using Kuajie.Algorithms.Numerics.Sampling;

namespace Kuajie.Platform.Messages;

/// <summary>When a message is sent again: ten seconds after the first attempt, four times as long after each further one, at most six hours, each up to a fifth longer or shorter, so that what failed together is not sent again together.</summary>
public static class RetrySchedule
{
    /// <summary>Attempts after which a message is given up: about sixteen hours after the first.</summary>
    public const int MostAttempts = 9;

    private const double Jitter = 0.2;
    private static readonly TimeSpan First = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan Longest = TimeSpan.FromHours(6);

    /// <summary>How long to wait.</summary>
    /// <param name="deliveryId">The delivery: it decides the jitter.</param>
    /// <param name="attempts">Attempts so far, at least 1.</param>
    public static TimeSpan After(string deliveryId, int attempts)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(attempts, 1);
        var plain = TimeSpan.FromSeconds(Math.Min(Longest.TotalSeconds, First.TotalSeconds * Math.Pow(4, attempts - 1)));
        var drawn = SplittableRandom.Stream(UnitHash.Of(deliveryId, 0), (ulong)attempts).NextDouble();
        return plain * (1 - Jitter + (2 * Jitter * drawn));
    }
}
