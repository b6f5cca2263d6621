using System.Globalization;
using Kuajie.Marketing.Audience.Rules;

namespace Kuajie.Server.Web.Pages.Audience;

/// <summary>What a condition can be about, for people who would rather choose than type.</summary>
internal enum RuleBlockKind
{
    /// <summary>A tag the user likes more than most, with a confidence in percent.</summary>
    Interest,

    /// <summary>Came within so many days.</summary>
    Recency,

    /// <summary>At least so many active days.</summary>
    Frequency,

    /// <summary>Paid at least so much.</summary>
    Money,

    /// <summary>Prices in a third of the domain's.</summary>
    Price,

    /// <summary>Stage of life.</summary>
    Stage,

    /// <summary>At least so likely to have left, in percent.</summary>
    Churn,

    /// <summary>Took an item within so many days.</summary>
    Took,
}

/// <summary>A condition that is put together from choices.</summary>
/// <param name="Kind">What it is about.</param>
/// <param name="Name">Tag, word or item, where it has one.</param>
/// <param name="Amount">Percent, days or money, as typed, where it has one.</param>
/// <param name="Currency">The currency of money.</param>
internal sealed record RuleBlock(RuleBlockKind Kind, string Name = "", string Amount = "", string Currency = "")
{
    /// <summary>Stages and levels of prices as rules name them.</summary>
    public static IReadOnlyList<string> WordsOf(RuleBlockKind kind) =>
        kind switch
        {
            RuleBlockKind.Stage => ["new", "active", "lapsing", "lapsed", "returned"],
            RuleBlockKind.Price => ["low", "middle", "high"],
            _ => [],
        };

    /// <summary>The amount to begin with.</summary>
    public static string UsualAmount(RuleBlockKind kind) =>
        kind switch
        {
            RuleBlockKind.Interest => "90",
            RuleBlockKind.Recency => "30",
            RuleBlockKind.Frequency => "3",
            RuleBlockKind.Money => "100",
            RuleBlockKind.Churn => "50",
            RuleBlockKind.Took => "90",
            _ => "",
        };

    /// <summary>The condition in the language of rules; null while something is missing or no number.</summary>
    public string? ToRule()
    {
        var name = Name.Trim();
        return Kind switch
        {
            RuleBlockKind.Interest when name.Length > 0 && Share is { } share => $"tagConfidence({AudienceRule.Quote(name)}) >= {share}",
            RuleBlockKind.Recency when Whole is { } days => $"recency < {days}d",
            RuleBlockKind.Frequency when Whole is { } days => $"frequency >= {days}",
            RuleBlockKind.Money when Currency.Length > 0 && Number is { } paid => $"money >= {paid} {Currency}",
            RuleBlockKind.Price when WordsOf(Kind).Contains(name) => $"priceLevel = {name}",
            RuleBlockKind.Stage when WordsOf(Kind).Contains(name) => $"stage = {name}",
            RuleBlockKind.Churn when Share is { } share => $"churn >= {share}",
            RuleBlockKind.Took when name.Length > 0 && Whole is { } days => $"took({AudienceRule.Quote(name)}, within {days}d)",
            _ => null,
        };
    }

    private string? Whole =>
        int.TryParse(Amount, NumberStyles.None, CultureInfo.InvariantCulture, out var days) && days > 0
            ? days.ToString(CultureInfo.InvariantCulture)
            : null;

    private string? Number => Decimal is { } number ? number.ToString("0.##", CultureInfo.InvariantCulture) : null;

    private string? Share => Decimal is { } percent and <= 100 ? (percent / 100).ToString("0.####", CultureInfo.InvariantCulture) : null;

    private decimal? Decimal =>
        decimal.TryParse(Amount, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number) && number is > 0 and < 1e9m
            ? number
            : null;
}
