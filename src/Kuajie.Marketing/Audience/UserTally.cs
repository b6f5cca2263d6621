using Kuajie.Marketing.Faults;

namespace Kuajie.Marketing.Audience;

/// <summary>
/// What one user of one domain did, counted event by event. Adding an event is O(tags of its item + log active days); adding all events one by one, in any order, and merging tallies of
/// parts of the history give the same tally, up to rounding of the decayed sums. Not safe for use by several threads at once.
/// </summary>
public sealed class UserTally
{
    private readonly double halfLifeSeconds;
    private readonly SortedSet<int> days = [];
    private readonly Dictionary<string, Spending> spendings = new(StringComparer.Ordinal);
    private readonly Dictionary<string, PriceSketch> prices = new(StringComparer.Ordinal);
    private readonly Dictionary<string, DateTimeOffset> taken = new(StringComparer.Ordinal);
    private DecayedSum weights;
    private DecayedSum squares;

    /// <summary>An empty tally.</summary>
    /// <exception cref="InvalidInputException">The half-life cannot be used.</exception>
    public UserTally(TallyOptions? options = null)
    {
        Options = options ?? new TallyOptions();
        Options.ThrowIfInvalid();
        halfLifeSeconds = Options.HalfLife.TotalSeconds;
        Tags = new(halfLifeSeconds, StringComparer.OrdinalIgnoreCase);
        Categories = new(halfLifeSeconds, StringComparer.OrdinalIgnoreCase);
        Formats = new(halfLifeSeconds, StringComparer.OrdinalIgnoreCase);
        Hours = new(halfLifeSeconds);
        Weekdays = new(halfLifeSeconds);
    }

    /// <summary>How it is counted.</summary>
    public TallyOptions Options { get; }

    /// <summary>Events counted.</summary>
    public long Events { get; private set; }

    /// <summary>Days (of the time zone) with any event.</summary>
    public int ActiveDays => days.Count;

    /// <summary>Time of the first event; null where there are none.</summary>
    public DateTimeOffset? First { get; private set; }

    /// <summary>Time of the last event; null where there are none.</summary>
    public DateTimeOffset? Last { get; private set; }

    /// <summary>When each taken item was last taken.</summary>
    public IReadOnlyDictionary<string, DateTimeOffset> Taken => taken;

    internal DecayedTally<string> Tags { get; }

    internal DecayedTally<string> Categories { get; }

    internal DecayedTally<string> Formats { get; }

    internal DecayedTally<int> Hours { get; }

    internal DecayedTally<int> Weekdays { get; }

    internal IReadOnlyCollection<int> Days => days;

    internal IReadOnlyDictionary<string, Spending> Spendings => spendings;

    internal IReadOnlyDictionary<string, PriceSketch> Prices => prices;

    /// <summary>Counts an event.</summary>
    /// <exception cref="InvalidInputException">Its weight is not above 0, or what was paid is negative or without a currency; all faults at once.</exception>
    public void Add(AudienceEvent happened)
    {
        ArgumentNullException.ThrowIfNull(happened);
        InvalidInputException.ThrowIfAny(happened.Faults());
        var (at, local, weight) = (
            happened.At.ToUnixTimeSeconds(),
            TimeZoneInfo.ConvertTime(happened.At, Options.TimeZone),
            happened.Weight
        );
        Events++;
        First = First is { } first && first <= happened.At ? first : happened.At;
        Last = Last is { } last && last >= happened.At ? last : happened.At;
        weights = weights.Plus(weight, at, halfLifeSeconds);
        squares = squares.Plus(weight * weight, at, halfLifeSeconds);
        foreach (var tag in happened.Tags.Distinct(StringComparer.OrdinalIgnoreCase))
        {
            Tags.Add(tag, weight, at);
        }
        AddNamed(Categories, happened.Category, weight, at);
        AddNamed(Formats, happened.Format, weight, at);
        Hours.Add(local.Hour, weight, at);
        Weekdays.Add((int)local.DayOfWeek, weight, at);
        days.Add(DayOf(happened.At));
        AddTaken(happened, at);
    }

