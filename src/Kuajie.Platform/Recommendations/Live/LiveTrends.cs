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
    private const int HalfLives = 10;
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

    /// <summary>
    /// The items taken up most, under a mask: numbers and their counts, best first. Where nothing of the kind happened within the window the next longer one is taken, and at
    /// last the month that ends with the domain's last activity; the span says which.
    /// </summary>
    internal (IReadOnlyList<(int Number, double Count)> Items, TrendSpan Span) Top(
        string domain,
        TrendWindow window,
        ItemMask mask,
        int most
    )
    {
        var now = clock.GetUtcNow();
        for (var wider = window; wider <= TrendWindow.Month; wider++)
        {
            var known = counts.GetOrAdd((domain, wider), key => Read(key.Domain, key.Window));
            var end = wider == TrendWindow.Month && known.Latest is { } latest && latest < now ? latest : now;
            if (known.Top(mask, most, end) is { Count: > 0 } top)
            {
                return (top, new TrendSpan(wider, end));
            }
        }
        return ([], new TrendSpan(window, now));
    }

    private DecayedCounts Read(string domain, TrendWindow window)
    {
        var end = clock.GetUtcNow();
        if (window == TrendWindow.Month && store.LastActivity(domain) is { } last && last < end)
        {
            end = last;
        }
        var halfLife = HalfLife(window);
        var known = new DecayedCounts(halfLife, end);
        var ids = items.Of(domain).Ids;
        foreach (var row in store.Activity(domain, end - (halfLife * HalfLives)))
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
            TrendWindow.Week => TimeSpan.FromDays(3.5),
            _ => TimeSpan.FromDays(15),
        };

    private sealed class DecayedCounts(TimeSpan halfLife, DateTimeOffset origin)
    {
        private const double LargestExponent = 500;

        /// <summary>Less than the lightest interaction weighs after <see cref="HalfLives"/>: what counts less is as if it were not.</summary>
        private const double LeastCount = 1.0 / 4096;
        private readonly Lock gate = new();
        private DateTimeOffset start = origin;
        private DateTimeOffset? latest;
        private double[] values = [];

        /// <summary>When something was counted last.</summary>
        public DateTimeOffset? Latest
        {
            get
            {
                lock (gate)
                {
                    return latest;
                }
            }
        }

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
                latest = latest > at ? latest : at;
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
                    if (values[number] * scale >= LeastCount && mask.Has(number))
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

    /// <summary>30 days, which end with the last activity.</summary>
    Month = 4,
}
