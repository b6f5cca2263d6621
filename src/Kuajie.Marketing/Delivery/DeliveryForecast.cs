using Kuajie.Marketing.Texts;

namespace Kuajie.Marketing.Delivery;

/// <summary>What keeps a campaign from being shown more.</summary>
public enum DeliveryLimit
{
    /// <summary>Nobody else comes.</summary>
    Traffic,

    /// <summary>Users may see it no more often.</summary>
    Frequency,

    /// <summary>The budget, or its pace.</summary>
    Budget,

    /// <summary>What may be spent in a day.</summary>
    DailyCap,
}

/// <summary>A day of a forecast.</summary>
/// <param name="Day">The day by the campaign's midnights.</param>
/// <param name="Traffic">How often its placements are to be filled, whoever comes.</param>
/// <param name="Impressions">Impressions of the day.</param>
/// <param name="ImpressionsSoFar">Impressions up to its end.</param>
/// <param name="SpendSoFar">Minor units spent up to its end; null where it is not known what an impression costs.</param>
public sealed record ForecastDay(
    DateOnly Day,
    ForecastRange Traffic,
    ForecastRange Impressions,
    ForecastRange ImpressionsSoFar,
    ForecastRange? SpendSoFar
);

/// <summary>Which shares of the traffic a campaign was expected to be shown to.</summary>
/// <param name="EligibleShare">Users of its segment who want promotions.</param>
/// <param name="RolloutShare">Of these, those it is rolled out to.</param>
/// <param name="HoldoutShare">Of these, those kept from it.</param>
/// <param name="UncappedShare">Of what they ask for, what frequency caps leave.</param>
public sealed record DeliveryFunnel(double EligibleShare, double RolloutShare, double HoldoutShare, double UncappedShare);

/// <summary>
/// What a campaign will reach. Every range holds the truth with <see cref="Level"/>, as far as the traffic to come is like that of the past: errors of traffic as past forecasts made them, the same on all days;
/// rates as far as they are known; chance. Where there is too little data the ranges are null, and <see cref="Shortage"/> or <see cref="Notes"/> say what is missing.
/// </summary>
public sealed record DeliveryForecast
{
    /// <summary>With which probability a range holds the truth.</summary>
    public const double Level = 0.8;

    internal const double Tail = (1 - Level) / 2;

    /// <summary>Different users who see it.</summary>
    public ForecastRange? Reach { get; init; }

    /// <summary>Impressions.</summary>
    public ForecastRange? Impressions { get; init; }

    /// <summary>Impressions that are clicked.</summary>
    public ForecastRange? Clicks { get; init; }

    /// <summary>Impressions that convert.</summary>
    public ForecastRange? Conversions { get; init; }

    /// <summary>Minor units spent.</summary>
    public ForecastRange? Spend { get; init; }

    /// <summary>What is expected of each day; empty where nothing is.</summary>
    public IReadOnlyList<ForecastDay> Days { get; init; } = [];

    /// <summary>What keeps it from being shown more, that of the most days first.</summary>
    public IReadOnlyList<DeliveryLimit> Limits { get; init; } = [];

    /// <summary>To which shares of the traffic it was expected to be shown; null where nothing was.</summary>
    public DeliveryFunnel? Funnel { get; init; }

    /// <summary>Why there is no forecast, and what to do; null where there is one.</summary>
    public MarketingText? Shortage { get; init; }

    /// <summary>What should be known beside the figures.</summary>
    public IReadOnlyList<MarketingText> Notes { get; init; } = [];
}
