using System.Collections.Concurrent;
using Kuajie.Algorithms.Numerics.Selection;
using Kuajie.Platform.Interactions;
using Kuajie.Platform.Interactions.Live;

namespace Kuajie.Platform.Recommendations.Live;

/// <summary>
/// What is taken up now: each interaction counts its kind's weight, half as much after every half-life. Counts grow with time instead of shrinking (forward decay, Cormode
/// and others, ICDE 2009), so an event touches one number. Read from the store at the start, then kept up by commits.
/// </summary>
public sealed class LiveTrends : ILiveListener
{
    private readonly ConcurrentDictionary<(string Domain, TrendWindow Window), DecayedCounts> counts = new();
    private readonly IItemActivityStore store;
    private readonly LiveItems items;
    private readonly TimeProvider clock;

    /// <summary>Counts nothing before a domain is first asked for.</summary>
    public LiveTrends(IItemActivityStore store, LiveItems items, TimeProvider clock) =>
        (this.store, this.items, this.clock) = (store, items, clock);

    /// <inheritdoc/>
    public void Committed(IReadOnlyList<LiveEvent> newEvents)
    {
        ArgumentNullException.ThrowIfNull(newEvents);
        foreach (var each in newEvents)
        {
            foreach (var window in Enum.GetValues<TrendWindow>())
            {
                if (counts.TryGetValue((each.Domain, window), out var known))
                {
                    var number = items.Of(each.Domain).Ids.Give(each.ItemId);
                    known.Add(number, KindWeights.Default.WeightOf(each.Kind, each.Value), Clamped(each.At));
                }
            }
        }
    }

    /// <summary>The items taken up most, under a mask: numbers and their counts at this moment, best first.</summary>
    internal IReadOnlyList<(int Number, double Count)> Top(string domain, TrendWindow window, ItemMask mask, int most)
    {
        var known = counts.GetOrAdd((domain, window), key => Read(key.Domain, key.Window));
        return known.Top(mask, most, clock.GetUtcNow());
    }

    private DecayedCounts Read(string domain, TrendWindow window)
    {
        var now = clock.GetUtcNow();
        var halfLife = HalfLife(window);
        var known = new DecayedCounts(halfLife, now);
        var ids = items.Of(domain).Ids;
        foreach (var row in store.Activity(domain, now - (halfLife * 10)))
        {
            known.Add(ids.Give(row.ItemId), row.Count * KindWeights.Default.WeightOf(row.Kind, null), Clamped(row.At));
        }
        return known;
    }

    /// <summary>A sender's clock may run ahead; what has not happened yet counts as happening now.</summary>
    private DateTimeOffset Clamped(DateTimeOffset at) => at < clock.GetUtcNow() ? at : clock.GetUtcNow();

    private static TimeSpan HalfLife(TrendWindow window) =>
        window switch
        {
            TrendWindow.Hour => TimeSpan.FromMinutes(30),
            TrendWindow.Day => TimeSpan.FromHours(12),
            _ => TimeSpan.FromDays(3.5),
        };

    private sealed class DecayedCounts(TimeSpan halfLife, DateTimeOffset origin)
    {
        private const double LargestExponent = 500;
        private readonly Lock gate = new();
        private DateTimeOffset start = origin;
        private double[] values = [];

        public void Add(int number, double weight, DateTimeOffset at)
        {
            if (number < 0 || !(weight > 0))
            {
                return;
            }
            lock (gate)
            {
                if (number >= values.Length)
                {
                    Array.Resize(ref values, Math.Max(number + 1, values.Length * 2));
                }
                Restart(at);
                values[number] += weight * Math.Pow(2, (at - start) / halfLife);
            }
        }

        public IReadOnlyList<(int Number, double Count)> Top(ItemMask mask, int most, DateTimeOffset now)
        {
            lock (gate)
            {
                var scale = Math.Pow(2, (start - now) / halfLife);
                var selector = new TopSelector(Math.Max(1, most));
                for (var number = 0; number < values.Length; number++)
                {
                    if (values[number] > 0 && mask.Has(number))
                    {
                        selector.Offer(number, (float)(values[number] * scale));
                    }
                }
                var (numbers, scores) = (new int[selector.Count], new float[selector.Count]);
                selector.Drain(numbers, scores);
                return [.. numbers.Zip(scores, (number, score) => (number, (double)score))];
            }
        }

        /// <summary>Numbers that grow have to be made small again before they are too large.</summary>
        private void Restart(DateTimeOffset at)
        {
            if ((at - start) / halfLife > LargestExponent)
            {
                var shrink = Math.Pow(2, (start - at) / halfLife);
                for (var number = 0; number < values.Length; number++)
                {
                    values[number] *= shrink;
                }
                start = at;
            }
        }
    }
}

/// <summary>How far back a trend looks: half of the weight lies within half of it.</summary>
public enum TrendWindow
{
    Hour = 1,
    Day = 2,
    Week = 3,
}