    /// <summary>Counts everything that another tally of the same user and options counted. O(size of the other).</summary>
    /// <exception cref="InvalidInputException">The tallies count differently.</exception>
    public void Merge(UserTally other)
    {
        ArgumentNullException.ThrowIfNull(other);
        if (other.Options.HalfLife != Options.HalfLife || !other.Options.TimeZone.Equals(Options.TimeZone))
        {
            throw new InvalidInputException([new InputFault("TallyOptions", Options.ToString(), other.Options.ToString())]);
        }
        if (other.Events == 0)
        {
            return;
        }
        Events += other.Events;
        First = First is { } first && first <= other.First ? first : other.First;
        Last = Last is { } last && last >= other.Last ? last : other.Last;
        weights = weights.Plus(other.weights.Value, other.weights.At, halfLifeSeconds);
        squares = squares.Plus(other.squares.Value, other.squares.At, halfLifeSeconds);
        Tags.Merge(other.Tags);
        Categories.Merge(other.Categories);
        Formats.Merge(other.Formats);
        Hours.Merge(other.Hours);
        Weekdays.Merge(other.Weekdays);
        days.UnionWith(other.days);
        MergeTaken(other);
    }

    /// <summary>Decayed weight of everything.</summary>
    internal double WeightAt(long at) => weights.ValueAt(at, halfLifeSeconds);

    /// <summary>How many recent, equally weighted interactions the decayed ones are worth: (Σ weight · decay)² / Σ weight² · decay. Fades with age.</summary>
    internal double EvidenceAt(long at)
    {
        var square = squares.ValueAt(at, halfLifeSeconds);
        var sum = WeightAt(at);
        return square > 0 ? sum * sum / square : 0;
    }

    /// <summary>Number of the day of a moment in the time zone.</summary>
    internal int DayOf(DateTimeOffset moment) =>
        DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(moment, Options.TimeZone).DateTime).DayNumber;

    private static void AddNamed(DecayedTally<string> tally, string? name, double weight, long at)
    {
        if (!string.IsNullOrEmpty(name))
        {
            tally.Add(name, weight, at);
        }
    }

    private void AddTaken(AudienceEvent happened, long at)
    {
        if (happened.IsTaken)
        {
            Take(happened.ItemId, happened.At);
        }
        if (happened.PaidMinorUnits is { } paid)
        {
            var currency = happened.Currency!;
            spendings[currency] = spendings.GetValueOrDefault(currency).Plus(new Spending(paid, 1));
            PricesOf(currency).Add(paid, 1, at);
        }
    }

    private void MergeTaken(UserTally other)
    {
        foreach (var (item, at) in other.taken)
        {
            Take(item, at);
        }
        foreach (var (currency, spending) in other.spendings)
        {
            spendings[currency] = spendings.GetValueOrDefault(currency).Plus(spending);
            PricesOf(currency).Merge(other.prices[currency]);
        }
    }

    private void Take(string itemId, DateTimeOffset at)
    {
        if (!taken.TryGetValue(itemId, out var known) || known < at)
        {
            taken[itemId] = at;
        }
    }

    private PriceSketch PricesOf(string currency)
    {
        if (!prices.TryGetValue(currency, out var sketch))
        {
            prices[currency] = sketch = new PriceSketch(halfLifeSeconds);
        }
        return sketch;
    }
}

/// <summary>What a user paid in one currency.</summary>
/// <param name="MinorUnits">In minor units.</param>
/// <param name="Purchases">How often.</param>
public readonly record struct Spending(long MinorUnits, long Purchases)
{
    internal Spending Plus(Spending other) => new(checked(MinorUnits + other.MinorUnits), Purchases + other.Purchases);
}
