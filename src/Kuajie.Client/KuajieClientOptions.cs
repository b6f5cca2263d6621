namespace Kuajie.Client;

/// <summary>How a client asks. Valid defaults; changed by <c>with</c>.</summary>
public sealed record KuajieClientOptions
{
    /// <summary>The API key, sent with every request; null where the <see cref="HttpClient"/> carries one already.</summary>
    public string? Key { get; init; }

    /// <summary><c>en</c> or <c>zh</c>: the language of problems and reasons. English where null.</summary>
    public string? Language { get; init; }

    /// <summary>How often a request that may be repeated is sent before its failure is the caller's; default 5. 1 for no repetition.</summary>
    public int MostAttempts { get; init; } = 5;

    /// <summary>Before the first repetition a random time up to this passes, doubled with each further one; default 0.2 s.</summary>
    public TimeSpan FirstDelay { get; init; } = TimeSpan.FromMilliseconds(200);

    /// <summary>Bound of that growth; default 10 s.</summary>
    public TimeSpan LongestDelay { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>A service that asks (<c>Retry-After</c>) for a longer wait than this is not waited for; default 60 s.</summary>
    public TimeSpan LongestRetryAfter { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>The clock of all waiting and of the ids of events.</summary>
    public TimeProvider Clock { get; init; } = TimeProvider.System;

    /// <summary>Seed of the random part of the waits, for tests; a random one where null.</summary>
    public int? Seed { get; init; }
}
