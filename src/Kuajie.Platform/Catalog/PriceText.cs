using System.Globalization;
using Kuajie.Marketing.Amounts;

namespace Kuajie.Platform.Catalog;

/// <summary>Prices as exports write them: ¥199, ￥1,299.00, 199元, $12.50, USD 12.5, 免费, free.</summary>
public static class PriceText
{
    /// <summary>Currency of a price that names none.</summary>
    public const string DefaultCurrency = "CNY";

    private static readonly (string Sign, string Currency)[] Signs =
    [
        ("HK$", "HKD"),
        ("US$", "USD"),
        ("人民币", "CNY"),
        ("美元", "USD"),
        ("欧元", "EUR"),
        ("港元", "HKD"),
        ("日元", "JPY"),
        ("¥", "CNY"),
        ("￥", "CNY"),
        ("元", "CNY"),
        ("$", "USD"),
        ("€", "EUR"),
        ("£", "GBP"),
    ];

    /// <summary>Reads a price in major units.</summary>
    /// <param name="text">The field.</param>
    /// <param name="currency">Currency from a column of its own, or null.</param>
    /// <param name="minorUnits">The price in minor units.</param>
    /// <param name="code">ISO 4217 code.</param>
    /// <returns>False where the text is no price: no number, negative, or beyond a million million.</returns>
    public static bool TryRead(string text, string? currency, out long minorUnits, out string code)
    {
        ArgumentNullException.ThrowIfNull(text);
        var number = text.Trim().Replace('，', ',');
        code = string.IsNullOrWhiteSpace(currency) ? DefaultCurrency : CurrencyCode(currency);
        minorUnits = 0;
        if (number is "免费" || number.Equals("free", StringComparison.OrdinalIgnoreCase))
        {
            return true;
        }
        foreach (var (sign, named) in Signs)
        {
            if (number.Contains(sign, StringComparison.Ordinal))
            {
                number = number.Replace(sign, "", StringComparison.Ordinal);
                code = string.IsNullOrWhiteSpace(currency) ? named : code;
            }
        }
        if (number.Length > 3 && number[..3].All(char.IsAsciiLetterUpper))
        {
            code = string.IsNullOrWhiteSpace(currency) ? number[..3] : code;
            number = number[3..];
        }
        else if (number.Length > 3 && number[^3..].All(char.IsAsciiLetterUpper))
        {
            code = string.IsNullOrWhiteSpace(currency) ? number[^3..] : code;
            number = number[..^3];
        }
        const NumberStyles Styles =
            NumberStyles.AllowDecimalPoint | NumberStyles.AllowThousands | NumberStyles.AllowLeadingWhite | NumberStyles.AllowTrailingWhite;
        if (!decimal.TryParse(number, Styles, CultureInfo.InvariantCulture, out var major) || major is < 0 or > 1_000_000_000_000m)
        {
            return false;
        }
        minorUnits = CurrencyUnits.ToMinor(major, code);
        return true;
    }

    /// <summary>The code of a currency by code, sign or Chinese name.</summary>
    public static string CurrencyCode(string currency)
    {
        ArgumentNullException.ThrowIfNull(currency);
        var trimmed = currency.Trim().ToUpperInvariant();
        return trimmed is "RMB" ? "CNY" : Signs.FirstOrDefault(sign => sign.Sign == trimmed).Currency ?? trimmed;
    }
}
