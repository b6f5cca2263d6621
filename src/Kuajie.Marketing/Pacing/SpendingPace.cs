using Kuajie.Marketing.Faults;

namespace Kuajie.Marketing.Pacing;

/// <summary>
/// How much of a budget may have been spent by a moment. Whole minor units: never above the budget, never less at a later moment, nothing before the window, and exactly the budget from its end on. A pure
/// function of the moment, so that a clock that jumps does no harm: back, it allows what it allowed then; ahead, no more than the budget. Immutable.
/// </summary>
public sealed class SpendingPace
{
    /// <summary>Hours of a week, the first that of Monday at midnight.</summary>
    public const int HoursOfWeek = 168;

    /// <summary>Parts of the largest hour's share: fine enough for forecasts, coarse enough for exact sums.</summary>
    private const double Parts = 1_000_000;

    /// <summary>Ten trillion of the currency's units: more would leave the numbers that sums are made with.</summary>
    private const long MostBudget = 1_000_000_000_000_000;
    private const long AheadNumerator = 5;
    private const long AheadDenominator = 4;

    private readonly PacingKind kind;
    private readonly long budget;
    private readonly long startTicks;
    private readonly long length;
    private readonly long[] shares;
    private readonly Int128[] before;
    private readonly Int128 whole;

    /// <summary>A pace.</summary>
    /// <param name="kind">How the budget is spread.</param>
    /// <param name="budgetMinorUnits">The budget in minor units, 0 … 10¹⁵.</param>
    /// <param name="start">When the window opens.</param>
    /// <param name="end">When it closes; after the start.</param>
    /// <param name="hourShares">For <see cref="PacingKind.Forecast"/>: shape 168, the traffic of each hour of the week relative to the others, 0 or more and not all 0, Monday's first hour in UTC first; else null.</param>
    /// <exception cref="InvalidInputException">Something is not as said; every fault is named.</exception>
    public SpendingPace(
        PacingKind kind,
        long budgetMinorUnits,
        DateTimeOffset start,
        DateTimeOffset end,
        IReadOnlyList<double>? hourShares = null
    )
    {
        InvalidInputException.ThrowIfAny([
            .. budgetMinorUnits is < 0 or > MostBudget
                ? [new InputFault("PaceBudget", "budget", $"{budgetMinorUnits}")]
                : Array.Empty<InputFault>(),
            .. end <= start ? [new InputFault("PaceWindow", "window", $"{start:u} … {end:u}")] : Array.Empty<InputFault>(),
            .. SharesFaults(kind, hourShares),
        ]);
        (this.kind, budget) = (kind, budgetMinorUnits);
        (startTicks, length) = (start.UtcTicks, end.UtcTicks - start.UtcTicks);
        shares = kind == PacingKind.Forecast ? Whole(hourShares!) : [];
        before = Sums(shares);
        whole = kind == PacingKind.Forecast ? Traffic(startTicks + length) - Traffic(startTicks) : length;
    }

    /// <summary>Minor units that may have been spent by a moment. O(1).</summary>
    public long AllowedBy(DateTimeOffset moment)
    {
        var elapsed = moment.UtcTicks - startTicks;
        if (elapsed < 0)
        {
            return 0;
        }
        if (elapsed >= length || kind == PacingKind.AsFast)
        {
            return budget;
        }
        return kind switch
        {
            PacingKind.Ahead => (long)Int128.Min(budget, budget * (Int128)elapsed * AheadNumerator / ((Int128)length * AheadDenominator)),
            // A window whose hours all have no traffic is spread evenly.
            PacingKind.Forecast when whole > 0 => (long)(budget * (Traffic(moment.UtcTicks) - Traffic(startTicks)) / whole),
            _ => (long)(budget * (Int128)elapsed / length),
        };
    }

    /// <summary>Traffic from the beginning of the calendar's first Monday until a moment: weeks, whole hours and the part of an hour, in shares times ticks.</summary>
    private Int128 Traffic(long utcTicks)
    {
        // The calendar's first day, 1 January of the year 1, is a Monday.
        var hours = utcTicks / TimeSpan.TicksPerHour;
        var (weeks, hour) = (hours / HoursOfWeek, (int)(hours % HoursOfWeek));
        return (before[HoursOfWeek] * weeks) + before[hour] + ((Int128)shares[hour] * (utcTicks % TimeSpan.TicksPerHour));
    }

    private static long[] Whole(IReadOnlyList<double> given)
    {
        var largest = given.Max();
        return [.. given.Select(share => (long)Math.Round(share / largest * Parts))];
    }

    private static Int128[] Sums(long[] shares)
    {
        var sums = new Int128[shares.Length + 1];
        for (var hour = 0; hour < shares.Length; hour++)
        {
            sums[hour + 1] = sums[hour] + ((Int128)shares[hour] * TimeSpan.TicksPerHour);
        }
        return sums;
    }

    private static IEnumerable<InputFault> SharesFaults(PacingKind kind, IReadOnlyList<double>? shares)
    {
        if (kind != PacingKind.Forecast)
        {
            return shares is null ? [] : [new InputFault("PaceShares", "hourShares", $"{shares.Count}")];
        }
        return
            shares is { Count: HoursOfWeek } && shares.All(share => share >= 0 && double.IsFinite(share)) && shares.Any(share => share > 0)
            ? []
            : [new InputFault("PaceShares", "hourShares", $"{shares?.Count ?? 0}")];
    }
}
