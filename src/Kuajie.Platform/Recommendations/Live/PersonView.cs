using Kuajie.Algorithms.Datasets;

namespace Kuajie.Platform.Recommendations.Live;

/// <summary>What a view was derived for.</summary>
/// <param name="Model">Number of the loaded model.</param>
/// <param name="SessionId">The visit that was asked for together with a user, or null.</param>
/// <param name="Domains">Which of the model's domains could be looked into, one bit each.</param>
/// <param name="LinkEpoch">State of the links.</param>
internal readonly record struct ViewKey(long Model, string? SessionId, ulong Domains, long LinkEpoch);

/// <summary>
/// What one person did as one model wants it, with the person's factor where the model has factors, or the factors of a blend's parts one after another. Derived from histories and only as good as they are: see
/// <see cref="Holds"/>. It does not refer to the model, so that it does not keep a model alive that serves no longer.
/// </summary>
internal sealed class PersonView
{
    private readonly (HistoryEntry Entry, int Version)[] sources;

    /// <summary>States what was derived.</summary>
    /// <param name="key">For what.</param>
    /// <param name="sources">From which histories, at which of their versions.</param>
    /// <param name="history">As the model wants it.</param>
    /// <param name="touched">Numbers of target items the person touched, ascending.</param>
    /// <param name="factor">The person's factor or factors, or null.</param>
    public PersonView(ViewKey key, (HistoryEntry Entry, int Version)[] sources, UserHistory history, int[] touched, float[]? factor)
    {
        this.sources = sources;
        (Key, History, Touched, Factor) = (key, history, touched, factor);
        Bytes = 160 + (24 * sources.Length) + (4L * (touched.Length + (factor?.Length ?? 0)));
        for (var domain = 0; domain < history.DomainCount; domain++)
        {
            Bytes += 16L * history[domain].Count;
        }
    }

    public ViewKey Key { get; }

    public UserHistory History { get; }

    public int[] Touched { get; }

    public float[]? Factor { get; }

    /// <summary>Estimated size in memory.</summary>
    public long Bytes { get; }

    /// <summary>What the request itself told, by the model's domain.</summary>
    public IReadOnlyList<(int Domain, Touch Touch)> Told { get; init; } = [];

    /// <summary>The histories it was derived from.</summary>
    public IEnumerable<HistoryEntry> Sources => sources.Select(source => source.Entry);

    /// <summary>Whether none of the histories changed since.</summary>
    public bool Holds()
    {
        foreach (var (entry, version) in sources)
        {
            if (entry.Version != version)
            {
                return false;
            }
        }
        return true;
    }
}
