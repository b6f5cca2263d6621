using Kuajie.Platform.Campaigns.Life;
using Kuajie.Platform.Messages;

namespace Kuajie.Platform.Campaigns.Forecasts;

/// <summary>How often a placement was to be filled in an hour, whether it was or not.</summary>
/// <param name="Domain">The domain.</param>
/// <param name="Slot">The placement.</param>
/// <param name="Hour">Whole hours since 1970 began, in UTC.</param>
/// <param name="Asks">How often.</param>
public sealed record SlotHour(string Domain, string Slot, int Hour, long Asks);

/// <summary>How often a placement was to be filled for somebody on a day.</summary>
/// <param name="Domain">The domain.</param>
/// <param name="Slot">The placement.</param>
/// <param name="Day">Whole days since 1970 began, in UTC.</param>
/// <param name="Unit">Who: <see cref="SlotTraffic.UnitOf"/>.</param>
/// <param name="Asks">How often.</param>
public sealed record SlotVisit(string Domain, string Slot, int Day, string Unit, int Asks);

/// <summary>How often a running campaign was passed over on a day, and why.</summary>
/// <param name="CampaignId">The campaign.</param>
/// <param name="Day">The day by the campaign's midnights, as yyyymmdd.</param>
/// <param name="Reason">The code of a <see cref="Decisions.DecisionReason"/>.</param>
/// <param name="Asks">How often.</param>
public sealed record CampaignPass(string CampaignId, int Day, string Reason, long Asks);

/// <summary>What was asked for since the last writing.</summary>
/// <param name="Hours">By placement and hour.</param>
/// <param name="Visits">By placement, day and who.</param>
/// <param name="Passes">Campaigns passed over.</param>
public sealed record TrafficCounts(IReadOnlyList<SlotHour> Hours, IReadOnlyList<SlotVisit> Visits, IReadOnlyList<CampaignPass> Passes);

/// <summary>The forecast that was taken of a campaign when it was agreed, and what was told of its delivery since.</summary>
/// <param name="CampaignId">The campaign.</param>
/// <param name="Owner">Its owner.</param>
/// <param name="Partner">Its partner.</param>
/// <param name="Name">Its name.</param>
/// <param name="TakenAt">When the forecast was taken.</param>
/// <param name="ForecastJson">A <see cref="CampaignForecast"/>.</param>
/// <param name="AlertsJson">The alerts that hold (<see cref="Marketing.Delivery.DeliveryAlert"/>).</param>
/// <param name="Standing">Where it stood when it was last looked at.</param>
public sealed record RecordedForecast(
    string CampaignId,
    string Owner,
    string Partner,
    string Name,
    DateTimeOffset TakenAt,
    string ForecastJson,
    string AlertsJson,
    CampaignStanding Standing
);

/// <summary>Where is kept what forecasts of campaigns stand on, and what they were. One conformance suite runs on every implementation.</summary>
public interface IForecastStore
{
    /// <summary>Adds counts to those on record, in one transaction.</summary>
    void Add(TrafficCounts counts);

    /// <summary>Traffic of placements since an hour, in order of placement and hour.</summary>
    IReadOnlyList<SlotHour> HoursOf(string domain, IReadOnlyList<string> slots, int sinceHour);

    /// <summary>Visits of placements since a day, in order of placement, day and unit.</summary>
    IReadOnlyList<SlotVisit> VisitsOf(string domain, IReadOnlyList<string> slots, int sinceDay);

    /// <summary>How often a campaign was passed over, in order of day and reason.</summary>
    IReadOnlyList<CampaignPass> PassesOf(string campaignId);

    /// <summary>Forgets visits before a day and traffic before an hour.</summary>
    void ForgetBefore(int day, int hour);

    /// <summary>Forgets the visits of a user. How many there were.</summary>
    long EraseUser(string domain, string userId);

    /// <summary>The forecast of a campaign, or null.</summary>
    RecordedForecast? Find(string campaignId);

    /// <summary>The forecasts of the campaigns whose alerts hold, in order of owner and name.</summary>
    IReadOnlyList<RecordedForecast> WithAlerts();

    /// <summary>Stores a forecast in place of the one of its campaign, and what is told, in one transaction.</summary>
    void Put(RecordedForecast forecast, IReadOnlyList<Message> messages);
}
