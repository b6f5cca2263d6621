namespace Kuajie.Platform.Recommendations.Live;

/// <summary>
/// Versions that do not serve, loaded for somebody who tries them. A few are held for a few minutes; items that are added meanwhile come with the next loading.
/// </summary>
/// <param name="load">Loads a version.</param>
/// <param name="clock">The clock.</param>
internal sealed class TriedModels(Func<string, LiveModel> load, TimeProvider clock)
{
    /// <summary>Versions held at once.</summary>
    public const int Most = 4;

    /// <summary>How long a version is held after it was last asked for.</summary>
    public static readonly TimeSpan Kept = TimeSpan.FromMinutes(5);

    private readonly List<(LiveModel Model, DateTimeOffset At)> held = [];
    private readonly Lock trying = new();

    /// <summary>A version, loaded now where it is not held.</summary>
    /// <exception cref="Faults.KuajieException">It is unknown or cannot be loaded.</exception>
    public LiveModel Find(string versionId)
    {
        lock (trying)
        {
            var now = clock.GetUtcNow();
            held.RemoveAll(each => now - each.At >= Kept);
            var place = held.FindIndex(each => string.Equals(each.Model.Served.Version.VersionId, versionId, StringComparison.Ordinal));
            var model = place >= 0 ? held[place].Model : load(versionId);
            if (place >= 0 || held.Count >= Most)
            {
                // The one that was asked for longest ago stands first.
                held.RemoveAt(Math.Max(0, place));
            }
            held.Add((model, now));
            return model;
        }
    }
}
