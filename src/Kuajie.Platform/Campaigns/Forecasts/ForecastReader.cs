using Kuajie.Marketing.Allocation;
using Kuajie.Marketing.Audience;
using Kuajie.Marketing.Delivery;
using Kuajie.Platform.Audience;
using Kuajie.Platform.Campaigns.Decisions;
using Kuajie.Platform.Campaigns.Life;
using Kuajie.Platform.Recommendations.Impressions;

namespace Kuajie.Platform.Campaigns.Forecasts;

/// <summary>
/// Forecasts campaigns from what is on record: traffic of their placements, who came of late, and what came of impressions there in campaigns of the past. O(visits of four weeks), and lists of twelve weeks
/// where decisions were asked for on too few days.
/// </summary>
/// <param name="store">Knows the traffic.</param>
/// <param name="decisions">Knows what came of impressions.</param>
/// <param name="lists">Knows lists shown in scenes.</param>
/// <param name="campaigns">The campaigns.</param>
/// <param name="segments">Knows the segments.</param>
/// <param name="profiles">Tells what is known of users.</param>
/// <param name="clock">The clock.</param>
public sealed class ForecastReader(
    IForecastStore store,
    IDecisionStore decisions,
    IImpressionStore lists,
    CampaignShelf campaigns,
    ISegmentStore segments,
    AudienceProfiles profiles,
    TimeProvider clock
)
{
    private const int HistoryDays = 84;
    private const int VisitDays = 28;
    private const int RateDays = 90;

    /// <summary>Forecasts a campaign, whatever its state.</summary>
    /// <param name="campaign">The campaign.</param>
    /// <param name="cancellation">Ends the reading.</param>
    public CampaignForecast Of(Campaign campaign, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(campaign);
        var definition = CampaignDefinition.Of(campaign.DefinitionJson);
        var (host, now) = (definition.HostOf(campaign.Owner), clock.GetUtcNow());
        var days = new CampaignDays(definition);
        var (source, counts) = TrafficOf(host, definition, days, now, cancellation);
        var history = HistoryOf(counts.Hours, days, days.Of(now));
        var (visits, eligible) = VisitsOf(campaign, definition, host, counts.Visits, SlotTraffic.HourOf(now) / 24);
        var evidence = new DeliveryEvidence(history, visits, eligible)
        {
            ClickRate = RateBelief.Of([.. Rates(host, definition, now).Select(each => new RateCount(each.Impressions, each.Clicks))]),
            ActionRate = RateBelief.Of([
                .. Rates(host, definition, now.AddDays(-definition.AttributionDays))
                    .Select(each => new RateCount(each.Impressions, each.Conversions)),
            ]),
        };
        return new CampaignForecast(
            now,
            definition.Currency,
            source,
            history.Days,
            new DeliveryForecaster().Of(TermsOf(definition, days), evidence),
            Competitors(campaign, definition, host, now)
        );
    }

    /// <summary>What bounds a campaign.</summary>
    private static DeliveryTerms TermsOf(CampaignDefinition definition, CampaignDays days) =>
        new(
            days.All(),
            definition.ToPace(),
            definition.BudgetMinorUnits,
            definition.PriceModel switch
            {
                CampaignPriceModel.PerClick => DeliveryPrice.PerClick,
                CampaignPriceModel.PerAction => DeliveryPrice.PerAction,
                CampaignPriceModel.FixedFee => DeliveryPrice.FixedFee,
                _ => DeliveryPrice.PerThousand,
            },
            definition.PriceMinorUnits
        )
        {
            DailyCapMinorUnits = definition.DailyCapMinorUnits,
            MostPerUserADay = definition.MostPerUserADay,
            MostPerUser = definition.MostPerUser,
            HoldoutShare = definition.HoldoutShare,
            RolloutShare = definition.Rollout,
        };

    private (TrafficSource Source, TrafficCounts Counts) TrafficOf(
        string host,
        CampaignDefinition definition,
        CampaignDays days,
        DateTimeOffset now,
        CancellationToken cancellation
    )
    {
        var hour = SlotTraffic.HourOf(now);
        var asked = new TrafficCounts(
            store.HoursOf(host, definition.Slots, hour - ((HistoryDays + 1) * 24)),
            store.VisitsOf(host, definition.Slots, (hour / 24) - VisitDays),
            []
        );
        if (HistoryOf(asked.Hours, days, days.Of(now)).Days >= InventoryForecast.LeastDays)
        {
            return (TrafficSource.Decisions, asked);
        }
        var shown = ListsOf(host, definition, now, cancellation);
        var isBetter = HistoryOf(shown.Hours, days, days.Of(now)).Days > HistoryOf(asked.Hours, days, days.Of(now)).Days;
        return isBetter ? (TrafficSource.Lists, shown) : (TrafficSource.Decisions, asked);
    }

    private TrafficCounts ListsOf(string host, CampaignDefinition definition, DateTimeOffset now, CancellationToken cancellation)
    {
        var slots = definition.Slots.ToHashSet(StringComparer.Ordinal);
        var since = (SlotTraffic.HourOf(now) / 24) - VisitDays;
        var (hours, visits) = (new Dictionary<int, long>(), new Dictionary<(int Day, string Unit), int>());
        foreach (var list in lists.ShownSince(host, now.AddDays(-HistoryDays), cancellation))
        {
            if (
                list.Scene is null
                || !slots.Contains(list.Scene)
                || list.ListId.StartsWith(CampaignDecisions.IdPrefix, StringComparison.Ordinal)
            )
            {
                continue;
            }
            var hour = SlotTraffic.HourOf(list.At);
            hours[hour] = hours.GetValueOrDefault(hour) + 1;
            if (hour / 24 >= since)
            {
                var key = (hour / 24, SlotTraffic.UnitOf(list.UserId, list.SessionId));
                visits[key] = visits.GetValueOrDefault(key) + 1;
            }
        }
        return new TrafficCounts(
            [.. hours.Select(each => new SlotHour(host, "", each.Key, each.Value))],
            [.. visits.Select(each => new SlotVisit(host, "", each.Key.Day, each.Key.Unit, each.Value))],
            []
        );
    }

    /// <summary>Requests by the campaign's days, from the first whole day with any up to yesterday. Days of a clock that was ahead are left out.</summary>
    private static InventoryHistory HistoryOf(IReadOnlyList<SlotHour> hours, CampaignDays days, DateOnly today)
    {
        var asks = hours
            .GroupBy(each => days.Of(DateTimeOffset.UnixEpoch.AddHours(each.Hour)))
            .Where(day => day.Key < today)
            .ToDictionary(day => day.Key, day => day.Sum(each => (double)each.Asks));
        // The first day on record is mostly half a day: counting began within it.
        var first = asks.Count == 0 ? today : asks.Keys.Min().AddDays(1);
        return new InventoryHistory(
            first,
            1,
            [
                .. Enumerable
                    .Range(0, Math.Max(0, today.DayNumber - first.DayNumber))
                    .Select(day => asks.GetValueOrDefault(first.AddDays(day))),
            ]
        );
    }

    /// <summary>Who came within the last four weeks and may see the campaign, with the share of the traffic they make up.</summary>
    private (VisitTable Visits, double EligibleShare) VisitsOf(
        Campaign campaign,
        CampaignDefinition definition,
        string host,
        IReadOnlyList<SlotVisit> visits,
        int today
    )
    {
        SlotVisit[] whole = [.. visits.Where(each => each.Day < today && each.Day >= today - VisitDays)];
        var observed = whole.Length == 0 ? 1 : Math.Max(1, today - whole.Min(each => each.Day));
        var mayBeShown = MayBeShown(campaign, definition, host);
        var users = whole
            .GroupBy(each => each.Unit, StringComparer.Ordinal)
            .Where(unit => mayBeShown(unit.Key))
            .OrderBy(unit => unit.Key, StringComparer.Ordinal);
        IReadOnlyList<int>[] asks =
        [
            .. users.Select(unit =>
                (IReadOnlyList<int>)[.. unit.GroupBy(each => each.Day).OrderBy(day => day.Key).Select(day => day.Sum(each => each.Asks))]
            ),
        ];
        double all = whole.Sum(each => (long)each.Asks);
        return (new VisitTable(observed, asks), all == 0 ? 1 : asks.Sum(user => user.Sum(each => (double)each)) / all);
    }

    private Func<string, bool> MayBeShown(Campaign campaign, CampaignDefinition definition, string host)
    {
        Func<UserProfile, bool>? isMember =
            definition.Segment is not { } name ? null
            : segments.Find(host, name) is { } segment ? AudienceSegments.MembershipOf(segment)
            : _ => false;
        return unit =>
            SlotTraffic.UserOf(unit) is not { } user
                ? isMember is null
                : !campaigns.IsRefused(host, user)
                    && (isMember is null || (profiles.Profile(host, user) is { } profile && isMember(profile)));
    }

    private IReadOnlyList<SlotRate> Rates(string host, CampaignDefinition definition, DateTimeOffset until) =>
        decisions.RatesOf(host, definition.Slots, until.AddDays(-RateDays), until);

    private string[] Competitors(Campaign campaign, CampaignDefinition definition, string host, DateTimeOffset now) =>
        [
            .. campaigns
                .HostedBy(host)
                .Where(other =>
                    other.Campaign.CampaignId != campaign.CampaignId
                    && other.Campaign.StandingAt(other.Definition, now)
                        is CampaignStanding.Scheduled
                            or CampaignStanding.Running
                            or CampaignStanding.Paused
                    && other.Definition.StartsAt < definition.EndsAt
                    && definition.StartsAt < other.Definition.EndsAt
                    && other.Definition.Priority >= definition.Priority
                    && other.Definition.Slots.Intersect(definition.Slots, StringComparer.Ordinal).Any()
                )
                .Select(other => other.Campaign.Name)
                .Order(StringComparer.Ordinal),
        ];
}
