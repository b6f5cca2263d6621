using System.Globalization;
using System.Runtime.InteropServices;
using Kuajie.Algorithms.Experiments.Assignment;

namespace Kuajie.Platform.Campaigns.Forecasts;

/// <summary>
/// Counts how often placements are to be filled, and why campaigns are passed over. Held in memory and written now and then: a process that is killed loses the last seconds of these counts, never anything
/// of decisions or money. Safe to call from many threads.
/// </summary>
/// <param name="store">Where they are kept.</param>
/// <param name="clock">The clock.</param>
public sealed class SlotTraffic(IForecastStore store, TimeProvider clock)
{
    /// <summary>Days for which it is known who came.</summary>
    public const int VisitDays = 35;

    /// <summary>Days for which it is known how many came.</summary>
    public const int TrafficDays = 400;

    private const string UserPrefix = "user ";
    private static readonly ulong Salt = UnitHash.SeedOf("slot-visit");
    private readonly Lock changing = new();
    private readonly Lock writing = new();
    private Counts counts = new();
    private int forgottenOn;

    /// <summary>Who is counted: the user as stored, or the hash of a visit, which names nobody.</summary>
    public static string UnitOf(string? userId, string? sessionId) =>
        userId is not null
            ? UserPrefix + userId
            : "visit " + UnitHash.Of(sessionId ?? "", Salt).ToString("x16", CultureInfo.InvariantCulture);

    /// <summary>The user that a unit is, or null for a visit.</summary>
    public static string? UserOf(string unit)
    {
        ArgumentNullException.ThrowIfNull(unit);
        return unit.StartsWith(UserPrefix, StringComparison.Ordinal) ? unit[UserPrefix.Length..] : null;
    }

    /// <summary>Whole hours since 1970 began.</summary>
    public static int HourOf(DateTimeOffset moment) => (int)Math.Floor((moment - DateTimeOffset.UnixEpoch).TotalHours);

    /// <summary>A placement was to be filled.</summary>
    public void Asked(string domain, string slot, string? userId, string? sessionId, DateTimeOffset at)
    {
        var (hour, unit) = (HourOf(at), UnitOf(userId, sessionId));
        lock (changing)
        {
            CollectionsMarshal.GetValueRefOrAddDefault(counts.Hours, (domain, slot, hour), out _)++;
            CollectionsMarshal.GetValueRefOrAddDefault(counts.Visits, (domain, slot, hour / 24, unit), out _)++;
        }
    }

    /// <summary>A running campaign was passed over.</summary>
    public void Passed(string campaignId, int day, string reason)
    {
        lock (changing)
        {
            CollectionsMarshal.GetValueRefOrAddDefault(counts.Passes, (campaignId, day, reason), out _)++;
        }
    }

    /// <summary>Writes what was counted, and forgets what is too old. Where the store refuses, the counts wait for the next time.</summary>
    public void Flush()
    {
        lock (writing)
        {
            Counts taken;
            lock (changing)
            {
                (taken, counts) = (counts, new Counts());
            }
            try
            {
                if (!taken.IsEmpty)
                {
                    store.Add(taken.ToRecords());
                }
            }
            catch
            {
                lock (changing)
                {
                    counts.Add(taken);
                }
                throw;
            }
            var hour = HourOf(clock.GetUtcNow());
            if (forgottenOn != hour / 24)
            {
                store.ForgetBefore((hour / 24) - VisitDays, hour - (TrafficDays * 24));
                forgottenOn = hour / 24;
            }
        }
    }

    /// <summary>Forgets what is held of a user and not written yet. What is being written meanwhile is on record afterwards, where an erasure finds it.</summary>
    public void Forget(string domain, string userId)
    {
        var unit = UnitOf(userId, null);
        lock (writing)
        {
            lock (changing)
            {
                foreach (var key in counts.Visits.Keys.Where(key => key.Domain == domain && key.Unit == unit).ToArray())
                {
                    counts.Visits.Remove(key);
                }
            }
        }
    }

    private sealed class Counts
    {
        public Dictionary<(string Domain, string Slot, int Hour), long> Hours { get; } = [];

        public Dictionary<(string Domain, string Slot, int Day, string Unit), int> Visits { get; } = [];

        public Dictionary<(string Campaign, int Day, string Reason), long> Passes { get; } = [];

        public bool IsEmpty => Hours.Count == 0 && Passes.Count == 0;

        public TrafficCounts ToRecords() =>
            new(
                [.. Hours.Select(each => new SlotHour(each.Key.Domain, each.Key.Slot, each.Key.Hour, each.Value))],
                [.. Visits.Select(each => new SlotVisit(each.Key.Domain, each.Key.Slot, each.Key.Day, each.Key.Unit, each.Value))],
                [.. Passes.Select(each => new CampaignPass(each.Key.Campaign, each.Key.Day, each.Key.Reason, each.Value))]
            );

        public void Add(Counts other)
        {
            foreach (var (key, asks) in other.Hours)
            {
                Hours[key] = Hours.GetValueOrDefault(key) + asks;
            }
            foreach (var (key, asks) in other.Visits)
            {
                Visits[key] = Visits.GetValueOrDefault(key) + asks;
            }
            foreach (var (key, asks) in other.Passes)
            {
                Passes[key] = Passes.GetValueOrDefault(key) + asks;
            }
        }
    }
}
