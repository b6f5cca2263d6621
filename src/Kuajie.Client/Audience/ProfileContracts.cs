namespace Kuajie.Client.Audience;

/// <summary>What is known of a user of a domain; every value says why.</summary>
/// <param name="User">The user's id as it is stored.</param>
/// <param name="At">The moment it holds for.</param>
/// <param name="First">First event.</param>
/// <param name="Last">Last event.</param>
/// <param name="Events">Events.</param>
/// <param name="ActiveDays">Days with any.</param>
/// <param name="Why">What recency, frequency and money rest on.</param>
/// <param name="Money">What was paid, by currency.</param>
/// <param name="Tags">Tags, the largest share first.</param>
/// <param name="Categories">Categories.</param>
/// <param name="Formats">Formats.</param>
/// <param name="Hours">Hours of the day.</param>
/// <param name="Weekdays">Weekdays.</param>
/// <param name="Prices">Prices taken; absent where nothing was bought.</param>
/// <param name="Stage">Stage of life.</param>
/// <param name="Churn">Churn; absent where the domain has too few users to say.</param>
/// <param name="Segments">Segments the user belongs to.</param>
/// <param name="TimeZone">The domain's time zone, in which hours, weekdays and days are counted.</param>
public sealed record ProfileResponse(
    string User,
    DateTimeOffset At,
    DateTimeOffset First,
    DateTimeOffset Last,
    long Events,
    int ActiveDays,
    string Why,
    IReadOnlyList<MoneyResponse> Money,
    IReadOnlyList<PreferenceResponse> Tags,
    IReadOnlyList<PreferenceResponse> Categories,
    IReadOnlyList<PreferenceResponse> Formats,
    IReadOnlyList<PreferenceResponse> Hours,
    IReadOnlyList<PreferenceResponse> Weekdays,
    PriceBandResponse? Prices,
    StageResponse Stage,
    ChurnResponse? Churn,
    IReadOnlyList<string> Segments,
    string TimeZone
);

/// <summary>What was paid in a currency.</summary>
/// <param name="Currency">ISO 4217 code.</param>
/// <param name="MinorUnits">In minor units.</param>
/// <param name="Purchases">How often.</param>
public sealed record MoneyResponse(string Currency, long MinorUnits, long Purchases);

/// <summary>How much of what a user does is about something.</summary>
/// <param name="Name">Tag, category, format, hour or weekday.</param>
/// <param name="Share">Share, drawn to the average.</param>
/// <param name="Low">Lower end of the 90 % interval.</param>
/// <param name="High">Upper end.</param>
/// <param name="BaseRate">The domain's average.</param>
/// <param name="Confidence">Probability of being above the average.</param>
/// <param name="Why">In words.</param>
public sealed record PreferenceResponse(string Name, double Share, double Low, double High, double BaseRate, double Confidence, string Why);

/// <summary>Prices taken, recent ones counting more.</summary>
/// <param name="Currency">ISO 4217 code.</param>
/// <param name="LowMinorUnits">Lower quartile.</param>
/// <param name="MedianMinorUnits">Median.</param>
/// <param name="HighMinorUnits">Upper quartile.</param>
/// <param name="Level"><c>low</c>, <c>middle</c> or <c>high</c> among the domain's prices.</param>
/// <param name="Why">In words.</param>
public sealed record PriceBandResponse(
    string Currency,
    long LowMinorUnits,
    long MedianMinorUnits,
    long HighMinorUnits,
    string Level,
    string Why
);

/// <summary>Stage of a user's life with the domain.</summary>
/// <param name="Name"><c>new</c>, <c>active</c>, <c>lapsing</c>, <c>lapsed</c> or <c>returned</c>.</param>
/// <param name="RhythmDays">Mean pause expected, in days.</param>
/// <param name="Why">In words.</param>
public sealed record StageResponse(string Name, double RhythmDays, string Why);

/// <summary>Whether a user is still coming.</summary>
/// <param name="Risk">Probability of having left.</param>
/// <param name="ExpectedDays">Active days expected in the next thirty.</param>
/// <param name="Why">In words.</param>
public sealed record ChurnResponse(double Risk, double ExpectedDays, string Why);
