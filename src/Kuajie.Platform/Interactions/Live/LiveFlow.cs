using System.Collections.Concurrent;

namespace Kuajie.Platform.Interactions.Live;

/// <summary>How many events came in during each of the last sixty minutes, per domain. In memory alone: it begins anew with the process and says since when it counts.</summary>
/// <param name="clock">The clock.</param>
public sealed class LiveFlow(TimeProvider clock) : ILiveListener
{
    /// <summary>Minutes that are remembered, the present one included.</summary>
    public const int Minutes = 60;

    private readonly ConcurrentDictionary<string, Ring> rings = new(StringComparer.Ordinal);

    /// <summary>Since when it counts.</summary>
    public DateTimeOffset Since { get; } = clock.GetUtcNow();

    /// <inheritdoc/>
    public void Committed(IReadOnlyList<LiveEvent> newEvents)
    {
        ArgumentNullException.ThrowIfNull(newEvents);
        var minute = MinuteOf(clock.GetUtcNow());
        foreach (var group in newEvents.CountBy(each => each.Domain, StringComparer.Ordinal))
        {
            rings.GetOrAdd(group.Key, _ => new Ring()).Add(minute, group.Value);
        }
    }

    /// <summary>The counts of the last sixty minutes, oldest first; the last one is still running.</summary>
    public IReadOnlyList<MinuteCount> Of(string domain)
    {
        var now = MinuteOf(clock.GetUtcNow());
        var ring = rings.GetValueOrDefault(domain);
        return
        [
            .. Enumerable
                .Range(0, Minutes)
                .Select(place => now - Minutes + 1 + place)
                .Select(minute => new MinuteCount(DateTimeOffset.UnixEpoch.AddMinutes(minute), ring?.At(minute) ?? 0)),
        ];
    }

    private static long MinuteOf(DateTimeOffset at) => at.ToUnixTimeSeconds() / 60;

    private sealed class Ring
    {
        private readonly long[] minutes = new long[Minutes];
        private readonly long[] counts = new long[Minutes];

        public void Add(long minute, long events)
        {
            lock (counts)
            {
                var place = (int)(minute % Minutes);
                counts[place] = (minutes[place] == minute ? counts[place] : 0) + events;
                minutes[place] = minute;
            }
        }

        public long At(long minute)
        {
            lock (counts)
            {
                var place = (int)(minute % Minutes);
                return minutes[place] == minute ? counts[place] : 0;
            }
        }
    }
}

/// <summary>How many events a minute brought.</summary>
/// <param name="Minute">When it began.</param>
/// <param name="Events">How many.</param>
public readonly record struct MinuteCount(DateTimeOffset Minute, long Events);
