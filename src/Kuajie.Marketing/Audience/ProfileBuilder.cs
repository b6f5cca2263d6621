using System.Globalization;
using Kuajie.Marketing.Texts;

namespace Kuajie.Marketing.Audience;

/// <summary>
/// Reads a user's profile from the tally and the domain's averages. O(tags). The averages may be somewhat older than the tally: they move slowly, so a tally that has
/// heard of an event gives a profile that knows it at once.
/// </summary>
/// <param name="average">The domain's averages.</param>
public sealed class ProfileBuilder(AudienceBase average)
{
    private const double HorizonDays = 30;
    private static readonly string[] Days = ["sunday", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday"];

    /// <summary>Names of the weekdays, Sunday first.</summary>
    public static IReadOnlyList<string> WeekdayNames => Days;

    /// <summary>The profile; null for a tally without events.</summary>
    /// <param name="userId">The user.</param>
    /// <param name="tally">What the user did.</param>
    /// <param name="at">The moment; the time of the last event where that is later.</param>
    public UserProfile? Of(string userId, UserTally tally, DateTimeOffset at)
    {
        ArgumentNullException.ThrowIfNull(tally);
        if (tally is not { First: { } first, Last: { } last })
        {
            return null;
        }
        var moment = at < last ? last : at;
        return new UserProfile
        {
            UserId = userId,
            At = moment,
            First = first,
            Last = last,
            Events = tally.Events,
            ActiveDays = tally.ActiveDays,
            WhyActivity = MarketingText.Of("WhyActivity", tally.Events, tally.ActiveDays, (moment - last).TotalDays),
            Money = new Dictionary<string, Spending>(tally.Spendings),
            Evidence = tally.EvidenceAt(moment.ToUnixTimeSeconds()),
            Tags = Preferences(tally, tally.Tags, average.Tags, tally.Tags.Names, name => name, moment),
            Categories = Preferences(tally, tally.Categories, average.Categories, tally.Categories.Names, name => name, moment),
            Formats = Preferences(tally, tally.Formats, average.Formats, tally.Formats.Names, name => name, moment),
            Hours = Preferences(tally, tally.Hours, average.Hours, All(tally.Hours, average.Hours), HourName, moment),
            Weekdays = Preferences(
                tally,
                tally.Weekdays,
                average.Weekdays,
                All(tally.Weekdays, average.Weekdays),
                day => Days[day],
                moment
            ),
            Prices = Prices(tally),
            Stage = Lifecycle.Of(tally.Days, tally.DayOf(moment), average.PauseDays),
            Churn = Churn(tally, moment),
            Taken = new Dictionary<string, DateTimeOffset>(tally.Taken),
        };
    }

    private static IReadOnlyList<Preference> Preferences<T>(
        UserTally tally,
        DecayedTally<T> sums,
        IReadOnlyDictionary<T, double> rates,
        IEnumerable<T> names,
        Func<T, string> nameOf,
        DateTimeOffset moment
    )
        where T : notnull
    {
        var (at, last) = (moment.ToUnixTimeSeconds(), tally.Last!.Value.ToUnixTimeSeconds());
        var (whole, evidence) = (tally.WeightAt(last), tally.EvidenceAt(at));
        return
        [
            .. names
                .Select(name => new Preference(
                    nameOf(name),
                    Math.Min(1, sums.ValueAt(name, last) / whole),
                    evidence,
                    rates.GetValueOrDefault(name)
                ))
                .OrderByDescending(each => each.Share)
                .ThenBy(each => each.Name, StringComparer.Ordinal),
        ];
    }

    /// <summary>There are few hours and weekdays: those that the user kept away from say something too.</summary>
    private static IEnumerable<int> All(DecayedTally<int> own, IReadOnlyDictionary<int, double> everybody) =>
        own.Names.Union(everybody.Keys);

    private static string HourName(int hour) => hour.ToString(CultureInfo.InvariantCulture);

    private PriceBand? Prices(UserTally tally)
    {
        if (tally.Prices.Count == 0)
        {
            return null;
        }
        var at = tally.Last!.Value.ToUnixTimeSeconds();
        var (currency, sketch) = tally
            .Prices.OrderByDescending(pair => pair.Value.WeightAt(at))
            .ThenBy(pair => pair.Key, StringComparer.Ordinal)
            .First();
        var (low, median, high) = (sketch.QuantileAt(0.25, at), sketch.QuantileAt(0.5, at), sketch.QuantileAt(0.75, at));
        var purchases = tally.Spendings[currency].Purchases;
        return new PriceBand(
            currency,
            low,
            median,
            high,
            average.LevelOf(currency, median),
            purchases,
            MarketingText.Of("WhyPrices", purchases, currency)
        );
    }

    private ChurnEstimate? Churn(UserTally tally, DateTimeOffset moment)
    {
        if (average.Returns is not { } model)
        {
            return null;
        }
        var history = AudienceBase.HistoryOf(tally, moment);
        var risk = 1 - model.Alive(history);
        return new ChurnEstimate(
            risk,
            model.ExpectedReturns(history, HorizonDays),
            MarketingText.Of("WhyChurn", history.Repeats, history.Age - history.LastDay, history.Age, 100 * risk)
        );
    }
}
