using Kuajie.Marketing.Faults;
using Kuajie.Marketing.Pacing;

namespace Kuajie.Marketing.Delivery;

/// <summary>What a campaign pays for.</summary>
public enum DeliveryPrice
{
    /// <summary>A thousand impressions.</summary>
    PerThousand,

    /// <summary>A click.</summary>
    PerClick,

    /// <summary>A conversion.</summary>
    PerAction,

    /// <summary>The whole campaign, with its first impression.</summary>
    FixedFee,
}

/// <summary>A day of a campaign by its own midnights.</summary>
/// <param name="Day">The day.</param>
/// <param name="Until">When it ends: at midnight, or with the campaign.</param>
/// <param name="Part">Share of the day that lies in the campaign's window, above 0 and up to 1.</param>
public readonly record struct DeliveryDay(DateOnly Day, DateTimeOffset Until, double Part);

/// <summary>What bounds a campaign. Money in whole minor units.</summary>
/// <param name="Days">Its days, in order and without a gap; at least one.</param>
/// <param name="Pace">How its budget is spread over them.</param>
/// <param name="BudgetMinorUnits">What may be spent in all, above 0.</param>
/// <param name="Price">What is paid for.</param>
/// <param name="PriceMinorUnits">The price, above 0.</param>
public sealed record DeliveryTerms(
    IReadOnlyList<DeliveryDay> Days,
    SpendingPace Pace,
    long BudgetMinorUnits,
    DeliveryPrice Price,
    long PriceMinorUnits
)
{
    /// <summary>What may be spent in a day; null for no bound of its own.</summary>
    public long? DailyCapMinorUnits { get; init; }

    /// <summary>Impressions that a user may see in a day; null for any number.</summary>
    public int? MostPerUserADay { get; init; }

    /// <summary>Impressions that a user may see in all; null for any number.</summary>
    public int? MostPerUser { get; init; }

    /// <summary>Share of users kept from it, 0 … below 1.</summary>
    public double HoldoutShare { get; init; }

    /// <summary>Share of the other users it is rolled out to, above 0 and up to 1.</summary>
    public double RolloutShare { get; init; } = 1;

    /// <summary>Share of all users that may see it.</summary>
    internal double ShownShare => (1 - HoldoutShare) * RolloutShare;

    /// <summary>Expected minor units of an impression, a fixed fee aside, where it is known how often impressions are clicked and convert.</summary>
    internal double CostOf(double clickRate, double actionRate) =>
        Price switch
        {
            DeliveryPrice.PerThousand => PriceMinorUnits / 1000.0,
            DeliveryPrice.PerClick => PriceMinorUnits * clickRate,
            DeliveryPrice.FixedFee => 0,
            _ => PriceMinorUnits * actionRate,
        };

    internal IEnumerable<InputFault> Faults() =>
        [
            .. Outside("days", Days.Count, Days.Count is > 0 and <= 3660),
            .. Outside("budget", BudgetMinorUnits, BudgetMinorUnits > 0),
            .. Outside("price", PriceMinorUnits, PriceMinorUnits > 0),
            .. Outside("dailyCap", DailyCapMinorUnits ?? 1, DailyCapMinorUnits is null or > 0),
            .. Outside("mostPerUserADay", MostPerUserADay ?? 1, MostPerUserADay is null or > 0),
            .. Outside("mostPerUser", MostPerUser ?? 1, MostPerUser is null or > 0),
            .. Outside("holdoutShare", HoldoutShare, HoldoutShare is >= 0 and < 1),
            .. Outside("rolloutShare", RolloutShare, RolloutShare is > 0 and <= 1),
            .. Days.Where(day => !(day.Part is > 0 and <= 1)).SelectMany(day => Outside($"day {day.Day:O}", day.Part, isInside: false)),
            .. Days.Zip(Days.Skip(1))
                .Where(pair => pair.Second.Day != pair.First.Day.AddDays(1))
                .SelectMany(pair => Outside($"day {pair.Second.Day:O}", pair.First.Day.DayNumber, isInside: false)),
        ];

    private static InputFault[] Outside(string where, double found, bool isInside) =>
        isInside ? [] : [new InputFault("DeliveryTerm", where, FormattableString.Invariant($"{found}"))];
}
