using Kuajie.Client.Experiments;

namespace Kuajie.Client.Campaigns;

/// <summary>What a campaign caused: users it was shown to against users it was kept from by lot. With fewer people than told, or without a holdout, there are no measures.</summary>
/// <param name="State">Where the campaign stands.</param>
/// <param name="From">When its window opened.</param>
/// <param name="Until">Until when was looked.</param>
/// <param name="Over">Whether its time is over, with the days within which outcomes count.</param>
/// <param name="Currency">Currency of the amounts.</param>
/// <param name="Impressions">Impressions.</param>
/// <param name="SpentMinorUnits">What it cost.</param>
/// <param name="Notes">What has to be known to read it, in words.</param>
/// <param name="Measures">The measures; the first is what both sides sold.</param>
/// <param name="Reached">Users it was shown to; left out where they are few.</param>
/// <param name="HeldOut">Users it would have been shown to, were they not held out; left out where they are few.</param>
/// <param name="SalesMinorUnits">What was sold on both sides because of it; left out without data enough.</param>
/// <param name="Return">(sales − cost) / cost; left out without data enough, or where it cost nothing.</param>
/// <param name="FewestPeople">Where people are few: how many there have to be.</param>
public sealed record CampaignOutcomeResponse(
    string State,
    DateTimeOffset From,
    DateTimeOffset Until,
    bool Over,
    string Currency,
    long Impressions,
    long SpentMinorUnits,
    IReadOnlyList<string> Notes,
    IReadOnlyList<OutcomeMeasureResponse> Measures,
    long? Reached = null,
    long? HeldOut = null,
    EffectResponse? SalesMinorUnits = null,
    EffectResponse? Return = null,
    int? FewestPeople = null
);

/// <summary>A measure.</summary>
/// <param name="Measure"><c>activity</c>, <c>returned</c>, <c>searches</c>, <c>newcomers</c>, <c>buyers</c>, <c>sales</c> (in whole units of the currency), or the promoted side's share of what the users did on both sides: <c>searchShare</c>, <c>mentionShare</c> (comments and shares).</param>
/// <param name="Side">Where: <c>host</c>, <c>promoted</c> (through linked users) or <c>both</c>.</param>
/// <param name="Name">What it is called.</param>
/// <param name="Verdict">What it comes to, for programs: as for experiments.</param>
/// <param name="Sentence">The same for people.</param>
/// <param name="HeldOutMean">Mean of the users held out.</param>
/// <param name="ShownMean">Mean of the users it was shown to.</param>
/// <param name="Effect">The effect on one user, with its 95 % interval; left out without data enough.</param>
/// <param name="Lift">The same relative to the users held out.</param>
/// <param name="Total">The effect on all users reached; left out of shares.</param>
public sealed record OutcomeMeasureResponse(
    string Measure,
    string Side,
    string Name,
    string Verdict,
    string Sentence,
    double? HeldOutMean = null,
    double? ShownMean = null,
    EffectResponse? Effect = null,
    EffectResponse? Lift = null,
    EffectResponse? Total = null
);
