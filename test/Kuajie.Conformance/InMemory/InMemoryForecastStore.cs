using Kuajie.Platform.Campaigns.Forecasts;
using Kuajie.Platform.Messages;

namespace Kuajie.Conformance.InMemory;

/// <summary>Traffic and forecasts in memory, as plain as can be: lists that are read through.</summary>
public sealed class InMemoryForecastStore : IForecastStore
{
    private readonly Lock changing = new();
    private readonly List<TrafficCounts> added = [];
    private readonly List<RecordedForecast> forecasts = [];
    private (int Day, int Hour) first = (int.MinValue, int.MinValue);
    private readonly List<(string Domain, string Unit, int UpTo)> erased = [];

    /// <summary>What the next writing throws, once; null for nothing.</summary>
    public Exception? NextFault { get; set; }

    /// <summary>What was told.</summary>
    public List<Message> Messages { get; } = [];

    public void Add(TrafficCounts counts)
    {
        lock (changing)
        {
            if (NextFault is { } fault)
            {
                NextFault = null;
                throw fault;
            }
            added.Add(counts);
        }
    }

    public IReadOnlyList<SlotHour> HoursOf(string domain, IReadOnlyList<string> slots, int sinceHour)
    {
        lock (changing)
        {
            return
            [
                .. added
                    .SelectMany(each => each.Hours)
                    .Where(each => each.Domain == domain && slots.Contains(each.Slot) && each.Hour >= Math.Max(sinceHour, first.Hour))
                    .GroupBy(each => (each.Slot, each.Hour))
                    .Select(group => new SlotHour(domain, group.Key.Slot, group.Key.Hour, group.Sum(each => each.Asks)))
                    .OrderBy(each => each.Slot, StringComparer.Ordinal)
                    .ThenBy(each => each.Hour),
            ];
        }
    }

    public IReadOnlyList<SlotVisit> VisitsOf(string domain, IReadOnlyList<string> slots, int sinceDay)
    {
        lock (changing)
        {
            return
            [
                .. Kept()
                    .Where(each => each.Domain == domain && slots.Contains(each.Slot) && each.Day >= Math.Max(sinceDay, first.Day))
                    .GroupBy(each => (each.Slot, each.Day, each.Unit))
                    .Select(group => new SlotVisit(domain, group.Key.Slot, group.Key.Day, group.Key.Unit, group.Sum(each => each.Asks)))
                    .OrderBy(each => each.Slot, StringComparer.Ordinal)
                    .ThenBy(each => each.Day)
                    .ThenBy(each => each.Unit, StringComparer.Ordinal),
            ];
        }
    }

    public IReadOnlyList<CampaignPass> PassesOf(string campaignId)
    {
        lock (changing)
        {
            return
            [
                .. added
                    .SelectMany(each => each.Passes)
                    .Where(each => each.CampaignId == campaignId)
                    .GroupBy(each => (each.Day, each.Reason))
                    .Select(group => new CampaignPass(campaignId, group.Key.Day, group.Key.Reason, group.Sum(each => each.Asks)))
                    .OrderBy(each => each.Day)
                    .ThenBy(each => each.Reason, StringComparer.Ordinal),
            ];
        }
    }

    public void ForgetBefore(int day, int hour)
    {
        lock (changing)
        {
            first = (Math.Max(first.Day, day), Math.Max(first.Hour, hour));
        }
    }

    public long EraseUser(string domain, string userId)
    {
        lock (changing)
        {
            var unit = SlotTraffic.UnitOf(userId, null);
            var count = Kept()
                .Where(each => each.Domain == domain && each.Unit == unit)
                .DistinctBy(each => (each.Slot, each.Day))
                .LongCount();
            erased.Add((domain, unit, added.Count));
            return count;
        }
    }

    public RecordedForecast? Find(string campaignId)
    {
        lock (changing)
        {
            return forecasts.Find(each => each.CampaignId == campaignId);
        }
    }

    public IReadOnlyList<RecordedForecast> WithAlerts()
    {
        lock (changing)
        {
            return
            [
                .. forecasts
                    .Where(each => each.AlertsJson != "[]")
                    .OrderBy(each => each.Owner, StringComparer.Ordinal)
                    .ThenBy(each => each.Name, StringComparer.Ordinal),
            ];
        }
    }

    public void Put(RecordedForecast forecast, IReadOnlyList<Message> messages)
    {
        lock (changing)
        {
            forecasts.RemoveAll(each => each.CampaignId == forecast.CampaignId);
            forecasts.Add(forecast);
            Messages.AddRange(messages);
        }
    }

    private IEnumerable<SlotVisit> Kept() =>
        added.SelectMany(
            (counts, place) =>
                counts.Visits.Where(each =>
                    !erased.Exists(gone => gone.Domain == each.Domain && gone.Unit == each.Unit && place < gone.UpTo)
                )
        );
}
