using System.Globalization;
using System.Xml.Linq;
using Kuajie.Server.Reports;

namespace Kuajie.Server.Tests.Reports;

public sealed class IntervalPlotTests
{
    [Fact]
    public void Draw_Intervals_AreInProportionAndTheLineOfNothingIsDrawn()
    {
        var svg = XElement.Parse(Draw(("a", new ReportEstimate(1, 0, 2)), ("b", new ReportEstimate(-1, -2, 0))).Svg);

        double[] dots = [.. svg.Elements("circle").Select(dot => Number(dot, "cx"))];
        var nothing = Number(svg.Elements("line").Single(line => line.Attribute("class")!.Value == "axis"), "x1");
        Assert.Equal(dots[0] - nothing, nothing - dots[1], 0.1);
        XElement[] whiskers =
        [
            .. svg.Elements("line").Where(line => line.Attribute("class")!.Value == "whisker" && Number(line, "x1") != Number(line, "x2")),
        ];
        Assert.Equal(2 * (dots[0] - nothing), Number(whiskers[0], "x2") - Number(whiskers[0], "x1"), 0.1);
        Assert.Equal(nothing, Number(whiskers[0], "x1"), 0.1);
    }

    /// <summary>One interval that reaches to 40 must not press the others into dots: it is cut at twice the end of the one in the middle and ends in an arrow.</summary>
    [Fact]
    public void Draw_OneFarWiderThanTheOthers_IsCutAndEndsInAnArrow()
    {
        var svg = XElement.Parse(
            Draw(("a", new ReportEstimate(1, 0.5, 1.5)), ("b", new ReportEstimate(-1, -2, 0)), ("c", new ReportEstimate(1, -0.5, 40))).Svg
        );

        XElement[] lines = [.. svg.Elements("line").Where(line => line.Attribute("class")!.Value == "whisker")];
        var right = lines.Max(line => Number(line, "x2"));
        var unit = svg.Elements("circle").Select(dot => Number(dot, "cx")).ToArray() is [var one, var minus, _] ? (one - minus) / 2 : 0;
        Assert.Equal(4, (right - svg.Elements("circle").Select(dot => Number(dot, "cx")).First()) / unit + 1, 0.01);
        // The arrow: two lines that meet where the interval is cut. Every other end is one line across.
        Assert.Equal(2, lines.Count(line => Number(line, "x1") != Number(line, "x2") && Number(line, "y1") != Number(line, "y2")));
        Assert.Equal(5, lines.Count(line => Number(line, "x1") == Number(line, "x2")));
    }

    [Fact]
    public void Draw_WhatIsNotFinite_IsLeftOut()
    {
        var svg = XElement.Parse(Draw(("a", new ReportEstimate(1, double.NaN, 2)), ("<b>", new ReportEstimate(1, 0, 2))).Svg);

        Assert.Single(svg.Elements("circle"));
        Assert.DoesNotContain("NaN", svg.ToString(), StringComparison.Ordinal);
        Assert.Contains("&lt;b&gt;", svg.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Draw_Nothing_IsAnEmptyFrame() => Assert.Empty(XElement.Parse(Draw().Svg).Elements("circle"));

    private static ReportPlot Draw(params (string, ReportEstimate)[] rows) =>
        IntervalPlot.Draw("d", rows, "Lift", value => value.ToString("0.0", CultureInfo.InvariantCulture));

    private static double Number(XElement element, string name) =>
        double.Parse(element.Attribute(name)!.Value, CultureInfo.InvariantCulture);
}
