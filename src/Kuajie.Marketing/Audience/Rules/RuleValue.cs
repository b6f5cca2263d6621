using System.Globalization;
using Kuajie.Marketing.Amounts;

namespace Kuajie.Marketing.Audience.Rules;

/// <summary>What a field is compared with.</summary>
internal abstract record RuleValue;

/// <summary>A plain number.</summary>
internal sealed record NumberValue(decimal Number) : RuleValue
{
    public override string ToString() => Number.ToString(CultureInfo.InvariantCulture);
}

/// <summary>A time span: a whole number of hours, days or weeks.</summary>
internal sealed record DurationValue(int Amount, char Unit) : RuleValue
{
    public const int MostAmount = 99_999;
    public const string Units = "hdw";

    public TimeSpan Span =>
        Unit switch
        {
            'h' => TimeSpan.FromHours(Amount),
            'd' => TimeSpan.FromDays(Amount),
            _ => TimeSpan.FromDays(7L * Amount),
        };

    public override string ToString() => FormattableString.Invariant($"{Amount}{Unit}");
}

/// <summary>An amount in whole units of a currency, such as 99.5 CNY.</summary>
internal sealed record MoneyValue(decimal Amount, string Currency) : RuleValue
{
    /// <summary>The amount in minor units (ISO 4217), fractions of them kept.</summary>
    public decimal MinorUnits => Amount * CurrencyUnits.ToMinor(1, Currency);

    public override string ToString() => FormattableString.Invariant($"{Amount} {Currency}");
}

/// <summary>One of a field's words.</summary>
internal sealed record WordValue(string Word) : RuleValue
{
    public override string ToString() => Word;
}
