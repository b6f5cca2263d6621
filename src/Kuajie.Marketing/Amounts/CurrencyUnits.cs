namespace Kuajie.Marketing.Amounts;

/// <summary>Minor units of currencies: how many decimals an amount has in writing (ISO 4217).</summary>
public static class CurrencyUnits
{
    private const int UsualDecimals = 2;

    private static readonly Dictionary<string, int> Unusual = new(StringComparer.Ordinal)
    {
        ["BIF"] = 0,
        ["CLP"] = 0,
        ["DJF"] = 0,
        ["GNF"] = 0,
        ["ISK"] = 0,
        ["JPY"] = 0,
        ["KMF"] = 0,
        ["KRW"] = 0,
        ["PYG"] = 0,
        ["RWF"] = 0,
        ["UGX"] = 0,
        ["UYI"] = 0,
        ["VND"] = 0,
        ["VUV"] = 0,
        ["XAF"] = 0,
        ["XOF"] = 0,
        ["XPF"] = 0,
        ["BHD"] = 3,
        ["IQD"] = 3,
        ["JOD"] = 3,
        ["KWD"] = 3,
        ["LYD"] = 3,
        ["OMR"] = 3,
        ["TND"] = 3,
    };

    /// <summary>Decimals of an amount; 2 where the currency is not known.</summary>
    /// <param name="currency">ISO 4217 code, or null.</param>
    public static int Decimals(string? currency) => currency is null ? UsualDecimals : Unusual.GetValueOrDefault(currency, UsualDecimals);

    /// <summary>Minor units as an amount to write: 19900 fen are 199.</summary>
    public static decimal ToMajor(long minorUnits, string? currency) => minorUnits / Factor(currency);

    /// <summary>A written amount in minor units, halves away from zero.</summary>
    public static long ToMinor(decimal major, string? currency) =>
        (long)Math.Round(major * Factor(currency), MidpointRounding.AwayFromZero);

    private static decimal Factor(string? currency) =>
        Decimals(currency) switch
        {
            0 => 1m,
            3 => 1000m,
            _ => 100m,
        };
}
