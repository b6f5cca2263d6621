using System.Globalization;
using System.Xml.Linq;
using Kuajie.Server.Reports;

namespace Kuajie.Server.Tests.Reports;

public sealed class ReportPlotsTests
{
    [Fact]
    public void HorizontalBars_ValuesInProportion_HaveLengthsInProportion()
    {
        var bars = Shapes(ReportPlots.HorizontalBars("d", [("a", 10), ("b", 5), ("c", 0)]), "rect", "f1")
            .Select(bar => Number(bar, "width"))
            .ToList();

        Assert.Equal(bars[0] / 2, bars[1], 0.01);
        Assert.Equal(0, bars[2]);
    }

    [Fact]
    public void HorizontalBars_LongLabel_IsShortenedAndKeptWholeInItsTip()
    {
        var label = new string('长', 80);
        var text = Shapes(ReportPlots.HorizontalBars("d", [(label, 1)]), "text", "tail ink").Single();

        Assert.EndsWith("…", text.Nodes().OfType<XText>().First().Value, StringComparison.Ordinal);
        Assert.Equal(label, text.Elements().Single().Value);
    }

    [Fact]
    public void HorizontalBars_NothingAndNotFinite_DrawNothing()
    {
        Assert.Empty(Shapes(ReportPlots.HorizontalBars("d", []), "rect", "f1"));
        Assert.Equal(0, Number(Shapes(ReportPlots.HorizontalBars("d", [("a", double.NaN)]), "rect", "f1").Single(), "width"));
    }

    [Fact]
    public void RankFrequency_PowerLaw_IsAStraightLine()
    {
        var counts = Enumerable.Range(1, 1000).Select(rank => 1_000_000L / rank).Reverse().ToList();
        var points = Points(ReportPlots.RankFrequency("d", [("a", counts)], "rank", "count"));
        var slope = (points[^1].Y - points[0].Y) / (points[^1].X - points[0].X);

        Assert.All(points, point => Assert.Equal(points[0].Y + (slope * (point.X - points[0].X)), point.Y, 0.2));
        Assert.True(points.Count < 300, "the curve is thinned");
    }

    [Fact]
    public void GroupedBars_Interval_HasAWhiskerAroundTheBarsTop()
    {
        var plot = ReportPlots.GroupedBars("d", ["x"], [("s", [new ReportEstimate(0.5, 0.4, 0.6)])], "value");
        var top = Number(Shapes(plot, "rect", "f1").Single(), "y");
        var whisker = Shapes(plot, "line", "whisker").First();

        Assert.Equal(top, (Number(whisker, "y1") + Number(whisker, "y2")) / 2, 0.02);
    }

    [Fact]
    public void EveryPlot_OfNothing_IsStillAPlot()
    {
        ReportPlot[] plots =
        [
            ReportPlots.HorizontalBars("d", []),
            ReportPlots.RankFrequency("d", [], "x", "y"),
            ReportPlots.RankFrequency("d", [("a", [])], "x", "y"),
            ReportPlots.Histogram("d", [], "x", "y"),
            ReportPlots.Histogram("d", [], "x", "y", isLogarithmic: true),
            ReportPlots.Lines("d", [], "x", "y"),
            ReportPlots.Lines("d", [("a", [(1, double.NaN)])], "x", "y"),
            ReportPlots.Timeline("d", [], "x", "y"),
            ReportPlots.GroupedBars("d", [], [], "y"),
        ];

        Assert.All(plots, plot => Assert.DoesNotContain("NaN", plot.Svg, StringComparison.Ordinal));
        Assert.All(plots, plot => Assert.Equal("svg", XElement.Parse(plot.Svg).Name.LocalName));
    }

    [Fact]
    public void EveryPlot_UnderAGermanCulture_WritesPointsNotCommas()
    {
        var before = CultureInfo.CurrentCulture;
        try
        {
            CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo("de-DE");

            Assert.DoesNotMatch("=\"[0-9]+,[0-9]", ReportPlots.HorizontalBars("d", [("a", 3), ("b", 1)]).Svg);
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    [Theory]
    [InlineData(0, 9.3, new double[] { 0, 2, 4, 6, 8, 10 })]
    [InlineData(0, 1, new[] { 0, 0.2, 0.4, 0.6, 0.8, 1 })]
    [InlineData(95, 105, new double[] { 94, 96, 98, 100, 102, 104, 106 })]
    public void Linear_Range_HasRoundTicksAroundIt(double least, double most, double[] expected) =>
        Assert.Equal(expected, PlotScale.Linear(least, most).Ticks.Select(tick => Math.Round(tick.Value, 9)));

    [Fact]
    public void Logarithmic_Range_MarksPowersOfTen() =>
        Assert.Equal(["1", "10", "100", "1,000"], PlotScale.Logarithmic(1, 4000).Ticks.Select(tick => tick.Label));

    [Fact]
    public void Days_LongSpan_MarksFirstsOfMonths()
    {
        var labels = PlotScale.Days(new DateOnly(2023, 11, 20), new DateOnly(2024, 6, 2), 8).Ticks.Select(tick => tick.Label);

        Assert.Equal(["2023-12", "2024-01", "2024-02", "2024-03", "2024-04", "2024-05", "2024-06"], labels);
    }

    [Fact]
    public void Bins_HandfulOfValues_CountsEachOnce()
    {
        Assert.Equal([1, 1, 2], ReportBins.Linear([0, 1, 2.5, 3, double.NaN], 3).Select(bin => bin.Count));
        Assert.Equal([1, 1, 2], ReportBins.Logarithmic([1, 10, 100, 1000, 0], 3).Select(bin => bin.Count));
        Assert.Equal(5, ReportBins.Linear([7, 7, 7, 7, 7], 4).Sum(bin => bin.Count));
    }

    private static IEnumerable<XElement> Shapes(ReportPlot plot, string name, string style) =>
        XElement.Parse(plot.Svg).Elements(name).Where(shape => (string?)shape.Attribute("class") == style);

    private static List<(double X, double Y)> Points(ReportPlot plot) =>
        [
            .. ((string)XElement.Parse(plot.Svg).Element("polyline")!.Attribute("points")!)
                .Split(' ')
                .Select(pair => pair.Split(',').Select(part => double.Parse(part, CultureInfo.InvariantCulture)).ToArray())
                .Select(pair => (pair[0], pair[1])),
        ];

    private static double Number(XElement shape, string name) => double.Parse((string)shape.Attribute(name)!, CultureInfo.InvariantCulture);
}
