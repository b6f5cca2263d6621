namespace Kuajie.Marketing.Audience;

/// <summary>
/// What the users of a domain are like on average, at a moment: what profiles are held against. Rates are means over users of the user's own share, so that busy users count no more than
/// others. O(users · tags).
/// </summary>
public sealed class AudienceBase
{
    /// <summary>How many recent interactions the domain's average is worth in a user's preferences.</summary>
    public const double PriorEvents = 10;

    private const double UsualPauseDays = 7;
    private readonly Dictionary<string, (long Low, long High)> priceThirds = new(StringComparer.Ordinal);

    private AudienceBase(IReadOnlyCollection<UserTally> tallies, DateTimeOffset at)
    {
        var seconds = at.ToUnixTimeSeconds();
        (At, Users) = (at, tallies.Count);
        Tags = Rates(tallies, tally => tally.Tags, seconds, StringComparer.OrdinalIgnoreCase);
        Categories = Rates(tallies, tally => tally.Categories, seconds, StringComparer.OrdinalIgnoreCase);
        Formats = Rates(tallies, tally => tally.Formats, seconds, StringComparer.OrdinalIgnoreCase);
        Hours = Rates(tallies, tally => tally.Hours, seconds, null);
        Weekdays = Rates(tallies, tally => tally.Weekdays, seconds, null);
        var pauses = tallies.Sum(tally => (double)tally.ActiveDays - 1);
        var spans = tallies.Sum(tally => (double)Span(tally.Days));
        PauseDays = pauses > 0 ? spans / pauses : UsualPauseDays;
        Returns = ReturnModel.Fit([.. tallies.Select(tally => HistoryOf(tally, at))]);
        FindPriceThirds(tallies, seconds);
    }

    /// <summary>The moment.</summary>
    public DateTimeOffset At { get; }

    /// <summary>Users behind it.</summary>
    public int Users { get; }

    /// <summary>Mean pause between active days, in days; 7 where nobody ever returned.</summary>
    public double PauseDays { get; }

    /// <summary>The model of returning; null where there are too few users.</summary>
    public ReturnModel? Returns { get; }

    /// <summary>Mean share of each tag.</summary>
    public IReadOnlyDictionary<string, double> Tags { get; }

    /// <summary>Mean share of each category.</summary>
    public IReadOnlyDictionary<string, double> Categories { get; }

    /// <summary>Mean share of each format.</summary>
    public IReadOnlyDictionary<string, double> Formats { get; }

    /// <summary>Mean share of each hour.</summary>
    public IReadOnlyDictionary<int, double> Hours { get; }

    /// <summary>Mean share of each weekday, 0 for Sunday.</summary>
    public IReadOnlyDictionary<int, double> Weekdays { get; }

    /// <summary>Currencies anything was paid in.</summary>
    public IReadOnlyCollection<string> Currencies => priceThirds.Keys;

    /// <summary>The averages of tallies; users without events are left out.</summary>
    /// <param name="tallies">One tally per user.</param>
    /// <param name="at">The moment.</param>
    public static AudienceBase Of(IEnumerable<UserTally> tallies, DateTimeOffset at)
    {
        ArgumentNullException.ThrowIfNull(tallies);
        return new AudienceBase([.. tallies.Where(tally => tally.Events > 0)], at);
    }

    internal static ReturnHistory HistoryOf(UserTally tally, DateTimeOffset at)
    {
        var age = Math.Max(tally.DayOf(at) - tally.Days.First(), Span(tally.Days));
        return new ReturnHistory(tally.ActiveDays - 1, Span(tally.Days), age);
    }

    internal PriceLevel LevelOf(string currency, long price) =>
        !priceThirds.TryGetValue(currency, out var thirds) ? PriceLevel.Middle
        : price <= thirds.Low ? PriceLevel.Low
        : price <= thirds.High ? PriceLevel.Middle
        : PriceLevel.High;

    private static int Span(IReadOnlyCollection<int> days) => days.Last() - days.First();

    private static Dictionary<T, double> Rates<T>(
        IReadOnlyCollection<UserTally> tallies,
        Func<UserTally, DecayedTally<T>> part,
        long at,
        IEqualityComparer<T>? comparer
    )
        where T : notnull
    {
        var sums = new Dictionary<T, double>(comparer);
        foreach (var tally in tallies)
        {
            // Shares do not depend on the moment; at the last event nothing is rounded to zero yet.
            var last = Math.Min(at, tally.Last!.Value.ToUnixTimeSeconds());
            var whole = tally.WeightAt(last);
            foreach (var (name, weight) in part(tally).ValuesAt(last))
            {
                sums[name] = sums.GetValueOrDefault(name) + (weight / whole / tallies.Count);
            }
        }
        return sums;
    }

    private void FindPriceThirds(IReadOnlyCollection<UserTally> tallies, long at)
    {
        var sketches = new Dictionary<string, PriceSketch>(StringComparer.Ordinal);
        foreach (var tally in tallies)
        {
            foreach (var (currency, sketch) in tally.Prices)
            {
                if (!sketches.TryGetValue(currency, out var all))
                {
                    sketches[currency] = all = new PriceSketch(tally.Options.HalfLife.TotalSeconds);
                }
                all.Merge(sketch);
            }
        }
        foreach (var (currency, sketch) in sketches)
        {
            priceThirds[currency] = (sketch.QuantileAt(1.0 / 3, at), sketch.QuantileAt(2.0 / 3, at));
        }
    }
}
