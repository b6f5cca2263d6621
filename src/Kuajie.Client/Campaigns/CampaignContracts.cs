namespace Kuajie.Client.Campaigns;

/// <summary>What a campaign shows, to whom, when and at what price. Amounts are whole minor units of its currency.</summary>
/// <param name="Partner">The other domain.</param>
/// <param name="StartsAt">When its window opens.</param>
/// <param name="EndsAt">When it closes.</param>
/// <param name="Currency">Currency of all its amounts (ISO 4217).</param>
/// <param name="BudgetMinorUnits">What may be spent in all; above 0.</param>
/// <param name="PriceMinorUnits">The price; above 0.</param>
/// <param name="Slots">1 … 20 placements where it may be shown: the names that requests for decisions give.</param>
/// <param name="Creatives">1 … 20 creatives.</param>
/// <param name="Direction"><c>promotesPartner</c> (where left out): the owner's users see the partner; <c>promotedByPartner</c>: the partner's users see the owner.</param>
/// <param name="TimeZone">The time zone whose midnights part days, by its IANA name; UTC where left out.</param>
/// <param name="DailyCapMinorUnits">What may be spent in a day; no bound of its own where left out.</param>
/// <param name="PriceModel">What the price is for: <c>perThousand</c> impressions (where left out), <c>perClick</c>, <c>perAction</c> or <c>fixedFee</c>, the whole campaign: charged once, with the first impression, the same as the budget, and with the pacing <c>asFast</c>.</param>
/// <param name="ConversionKinds">Kinds of interactions that are conversions; enrolments and purchases where left out.</param>
/// <param name="AttributionDays">Days after an impression within which clicks and conversions count, 1 … 90; 7 where left out.</param>
/// <param name="Ranking">How it chooses among its creatives: <c>fixed</c> (where left out; the first), <c>thompson</c> or <c>linUcb</c>.</param>
/// <param name="Goal">What it learns to bring about: <c>click</c> (where left out) or <c>conversion</c>.</param>
/// <param name="Epsilon">Share of LinUCB's choices that are drawn uniformly, 0 … 1; 0.05 where left out.</param>
/// <param name="Pacing">How the budget is spread over the window: <c>even</c> (where left out), <c>ahead</c>, <c>asFast</c> or <c>forecast</c>.</param>
/// <param name="HourShares">For pacing by forecast: 168 shares, the traffic of each hour of the week in UTC, Monday's first hour first.</param>
/// <param name="MostPerUserADay">Impressions that one user may see in a day; any number where left out.</param>
/// <param name="MostPerUser">Impressions that one user may see in all; any number where left out.</param>
/// <param name="Segment">Only users of this segment of the showing domain see it; all where left out.</param>
/// <param name="HoldoutShare">Share of users kept from it, so that its effect can be read, 0 … 0.9; 0 where left out.</param>
/// <param name="Rollout">Share of the other users that see it so far, above 0 and up to 1, which stands where it is left out.</param>
/// <param name="Priority">Of campaigns that fit a request, those of the highest priority come first, 0 … 100; 0 where left out.</param>
/// <param name="LiveEvents">Up to 20 live events, as calendar files too; none where left out.</param>
public sealed record CampaignRequest(
    string Partner,
    DateTimeOffset StartsAt,
    DateTimeOffset EndsAt,
    string Currency,
    long BudgetMinorUnits,
    long PriceMinorUnits,
    IReadOnlyList<string> Slots,
    IReadOnlyList<CampaignCreativeRequest> Creatives,
    string? Direction = null,
    string? TimeZone = null,
    long? DailyCapMinorUnits = null,
    string? PriceModel = null,
    IReadOnlyList<string>? ConversionKinds = null,
    int? AttributionDays = null,
    string? Ranking = null,
    string? Goal = null,
    double? Epsilon = null,
    string? Pacing = null,
    IReadOnlyList<double>? HourShares = null,
    int? MostPerUserADay = null,
    int? MostPerUser = null,
    string? Segment = null,
    double? HoldoutShare = null,
    double? Rollout = null,
    int? Priority = null,
    IReadOnlyList<LiveEventRequest>? LiveEvents = null
);

