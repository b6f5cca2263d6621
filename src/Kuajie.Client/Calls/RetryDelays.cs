using System.Security.Cryptography;

namespace Kuajie.Client.Calls;

/// <summary>
/// How long to wait before a request is sent again: a random part of a bound that doubles (exponential back-off with full jitter), so that clients which failed together do not
/// come back together. What the service asks for by <c>Retry-After</c> comes on top.
/// </summary>
internal sealed class RetryDelays(KuajieClientOptions options)
{
    private readonly Lock drawing = new();
    private readonly Random random = new(options.Seed ?? RandomNumberGenerator.GetInt32(int.MaxValue));

    /// <summary>The wait before attempt <paramref name="attempt"/> + 1, or null where there shall be none.</summary>
    /// <param name="attempt">Attempts so far, from 1.</param>
    /// <param name="retryAfter">What the service asked for, or null.</param>
    public TimeSpan? After(int attempt, TimeSpan? retryAfter) =>
        attempt >= options.MostAttempts || retryAfter > options.LongestRetryAfter ? null : (retryAfter ?? TimeSpan.Zero) + Jitter(attempt);

    /// <summary>A random time up to the bound of an attempt, from 1.</summary>
    public TimeSpan Jitter(int attempt)
    {
        var bound = options.FirstDelay * Math.Pow(2, Math.Min(attempt - 1, 30));
        lock (drawing)
        {
            return (bound < options.LongestDelay ? bound : options.LongestDelay) * random.NextDouble();
        }
    }
}
