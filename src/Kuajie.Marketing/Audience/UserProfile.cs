using Kuajie.Marketing.Texts;

namespace Kuajie.Marketing.Audience;

/// <summary>Where a price stands among the prices taken in the domain: by thirds.</summary>
public enum PriceLevel
{
    /// <summary>In the lowest third.</summary>
    Low = 1,

    /// <summary>In the middle third.</summary>
    Middle = 2,

    /// <summary>In the highest third.</summary>
    High = 3,
}

/// <summary>The prices a user takes, recent ones counting more.</summary>
/// <param name="Currency">ISO 4217 code: the one that carries most recent purchases.</param>
/// <param name="LowMinorUnits">A quarter of the purchases cost at most this.</param>
/// <param name="MedianMinorUnits">Half of them.</param>
/// <param name="HighMinorUnits">Three quarters of them.</param>
/// <param name="Level">The median among the domain's prices.</param>
/// <param name="Purchases">Purchases behind it.</param>
/// <param name="Why">In words.</param>
public sealed record PriceBand(
    string Currency,
    long LowMinorUnits,
    long MedianMinorUnits,
    long HighMinorUnits,
    PriceLevel Level,
    long Purchases,
    MarketingText Why
);

/// <summary>Whether a user is still coming, by the domain's model of returning.</summary>
/// <param name="Risk">Probability of having left for good, 0 … 1.</param>
/// <param name="ExpectedDays">Active days expected in the next thirty.</param>
/// <param name="Why">In words.</param>
public sealed record ChurnEstimate(double Risk, double ExpectedDays, MarketingText Why);

/// <summary>Where a user stands in their life with the domain.</summary>
/// <param name="Name">The stage.</param>
/// <param name="Survival">Probability of a pause at least as long as the present one, had the user kept to their rhythm.</param>
/// <param name="RhythmDays">The mean pause expected, in days.</param>
/// <param name="Why">In words.</param>
public sealed record LifecycleState(LifecycleStage Name, double Survival, double RhythmDays, MarketingText Why);

/// <summary>What is known of a user of one domain at a moment; every value says why.</summary>
public sealed record UserProfile
{
    /// <summary>The user.</summary>
    public required string UserId { get; init; }

    /// <summary>The moment; that of the last event where that is later than the one asked for.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>First event.</summary>
    public required DateTimeOffset First { get; init; }

    /// <summary>Last event.</summary>
    public required DateTimeOffset Last { get; init; }

    /// <summary>Events counted.</summary>
    public required long Events { get; init; }

    /// <summary>Frequency: days with any event.</summary>
    public required int ActiveDays { get; init; }

    /// <summary>What recency, frequency and money rest on, in words.</summary>
    public required MarketingText WhyActivity { get; init; }

    /// <summary>Money: what was paid, by currency.</summary>
    public required IReadOnlyDictionary<string, Spending> Money { get; init; }

    /// <summary>How many recent, equally weighted interactions stand behind the preferences.</summary>
    public required double Evidence { get; init; }

    /// <summary>Tags of what the user did, the largest share first.</summary>
    public required IReadOnlyList<Preference> Tags { get; init; }

    /// <summary>Categories, likewise.</summary>
    public required IReadOnlyList<Preference> Categories { get; init; }

    /// <summary>Formats, likewise.</summary>
    public required IReadOnlyList<Preference> Formats { get; init; }

    /// <summary>Hours of the day at which anybody of the domain did anything, likewise.</summary>
    public required IReadOnlyList<Preference> Hours { get; init; }

    /// <summary>Weekdays, as hours.</summary>
    public required IReadOnlyList<Preference> Weekdays { get; init; }

    /// <summary>Prices taken; null where nothing was bought.</summary>
    public required PriceBand? Prices { get; init; }

    /// <summary>Stage of life.</summary>
    public required LifecycleState Stage { get; init; }

    /// <summary>Churn; null where the domain has too few users to say.</summary>
    public required ChurnEstimate? Churn { get; init; }

    /// <summary>When each taken item was last taken.</summary>
    public required IReadOnlyDictionary<string, DateTimeOffset> Taken { get; init; }

    /// <summary>Recency: time since the last event.</summary>
    public TimeSpan Recency => At - Last;
}
