using System.Globalization;

namespace Kuajie.Marketing.Audience.Rules;

/// <summary>What kind of value a field has.</summary>
internal enum RuleFieldKind
{
    /// <summary>0 … 1.</summary>
    Share,
    Number,
    Duration,
    Money,
    Word,
}

/// <summary>What stands in a field's parentheses.</summary>
internal enum RuleArgument
{
    None,
    Tag,
    Category,
    Format,
    Hour,
    Weekday,
}

/// <summary>A field of a profile that rules can ask for.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Kind">Kind of its value.</param>
/// <param name="Argument">What stands in its parentheses.</param>
/// <param name="Read">Its value for a profile, an argument and, for money, a currency; null where it is unknown.</param>
/// <param name="ReadWord">For words: the word of a profile; null where it is unknown.</param>
/// <param name="Words">For words: all there are.</param>
internal sealed record RuleField(
    string Name,
    RuleFieldKind Kind,
    RuleArgument Argument,
    Func<UserProfile, string, string, double?>? Read,
    Func<UserProfile, string?>? ReadWord = null,
    IReadOnlyList<string>? Words = null
)
{
    /// <summary>Every field, in the order of the reference page.</summary>
    public static IReadOnlyList<RuleField> All { get; } =
    [
        new("tag", RuleFieldKind.Share, RuleArgument.Tag, (each, name, _) => Find(each.Tags, name)?.Share ?? 0),
        new("tagConfidence", RuleFieldKind.Share, RuleArgument.Tag, (each, name, _) => Find(each.Tags, name)?.Confidence ?? 0),
        new("tagLift", RuleFieldKind.Number, RuleArgument.Tag, (each, name, _) => Find(each.Tags, name)?.Lift ?? 0),
        new("category", RuleFieldKind.Share, RuleArgument.Category, (each, name, _) => Find(each.Categories, name)?.Share ?? 0),
        new("format", RuleFieldKind.Share, RuleArgument.Format, (each, name, _) => Find(each.Formats, name)?.Share ?? 0),
        new("hour", RuleFieldKind.Share, RuleArgument.Hour, (each, name, _) => Find(each.Hours, name)?.Share ?? 0),
        new("weekday", RuleFieldKind.Share, RuleArgument.Weekday, (each, name, _) => Find(each.Weekdays, name)?.Share ?? 0),
        new("recency", RuleFieldKind.Duration, RuleArgument.None, (each, _, _) => each.Recency.TotalSeconds),
        new("age", RuleFieldKind.Duration, RuleArgument.None, (each, _, _) => (each.At - each.First).TotalSeconds),
        new("frequency", RuleFieldKind.Number, RuleArgument.None, (each, _, _) => each.ActiveDays),
        new("events", RuleFieldKind.Number, RuleArgument.None, (each, _, _) => each.Events),
        new("money", RuleFieldKind.Money, RuleArgument.None, (each, _, currency) => each.Money.GetValueOrDefault(currency).MinorUnits),
        new("price", RuleFieldKind.Money, RuleArgument.None, (each, _, currency) => Price(each, currency)),
        new("churn", RuleFieldKind.Share, RuleArgument.None, (each, _, _) => each.Churn?.Risk),
        new("expectedDays", RuleFieldKind.Number, RuleArgument.None, (each, _, _) => each.Churn?.ExpectedDays),
        new(
            "stage",
            RuleFieldKind.Word,
            RuleArgument.None,
            null,
            each => Lower(each.Stage.Name.ToString()),
            [.. Enum.GetNames<LifecycleStage>().Select(Lower)]
        ),
        new(
            "priceLevel",
            RuleFieldKind.Word,
            RuleArgument.None,
            null,
            each => each.Prices is { } prices ? Lower(prices.Level.ToString()) : null,
            [.. Enum.GetNames<PriceLevel>().Select(Lower)]
        ),
    ];

    /// <summary>The field of a name, whatever its case, or null.</summary>
    public static RuleField? Named(string name) =>
        All.FirstOrDefault(field => string.Equals(field.Name, name, StringComparison.OrdinalIgnoreCase));

    private static Preference? Find(IReadOnlyList<Preference> preferences, string name)
    {
        foreach (var preference in preferences)
        {
            if (string.Equals(preference.Name, name, StringComparison.OrdinalIgnoreCase))
            {
                return preference;
            }
        }
        return null;
    }

    private static double? Price(UserProfile each, string currency) =>
        each.Prices is { } prices && string.Equals(prices.Currency, currency, StringComparison.Ordinal) ? prices.MedianMinorUnits : null;

    private static string Lower(string name) => name.ToLower(CultureInfo.InvariantCulture);
}