/// <summary>A live event of a campaign: a joint Q&amp;A, a watch-along.</summary>
/// <param name="Name">Its name, unique in the campaign.</param>
/// <param name="English">Its words in English.</param>
/// <param name="Chinese">Its words in Chinese.</param>
/// <param name="StartsAt">When it begins.</param>
/// <param name="EndsAt">When it ends.</param>
/// <param name="Link">Where it takes place (http or https).</param>
public sealed record LiveEventRequest(
    string Name,
    CreativeWordsRequest English,
    CreativeWordsRequest Chinese,
    DateTimeOffset StartsAt,
    DateTimeOffset EndsAt,
    string Link
);

/// <summary>What is shown, in both languages.</summary>
/// <param name="Name">Its name, unique in the campaign.</param>
/// <param name="English">Its words in English.</param>
/// <param name="Chinese">Its words in Chinese.</param>
/// <param name="Link">Where it leads (http or https); its item where left out.</param>
/// <param name="Item">The item of the promoted domain that it is about.</param>
public sealed record CampaignCreativeRequest(
    string Name,
    CreativeWordsRequest English,
    CreativeWordsRequest Chinese,
    string? Link = null,
    string? Item = null
);

/// <summary>The words of a creative in one language.</summary>
/// <param name="Title">The title, 1 … 120 characters.</param>
/// <param name="Text">What stands under it, up to 500 characters; may be empty.</param>
public sealed record CreativeWordsRequest(string Title, string Text);

/// <summary>A campaign.</summary>
/// <param name="Name">Its name: among the campaigns that either side sees there is no other of it.</param>
/// <param name="Owner">The domain that defined it and pays.</param>
/// <param name="Partner">The other domain.</param>
/// <param name="Side">Which of the two the asking domain is: <c>owner</c> or <c>partner</c>.</param>
/// <param name="State"><c>draft</c>, <c>proposed</c>, <c>scheduled</c>, <c>running</c>, <c>paused</c>, <c>stopped</c>, <c>killed</c> or <c>closed</c>.</param>
/// <param name="PausedBy">The sides that hold it.</param>
/// <param name="Host">The domain whose users see it.</param>
/// <param name="Promoted">The domain that is shown.</param>
/// <param name="Definition">What it shows, to whom, when and at what price.</param>
/// <param name="Reviews">What the sides said of its creatives; those that both approved are shown.</param>
/// <param name="History">What was decided about it, oldest first.</param>
/// <param name="ChangedAt">When it was changed last.</param>
public sealed record CampaignResponse(
    string Name,
    string Owner,
    string Partner,
    string Side,
    string State,
    IReadOnlyList<string> PausedBy,
    string Host,
    string Promoted,
    CampaignRequest Definition,
    IReadOnlyList<CreativeReviewResponse> Reviews,
    IReadOnlyList<CampaignStepResponse> History,
    DateTimeOffset ChangedAt
);

/// <summary>What a side says of a creative.</summary>
/// <param name="Creative">The creative.</param>
/// <param name="Side"><c>owner</c> or <c>partner</c>.</param>
/// <param name="Approved">Whether it may be shown.</param>
/// <param name="Note">What was said about it.</param>
/// <param name="At">When.</param>
public sealed record CreativeReviewResponse(string Creative, string Side, bool Approved, string? Note, DateTimeOffset At);

/// <summary>Something that was decided about a campaign.</summary>
/// <param name="At">When.</param>
/// <param name="Side">For which side: <c>owner</c> or <c>partner</c>.</param>
/// <param name="Action"><c>define</c>, <c>propose</c>, <c>approve</c>, <c>reject</c>, <c>review</c>, <c>pause</c>, <c>start</c>, <c>raise</c>, <c>stop</c> or <c>kill</c>.</param>
/// <param name="By">Who, where it was the asking side.</param>
/// <param name="Note">What was said about it.</param>
public sealed record CampaignStepResponse(DateTimeOffset At, string Side, string Action, string? By = null, string? Note = null);

/// <summary>Why a proposed campaign is not wanted.</summary>
/// <param name="Note">Up to 500 characters.</param>
public sealed record RejectionRequest(string? Note = null);

/// <summary>What a side says of a creative.</summary>
/// <param name="Approved">Whether it may be shown.</param>
/// <param name="Note">Up to 500 characters.</param>
public sealed record CreativeReviewRequest(bool Approved, string? Note = null);

