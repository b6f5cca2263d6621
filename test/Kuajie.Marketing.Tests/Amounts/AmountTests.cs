using System.Globalization;
using Kuajie.Marketing.Amounts;

namespace Kuajie.Marketing.Tests.Amounts;

/// <summary>Money within sentences.</summary>
public sealed class AmountTests
{
    [Theory]
    [InlineData(123450, "CNY", "1,234.50 CNY")]
    [InlineData(0, "CNY", "0.00 CNY")]
    [InlineData(0.5, "CNY", "0.005 CNY")]
    [InlineData(-7, "USD", "-0.07 USD")]
    [InlineData(1500, "JPY", "1,500 JPY")]
    [InlineData(2.25, "JPY", "2.25 JPY")]
    [InlineData(1234567, "KWD", "1,234.567 KWD")]
    [InlineData(1e15, "CNY", "10,000,000,000,000.00 CNY")]
    [InlineData(5000, null, "50.00")]
    public void ToString_AmountOfACurrency_IsWrittenInItsWholeUnits(double minorUnits, string? currency, string written)
    {
        var former = CultureInfo.CurrentCulture;
        CultureInfo.CurrentCulture = new CultureInfo("de-DE");
        try
        {
            Assert.Equal(written, new Amount(minorUnits, currency).ToString());
        }
        finally
        {
            CultureInfo.CurrentCulture = former;
        }
    }

    [Fact]
    public void PerWhole_EffectOfAMinorUnit_IsThatOfAWholeOne()
    {
        Assert.Equal(1.5, Amount.PerWhole(0.015, "CNY"), 12);
        Assert.Equal(0.015, Amount.PerWhole(0.015, "JPY"), 12);
    }
}
