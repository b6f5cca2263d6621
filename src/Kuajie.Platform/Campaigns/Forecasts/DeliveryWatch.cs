using Kuajie.Marketing.Delivery;
using Kuajie.Platform.Campaigns.Decisions;
using Kuajie.Platform.Campaigns.Life;
using Kuajie.Platform.Messages;

namespace Kuajie.Platform.Campaigns.Forecasts;

/// <summary>Takes the forecasts of campaigns when they are agreed, and holds their delivery against them day by day. Days are the campaign's; while a clock is behind, days that were over count as not over yet.</summary>
/// <param name="store">Where forecasts and traffic are kept.</param>
/// <param name="decisions">Where decisions are kept.</param>
/// <param name="reader">Forecasts campaigns.</param>
/// <param name="clock">The clock.</param>
public sealed class DeliveryWatch(IForecastStore store, IDecisionStore decisions, ForecastReader reader, TimeProvider clock)
{
    private readonly Lock taking = new();

    /// <summary>The forecast to show of a campaign: the one on record; for one that is not agreed yet, a fresh one.</summary>
    public CampaignForecast ForecastOf(Campaign campaign, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(campaign);
        return store.Find(campaign.CampaignId) is { } known ? CampaignForecast.Of(known.ForecastJson) : reader.Of(campaign, cancellation);
    }

    /// <summary>Takes the forecast of an agreed campaign that none was taken of. One that had too little data is taken again until the window opens.</summary>
    public void Take(Campaign campaign, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(campaign);
        var now = clock.GetUtcNow();
        var standing = campaign.StandingAt(CampaignDefinition.Of(campaign.DefinitionJson), now);
        lock (taking)
        {
            var known = store.Find(campaign.CampaignId);
            if (
                campaign.State != CampaignState.Approved
                || standing == CampaignStanding.Closed
                || (
                    known is not null
                    && (CampaignForecast.Of(known.ForecastJson).Forecast.Shortage is null || standing != CampaignStanding.Scheduled)
                )
                || (known is not null && now - known.TakenAt < TimeSpan.FromHours(1))
            )
            {
                return;
            }
            store.Put(
                new RecordedForecast(
                    campaign.CampaignId,
                    campaign.Owner,
                    campaign.Partner,
                    campaign.Name,
                    now,
                    reader.Of(campaign, cancellation).ToJson(),
                    known?.AlertsJson ?? "[]",
                    known?.Standing ?? standing
                ),
                []
            );
        }
    }

    /// <summary>What a campaign delivered beside its forecast.</summary>
    public CampaignTracking TrackingOf(Campaign campaign)
    {
        ArgumentNullException.ThrowIfNull(campaign);
        var definition = CampaignDefinition.Of(campaign.DefinitionJson);
        var forecast = store.Find(campaign.CampaignId) is { } known ? CampaignForecast.Of(known.ForecastJson) : null;
        var (days, now) = (new CampaignDays(definition), clock.GetUtcNow());
        var today = days.Of(now);
        var tracked = Days(campaign, definition, days, forecast, now);
        return new CampaignTracking(campaign, definition, forecast, tracked, Alerts(campaign, definition, forecast, tracked, today, now));
    }

    /// <summary>Judges a campaign and puts what it finds on record; of one that is over nothing needs attention any more.</summary>
    /// <returns>Alerts of kinds that did not hold before.</returns>
    public IReadOnlyList<DeliveryAlert> Judge(Campaign campaign)
    {
        ArgumentNullException.ThrowIfNull(campaign);
        if (store.Find(campaign.CampaignId) is not { } known)
        {
            return [];
        }
        var standing = campaign.StandingAt(CampaignDefinition.Of(campaign.DefinitionJson), clock.GetUtcNow());
        var before = CampaignForecast.AlertsOf(known.AlertsJson);
        var alerts = standing is CampaignStanding.Running or CampaignStanding.Paused ? TrackingOf(campaign).Alerts : [];
        DeliveryAlert[] fresh = [.. alerts.Where(alert => before.All(each => each.Kind != alert.Kind))];
        if (standing != known.Standing || !before.SequenceEqual(alerts))
        {
            store.Put(
                known with
                {
                    AlertsJson = CampaignForecast.AlertsToJson(alerts),
                    Standing = standing,
                },
                [.. ByTheClock(campaign, known.Standing, standing), .. fresh.SelectMany(alert => MessagesOf(campaign, alert))]
            );
        }
        return fresh;
    }

    /// <summary>That the window opened or closed, which nobody decides and nobody else tells.</summary>
    private IReadOnlyList<Message> ByTheClock(Campaign campaign, CampaignStanding before, CampaignStanding now) =>
        now == CampaignStanding.Closed && before is not CampaignStanding.Closed
            ? CampaignMessages.Changed(campaign, clock.GetUtcNow(), "close", null)
        : before == CampaignStanding.Scheduled && now == CampaignStanding.Running
            ? CampaignMessages.Changed(campaign, clock.GetUtcNow(), "open", null)
        : [];