/// <summary>A share of the users.</summary>
/// <param name="Share">Above the present one and up to 1.</param>
public sealed record RolloutRequest(double Share);

/// <summary>Whether all campaigns with a partner are off.</summary>
/// <param name="Off">Whether they are.</param>
public sealed record CampaignSwitchRequest(bool Off);

/// <summary>A switch for all campaigns of two domains.</summary>
/// <param name="Domain">The domain that set it.</param>
/// <param name="Partner">The other one.</param>
/// <param name="Off">Whether nothing of their campaigns is shown.</param>
/// <param name="ChangedAt">When it was set.</param>
public sealed record CampaignSwitchResponse(string Domain, string Partner, bool Off, DateTimeOffset ChangedAt);

/// <summary>How a campaign is delivered so far. Counts of few people are told to the domain whose users they are, and left out for the other.</summary>
/// <param name="State">Where it stands.</param>
/// <param name="Currency">Currency of the amounts.</param>
/// <param name="BudgetMinorUnits">What may be spent in all.</param>
/// <param name="SpentMinorUnits">What was spent.</param>
/// <param name="HeldMinorUnits">What is held back for impressions on their way to the disk.</param>
/// <param name="AllowedMinorUnits">What may have been spent by now, by its pacing.</param>
/// <param name="Today">The present day by its midnights.</param>
/// <param name="SpentTodayMinorUnits">What was spent on it.</param>
/// <param name="Impressions">Impressions.</param>
/// <param name="Clicks">Impressions that were clicked.</param>
/// <param name="Conversions">Impressions that converted.</param>
/// <param name="Uncharged">Clicks and conversions that came when they could not be charged: after its end, after the budget's, or too late.</param>
/// <param name="Reach">Users, and visits of visitors, that saw it or would have, were they not held out.</param>
/// <param name="Days">Day by day.</param>
/// <param name="Creatives">By creative.</param>
/// <param name="FewestPeople">Where counts are left out: how many people there have to be.</param>
public sealed record CampaignDeliveryResponse(
    string State,
    string Currency,
    long BudgetMinorUnits,
    long SpentMinorUnits,
    long HeldMinorUnits,
    long AllowedMinorUnits,
    DateOnly Today,
    long SpentTodayMinorUnits,
    long Impressions,
    long? Clicks,
    long? Conversions,
    long? Uncharged,
    long? Reach,
    IReadOnlyList<DeliveryDay> Days,
    IReadOnlyList<DeliveryCreative> Creatives,
    int? FewestPeople = null
);

/// <summary>A day of a campaign.</summary>
/// <param name="Day">The day by the campaign's midnights.</param>
/// <param name="Impressions">Impressions.</param>
/// <param name="Clicks">Impressions that were clicked.</param>
/// <param name="Conversions">Impressions that converted.</param>
/// <param name="SpentMinorUnits">What was spent.</param>
public sealed record DeliveryDay(DateOnly Day, long Impressions, long? Clicks, long? Conversions, long SpentMinorUnits);

/// <summary>A creative of a campaign.</summary>
/// <param name="Creative">Its name.</param>
/// <param name="Impressions">Impressions.</param>
/// <param name="Clicks">Impressions that were clicked.</param>
/// <param name="Conversions">Impressions that converted.</param>
/// <param name="SpentMinorUnits">What was spent.</param>
public sealed record DeliveryCreative(string Creative, long Impressions, long? Clicks, long? Conversions, long SpentMinorUnits);

/// <summary>What campaigns do with a user.</summary>
/// <param name="Refused">Whether the user wants no promotions.</param>
/// <param name="Campaigns">Approved campaigns of the domain's users that are not over.</param>
public sealed record UserCampaignsResponse(bool Refused, IReadOnlyList<UserCampaignResponse> Campaigns);

/// <summary>What a campaign does with a user.</summary>
/// <param name="Campaign">Its name.</param>
/// <param name="HeldOut">Whether the user is kept from it, so that its effect can be read.</param>
/// <param name="RolledOut">Whether it was rolled out to the user.</param>
public sealed record UserCampaignResponse(string Campaign, bool HeldOut, bool RolledOut);

/// <summary>Whether a user wants promotions.</summary>
/// <param name="Refused">Whether the user wants none.</param>
public sealed record UserPromotionsRequest(bool Refused);
