using Kuajie.Marketing.Amounts;

namespace Kuajie.Marketing.Tests.Amounts;

/// <summary>Amounts as written and in minor units.</summary>
public sealed class CurrencyUnitsTests
{
    [Theory]
    [InlineData("CNY", 199.005, 19901)]
    [InlineData("JPY", 1980, 1980)]
    [InlineData("KRW", 12.5, 13)]
    [InlineData("VND", 99000, 99000)]
    [InlineData("KWD", 1.2345, 1235)]
    [InlineData("ABC", 0.01, 1)]
    [InlineData(null, 2.5, 250)]
    public void ToMinor_ByCurrency_CountsItsDecimals(string? currency, double major, long minor) =>
        Assert.Equal(minor, CurrencyUnits.ToMinor((decimal)major, currency));

    [Theory]
    [InlineData("CNY", 19900, "199")]
    [InlineData("JPY", 1980, "1980")]
    [InlineData("TND", 1500, "1.5")]
    public void ToMajor_ByCurrency_ReadsBackTheSame(string currency, long minor, string major)
    {
        var amount = CurrencyUnits.ToMajor(minor, currency);

        Assert.Equal(decimal.Parse(major, System.Globalization.CultureInfo.InvariantCulture), amount);
        Assert.Equal(minor, CurrencyUnits.ToMinor(amount, currency));
    }
}