    private IReadOnlyList<Message> MessagesOf(Campaign campaign, DeliveryAlert alert) =>
        CampaignMessages.ToBoth(
            campaign,
            MessageKinds.DeliveryAlert,
            clock.GetUtcNow(),
            domain => new
            {
                domain,
                campaign = campaign.Name,
                alert = alert.Kind,
                cause = alert.Cause,
                day = alert.Day,
                impressions = alert.Actual,
                bound = alert.Bound,
            }
        );

    private TrackedDay[] Days(
        Campaign campaign,
        CampaignDefinition definition,
        CampaignDays days,
        CampaignForecast? forecast,
        DateTimeOffset now
    )
    {
        var counts = decisions
            .DeliveryOf(campaign.CampaignId)
            .GroupBy(each => CampaignDays.Of(each.Day))
            .ToDictionary(
                day => day.Key,
                day => (Impressions: day.Sum(each => each.Impressions), Spent: day.Sum(each => each.SpentMinorUnits))
            );
        var asks = store
            .HoursOf(definition.HostOf(campaign.Owner), definition.Slots, SlotTraffic.HourOf(definition.StartsAt))
            .Where(each => DateTimeOffset.UnixEpoch.AddHours(each.Hour) < definition.EndsAt)
            .GroupBy(each => days.Of(DateTimeOffset.UnixEpoch.AddHours(each.Hour)))
            .ToDictionary(day => day.Key, day => day.Sum(each => each.Asks));
        var expected = forecast?.Forecast.Days.ToDictionary(day => day.Day) ?? [];
        var all = days.All();
        return
        [
            .. all.Select(day => (day.Day, day.Until))
                // Charges of clicks may come on days that a shift of the clock put outside the window; what came too late to be charged is no delivery.
                .Concat(
                    counts
                        .Where(day => day.Value is not (0, 0) && all.All(each => each.Day != day.Key))
                        .Select(day => (day.Key, days.StartOf(day.Key.AddDays(1))))
                )
                .Where(day => day.Item1 <= days.Of(now) || expected.ContainsKey(day.Item1) || counts.ContainsKey(day.Item1))
                .OrderBy(day => day.Item1)
                .Select(day => new TrackedDay(
                    day.Item1,
                    counts.GetValueOrDefault(day.Item1).Impressions,
                    counts.GetValueOrDefault(day.Item1).Spent,
                    asks.GetValueOrDefault(day.Item1),
                    expected.GetValueOrDefault(day.Item1),
                    day.Item2 <= now
                )),
        ];
    }

    private IReadOnlyList<DeliveryAlert> Alerts(
        Campaign campaign,
        CampaignDefinition definition,
        CampaignForecast? forecast,
        TrackedDay[] tracked,
        DateOnly today,
        DateTimeOffset now
    )
    {
        var standing = campaign.StandingAt(definition, now);
        if (standing is not (CampaignStanding.Running or CampaignStanding.Paused or CampaignStanding.Closed))
        {
            return [];
        }
        var passes = store.PassesOf(campaign.CampaignId).ToLookup(each => CampaignDays.Of(each.Day));
        TrackedDay[] whole = [.. tracked.TakeWhile(day => day.IsWhole)];
        var spent = tracked.Sum(day => day.SpentMinorUnits);
        var price = CampaignPrice.Of(definition).MostOfOne;
        var until = whole.Length == 0 ? definition.StartsAt : Earlier(now, new CampaignDays(definition).StartOf(whole[^1].Day.AddDays(1)));
        var state = new DeliveryProgress(
            whole.Sum(day => day.SpentMinorUnits),
            definition.ToPace().AllowedBy(until),
            definition.BudgetMinorUnits - spent < price,
            Math.Clamp((definition.EndsAt - now) / (definition.EndsAt - definition.StartsAt), 0, 1),
            today
        );
        return DeliveryJudge.Of(
            forecast?.Forecast ?? new DeliveryForecast(),
            [
                .. whole.Select(day => new DeliveredDay(
                    day.Day,
                    day.Asks,
                    day.Impressions,
                    passes[day.Day]
                        .GroupBy(each => CauseOf(each.Reason))
                        .ToDictionary(cause => cause.Key, cause => cause.Sum(each => each.Asks))
                )),
            ],
            state
        );
    }

    private static DateTimeOffset Earlier(DateTimeOffset one, DateTimeOffset other) => one < other ? one : other;

    private static DeliveryCause CauseOf(string reason) =>
        reason switch
        {
            DecisionReason.UnknownUser or DecisionReason.NotInSegment or DecisionReason.Refused => DeliveryCause.Segment,
            DecisionReason.NotRolledOut => DeliveryCause.Rollout,
            DecisionReason.HeldOut => DeliveryCause.Holdout,
            DecisionReason.FrequencyOfDay or DecisionReason.FrequencyInAll => DeliveryCause.Frequency,
            DecisionReason.Paced => DeliveryCause.Pace,
            DecisionReason.DaySpent => DeliveryCause.DailyCap,
            DecisionReason.BudgetSpent => DeliveryCause.Budget,
            DecisionReason.Outranked => DeliveryCause.OtherCampaigns,
            _ => DeliveryCause.Held,
        };
}
