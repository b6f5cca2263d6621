namespace Kuajie.Client.Campaigns;

/// <summary>A quantity that is not known yet.</summary>
/// <param name="Median">The middle.</param>
/// <param name="Low">The lower end.</param>
/// <param name="High">The upper end.</param>
public sealed record RangeResponse(double Median, double Low, double High);

/// <summary>What a campaign will reach; ranges hold the truth with the level told. Without enough data they are left out, and shortage or notes say what is missing and what to do.</summary>
/// <param name="At">When it was forecast: when it was agreed; for one that is not agreed yet, just now.</param>
/// <param name="Currency">Currency of the amounts.</param>
/// <param name="Level">With which probability a range holds the truth, 0.8.</param>
/// <param name="Source">What traffic was counted from: <c>decisions</c> asked for, or <c>lists</c> recommended in scenes of the placements' names.</param>
/// <param name="TrafficDays">Whole days of traffic that were used.</param>
/// <param name="Limits">What keeps it from being shown more, that of the most days first.</param>
/// <param name="Notes">What has to be known to read it, in words.</param>
/// <param name="Days">Day by day.</param>
/// <param name="Reach">Different users who see it; left out where they are few and another's.</param>
/// <param name="Impressions">Impressions.</param>
/// <param name="Clicks">Impressions that are clicked.</param>
/// <param name="Conversions">Impressions that convert.</param>
/// <param name="SpendMinorUnits">What is spent.</param>
/// <param name="Shortage">Why there is no forecast, and what to do, in words.</param>
/// <param name="FewestPeople">Where counts are left out: how many people there have to be.</param>
public sealed record CampaignForecastResponse(
    DateTimeOffset At,
    string Currency,
    double Level,
    string Source,
    int TrafficDays,
    IReadOnlyList<ForecastLimitResponse> Limits,
    IReadOnlyList<string> Notes,
    IReadOnlyList<CampaignForecastDay> Days,
    RangeResponse? Reach = null,
    RangeResponse? Impressions = null,
    RangeResponse? Clicks = null,
    RangeResponse? Conversions = null,
    RangeResponse? SpendMinorUnits = null,
    string? Shortage = null,
    int? FewestPeople = null
);

/// <summary>What keeps a campaign from being shown more.</summary>
/// <param name="Limit"><c>traffic</c>, <c>frequency</c>, <c>budget</c> or <c>dailyCap</c>.</param>
/// <param name="Sentence">The same in words.</param>
public sealed record ForecastLimitResponse(string Limit, string Sentence);

/// <summary>A day of a forecast, by the campaign's midnights.</summary>
/// <param name="Day">The day.</param>
/// <param name="Impressions">Impressions of the day.</param>
/// <param name="ImpressionsSoFar">Impressions up to its end.</param>
/// <param name="SpentSoFarMinorUnits">What is spent up to its end; left out where it is not known what an impression costs.</param>
public sealed record CampaignForecastDay(
    DateOnly Day,
    RangeResponse Impressions,
    RangeResponse ImpressionsSoFar,
    RangeResponse? SpentSoFarMinorUnits = null
);

/// <summary>What a campaign delivered, day by day, beside the forecast that was taken when it was agreed.</summary>
/// <param name="State">Where it stands.</param>
/// <param name="Currency">Currency of the amounts.</param>
/// <param name="Days">Days of its window up to today, and those to come that were forecast.</param>
/// <param name="Alerts">How it departs from the forecast, why, and what to do; empty where it does not.</param>
/// <param name="ForecastAt">When the forecast was taken; left out where none was yet.</param>
/// <param name="Shortage">Why there is nothing to hold it against; its pace is then.</param>
public sealed record CampaignTrackingResponse(
    string State,
    string Currency,
    IReadOnlyList<TrackedDayResponse> Days,
    IReadOnlyList<DeliveryAlertResponse> Alerts,
    DateTimeOffset? ForecastAt = null,
    string? Shortage = null
);

/// <summary>A day of a campaign, by its own midnights.</summary>
/// <param name="Day">The day.</param>
/// <param name="Over">Whether it is over: only days that are over are judged.</param>
/// <param name="Impressions">How often it was shown.</param>
/// <param name="ImpressionsSoFar">How often up to its end.</param>
/// <param name="SpentMinorUnits">What was spent.</param>
/// <param name="Requests">How often its placements were to be filled; told to the domain whose placements they are.</param>
/// <param name="Forecast">Impressions that were expected of it.</param>
/// <param name="ForecastSoFar">Impressions that were expected up to its end.</param>
public sealed record TrackedDayResponse(
    DateOnly Day,
    bool Over,
    long Impressions,
    long ImpressionsSoFar,
    long SpentMinorUnits,
    long? Requests = null,
    RangeResponse? Forecast = null,
    RangeResponse? ForecastSoFar = null
);

/// <summary>A departure of a campaign from its forecast.</summary>
/// <param name="Kind"><c>underDelivery</c>, <c>overDelivery</c> or <c>budgetGoneEarly</c>.</param>
/// <param name="Cause">What most of it comes from, for programs.</param>
/// <param name="Day">The last whole day that was judged.</param>
/// <param name="Sentence">What is the matter, in words.</param>
/// <param name="Why">Why, in words.</param>
/// <param name="Cure">What to do, in words.</param>
public sealed record DeliveryAlertResponse(string Kind, string Cause, DateOnly Day, string Sentence, string Why, string Cure);
