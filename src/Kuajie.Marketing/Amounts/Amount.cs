using System.Globalization;

namespace Kuajie.Marketing.Amounts;

/// <summary>Money within a sentence: written in whole units of its currency with the currency's code, 1,234.50 CNY, alike in every language.</summary>
/// <param name="MinorUnits">The amount in minor units; a fraction of one, as in a price of a single exposure, is written to two decimals more.</param>
/// <param name="Currency">ISO 4217 code, or null where it is not known: then only the number is written.</param>
public readonly record struct Amount(double MinorUnits, string? Currency)
{
    /// <summary>The amount in whole units: 19900 fen are 199.</summary>
    public double Whole => MinorUnits / CurrencyUnits.ToMinor(1, Currency);

    /// <summary>What an effect of each minor unit comes to for each whole unit.</summary>
    public static double PerWhole(double effectPerMinorUnit, string? currency) => effectPerMinorUnit * CurrencyUnits.ToMinor(1, currency);

    /// <inheritdoc/>
    public override string ToString()
    {
        var decimals = CurrencyUnits.Decimals(Currency);
        var format = (decimals == 0 ? "#,0" : "#,0." + new string('0', decimals)) + (decimals == 0 ? ".##" : "##");
        var written = Whole.ToString(format, CultureInfo.InvariantCulture);
        return Currency is null ? written : $"{written} {Currency}";
    }
}
