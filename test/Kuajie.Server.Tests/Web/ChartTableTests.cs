using Kuajie.Server.Web.Charts;

namespace Kuajie.Server.Tests.Web;

public sealed class ChartTableTests
{
    [Theory]
    [InlineData("plain", "plain")]
    [InlineData("一，二", "一，二")]
    [InlineData("a,b", "\"a,b\"")]
    [InlineData("say \"so\"", "\"say \"\"so\"\"\"")]
    [InlineData("two\nlines", "\"two\nlines\"")]
    [InlineData("-12.5", "-12.5")]
    [InlineData("=1+1", "'=1+1")]
    [InlineData("@SUM(A1)", "'@SUM(A1)")]
    public void ToCsv_Cells_AreQuotedAndNeverFormulas(string cell, string written) =>
        Assert.Equal(
            $"\uFEFFname\r\n{written}\r\n",
            new ChartTable(
                ["name"],
                [
                    [cell],
                ]
            ).ToCsv()
        );
}
