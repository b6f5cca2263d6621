using System.Globalization;
using Kuajie.Marketing.Amounts;
using Kuajie.Platform.Catalog;

namespace Kuajie.Server.Web.Parts;

/// <summary>Amounts between the minor units that are stored and what people read and write.</summary>
internal static class Money
{
    /// <summary>What an item costs as the page's language writes it; "free" for nothing.</summary>
    public static string PriceOf(long minorUnits, string? currency) =>
        minorUnits == 0 ? ConsoleTexts.Say("Free") : Of(minorUnits, currency);

    /// <summary>The amount as the page's language writes it. Nothing spent is an amount like any other, and not free.</summary>
    public static string Of(long minorUnits, string? currency)
    {
        var format = (NumberFormatInfo)CultureInfo.CurrentCulture.NumberFormat.Clone();
        format.CurrencySymbol = Sign(currency ?? "CNY");
        format.CurrencyDecimalDigits = CurrencyUnits.Decimals(currency);
        return ToMajor(minorUnits, currency).ToString("C", format);
    }

    /// <summary>Minor units as a number to write: 19900 fen are 199.</summary>
    public static decimal ToMajor(long minorUnits, string? currency) => CurrencyUnits.ToMajor(minorUnits, currency);

    /// <summary>What was written, in minor units.</summary>
    public static long ToMinor(decimal major, string? currency) => CurrencyUnits.ToMinor(major, currency);

    private static string Sign(string currency) =>
        currency switch
        {
            "CNY" => CultureInfo.CurrentUICulture.TwoLetterISOLanguageName == "zh" ? "¥" : "CN¥",
            "USD" => "US$",
            "EUR" => "€",
            "GBP" => "£",
            "HKD" => "HK$",
            _ => currency + " ",
        };
}
