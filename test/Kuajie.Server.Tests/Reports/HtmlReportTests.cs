using System.Text.RegularExpressions;
using System.Xml.Linq;
using Kuajie.Server.Reports;

namespace Kuajie.Server.Tests.Reports;

public sealed partial class HtmlReportTests
{
    private static HtmlReport Report => new("<Title>", "a & b");

    [Fact]
    public void ToHtml_EveryPart_IsSelfContained()
    {
        var html = ReportGallery.Html();

        // Left behind for eyes: open it in a browser.
        File.WriteAllText(Path.Combine(AppContext.BaseDirectory, "report-gallery.html"), html);
        Assert.DoesNotContain("<script", html, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotMatch(@"(?i)(src|href)=""(?!#)|url\(|@import|https?:", html);
    }

    [Fact]
    public void ToHtml_ManyPlots_HoldsEachIdOnce()
    {
        var ids = Ids().Matches(ReportGallery.Html()).Select(match => match.Groups[1].Value).ToList();

        Assert.Equal(["s1", "s2", "s3", "s4"], ids);
    }

    [Fact]
    public void Figures_LongAmount_IsToldHowLongItIsSoThatItGetsSmallerInsteadOfBreaking()
    {
        var html = Report.Figures([("Sales", "CN¥16,754.85", null), ("Users", "1,298 of 1,616", null), ("None", "", null)]).ToHtml();

        Assert.Contains("<dd style=\"--longest:12\">CN¥16,754.85</dd>", html, StringComparison.Ordinal);
        Assert.Contains("<dd style=\"--longest:5\">1,298 of 1,616</dd>", html, StringComparison.Ordinal);
        Assert.Contains("<dd style=\"--longest:1\"></dd>", html, StringComparison.Ordinal);
        Assert.Contains("var(--longest", html, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("zh-Hans")]
    [InlineData("en")]
    public void ToHtml_UiLanguage_IsThePagesLanguage(string language)
    {
        using var spoken = new ReportLanguage(language);

        Assert.Contains($"<html lang=\"{language}\">", Report.ToHtml(), StringComparison.Ordinal);
    }

    [Fact]
    public void ToHtml_MarkupInTexts_IsEncodedEverywhere()
    {
        const string Hostile = "<img src=x onerror=alert(1)>\"'&";
        var html = new HtmlReport(Hostile, Hostile)
            .Section(Hostile, Hostile)
            .Paragraph(Hostile)
            .Remark(Hostile)
            .Figures([(Hostile, Hostile, Hostile)])
            .Table(
                [Hostile],
                [
                    [Hostile],
                ],
                Hostile
            )
            .Plot(Hostile, ReportPlots.HorizontalBars(Hostile, [(Hostile, 1)], _ => Hostile))
            .Empty(Hostile, Hostile)
            .ToHtml();

        Assert.DoesNotContain("<img", html, StringComparison.Ordinal);
        Assert.DoesNotContain("x onerror=alert(1)>", html, StringComparison.Ordinal);
    }

    [Fact]
    public void ToHtml_ChineseText_StaysReadableInTheSource() =>
        Assert.Contains("<p>跨界推荐</p>", Report.Paragraph("跨界推荐").ToHtml(), StringComparison.Ordinal);

    [Fact]
    public void Table_ColumnsOfNumbers_LineUpAtTheirEnd()
    {
        var html = Report
            .Table(
                ["who", "share"],
                [
                    ["a1", "1,203"],
                    ["b", "0.35 %"],
                    ["c", "–"],
                ]
            )
            .ToHtml();

        Assert.Contains("<td>a1</td><td class=\"end\">1,203</td>", html, StringComparison.Ordinal);
        Assert.Contains("<td class=\"end\">–</td>", html, StringComparison.Ordinal);
    }

    [Fact]
    public void Table_GivenAlignments_AreTaken()
    {
        var html = Report
            .Table(
                ["id"],
                [
                    ["42"],
                ],
                alignments: [ReportAlignment.Start]
            )
            .ToHtml();

        Assert.Contains("<td>42</td>", html, StringComparison.Ordinal);
    }

    [Fact]
    public void ToHtml_Body_IsWellFormed()
    {
        var html = ReportGallery.Html();
        var main = html[html.IndexOf("<main>", StringComparison.Ordinal)..(html.IndexOf("</main>", StringComparison.Ordinal) + 7)];

        Assert.Equal(4, XElement.Parse(main).Elements("section").Count());
    }

    [GeneratedRegex("\\bid=\"([^\"]*)\"")]
    private static partial Regex Ids();
}
