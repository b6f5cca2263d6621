using System.Globalization;
using Kuajie.Server.Web.Parts;

namespace Kuajie.Server.Tests.Web;

public sealed class MoneyTests
{
    [Theory]
    [InlineData("en-US", 0, "CNY", "CN¥0.00", "Free")]
    [InlineData("zh-CN", 0, "CNY", "¥0.00", "免费")]
    [InlineData("en-US", 19900, "CNY", "CN¥199.00", "CN¥199.00")]
    [InlineData("en-US", 500, "JPY", "JPY 500", "JPY 500")]
    public void Of_Nothing_IsAnAmountAndFreeAsAPriceOnly(string culture, long minor, string currency, string amount, string price)
    {
        CultureInfo.CurrentCulture = CultureInfo.CurrentUICulture = new CultureInfo(culture);

        Assert.Equal(amount, Money.Of(minor, currency));
        Assert.Equal(price, Money.PriceOf(minor, currency));
    }
}
