using Kuajie.Platform.Campaigns.Forecasts;
using Kuajie.Platform.Messages;
using Microsoft.EntityFrameworkCore;

namespace Kuajie.Storage.Records;

/// <summary>Traffic of placements and forecasts of campaigns in the records.</summary>
public sealed class ForecastStore(RecordsDatabase database) : IForecastStore
{
    private readonly Lock writing = new();

    /// <inheritdoc/>
    public void Add(TrafficCounts counts)
    {
        ArgumentNullException.ThrowIfNull(counts);
        lock (writing)
        {
            using var context = database.OpenContext();
            using var transaction = context.Database.BeginTransaction();
            foreach (var each in counts.Hours)
            {
                context.Database.ExecuteSql(
                    $"INSERT INTO slot_hour (domain, slot, hour, asks) VALUES ({each.Domain}, {each.Slot}, {each.Hour}, {each.Asks}) ON CONFLICT (domain, slot, hour) DO UPDATE SET asks = slot_hour.asks + excluded.asks"
                );
            }
            foreach (var each in counts.Visits)
            {
                context.Database.ExecuteSql(
                    $"INSERT INTO slot_visit (domain, slot, day, unit, asks) VALUES ({each.Domain}, {each.Slot}, {each.Day}, {each.Unit}, {each.Asks}) ON CONFLICT (domain, slot, day, unit) DO UPDATE SET asks = slot_visit.asks + excluded.asks"
                );
            }
            foreach (var each in counts.Passes)
            {
                context.Database.ExecuteSql(
                    $"INSERT INTO campaign_pass (campaign_id, day, reason, asks) VALUES ({each.CampaignId}, {each.Day}, {each.Reason}, {each.Asks}) ON CONFLICT (campaign_id, day, reason) DO UPDATE SET asks = campaign_pass.asks + excluded.asks"
                );
            }
            transaction.Commit();
        }
    }

    /// <inheritdoc/>
    public IReadOnlyList<SlotHour> HoursOf(string domain, IReadOnlyList<string> slots, int sinceHour)
    {
        using var context = database.OpenContext();
        return
        [
            .. context
                .SlotHours.AsNoTracking()
                .Where(each => each.Domain == domain && slots.Contains(each.Slot) && each.Hour >= sinceHour)
                .AsEnumerable()
                .OrderBy(each => each.Slot, StringComparer.Ordinal)
                .ThenBy(each => each.Hour),
        ];
    }

    /// <inheritdoc/>
    public IReadOnlyList<SlotVisit> VisitsOf(string domain, IReadOnlyList<string> slots, int sinceDay)
    {
        using var context = database.OpenContext();
        return
        [
            .. context
                .SlotVisits.AsNoTracking()
                .Where(each => each.Domain == domain && slots.Contains(each.Slot) && each.Day >= sinceDay)
                .AsEnumerable()
                .OrderBy(each => each.Slot, StringComparer.Ordinal)
                .ThenBy(each => each.Day)
                .ThenBy(each => each.Unit, StringComparer.Ordinal),
        ];
    }

    /// <inheritdoc/>
    public IReadOnlyList<CampaignPass> PassesOf(string campaignId)
    {
        using var context = database.OpenContext();
        return
        [
            .. context
                .CampaignPasses.AsNoTracking()
                .Where(each => each.CampaignId == campaignId)
                .AsEnumerable()
                .OrderBy(each => each.Day)
                .ThenBy(each => each.Reason, StringComparer.Ordinal),
        ];
    }

    /// <inheritdoc/>
    public void ForgetBefore(int day, int hour)
    {
        lock (writing)
        {
            using var context = database.OpenContext();
            context.SlotVisits.Where(each => each.Day < day).ExecuteDelete();
            context.SlotHours.Where(each => each.Hour < hour).ExecuteDelete();
        }
    }

    /// <inheritdoc/>
    public long EraseUser(string domain, string userId)
    {
        var unit = SlotTraffic.UnitOf(userId, null);
        lock (writing)
        {
            using var context = database.OpenContext();
            return context.SlotVisits.Where(each => each.Domain == domain && each.Unit == unit).ExecuteDelete();
        }
    }

    /// <inheritdoc/>
    public RecordedForecast? Find(string campaignId)
    {
        using var context = database.OpenContext();
        return context.Forecasts.AsNoTracking().SingleOrDefault(each => each.CampaignId == campaignId);
    }

    /// <inheritdoc/>
    public IReadOnlyList<RecordedForecast> WithAlerts()
    {
        using var context = database.OpenContext();
        return
        [
            .. context
                .Forecasts.AsNoTracking()
                .Where(each => each.AlertsJson != "[]")
                .AsEnumerable()
                .OrderBy(each => each.Owner, StringComparer.Ordinal)
                .ThenBy(each => each.Name, StringComparer.Ordinal),
        ];
    }

    /// <inheritdoc/>
    public void Put(RecordedForecast forecast, IReadOnlyList<Message> messages)
    {
        ArgumentNullException.ThrowIfNull(forecast);
        ArgumentNullException.ThrowIfNull(messages);
        lock (writing)
        {
            using var context = database.OpenContext();
            var isKnown = context.Forecasts.AsNoTracking().Any(known => known.CampaignId == forecast.CampaignId);
            context.Entry(forecast).State = isKnown ? EntityState.Modified : EntityState.Added;
            context.Messages.AddRange(messages);
            context.SaveChanges();
        }
    }
}
