namespace Kuajie.Server.Reports;

/// <summary>
/// Draws the plots of reports. Each takes its data, the titles of its axes in the reader's language and a description for readers who cannot see it;
/// numbers that are not finite are drawn as nothing.
/// </summary>
internal static class ReportPlots
{
    private const int Height = 320;
    private const int BarPitch = 30;
    private const int PointsPerCurve = 240;

    /// <summary>One bar per row with its label before and its value behind it, in the order given. Values are at least 0.</summary>
    /// <param name="description">What the plot shows.</param>
    /// <param name="rows">Label and value.</param>
    /// <param name="format">Text of a value; null for the plain number.</param>
    /// <param name="width">In CSS pixels.</param>
    public static ReportPlot HorizontalBars(
        string description,
        IReadOnlyList<(string Label, double Value)> rows,
        Func<double, string>? format = null,
        int width = ReportPlot.FullWidth
    )
    {
        var canvas = new SvgCanvas(width, Math.Max(1, rows.Count) * BarPitch, description);
        var texts = rows.Select(row => (format ?? PlotScale.Plain)(row.Value)).ToList();
        var labelWidth = Math.Min(rows.Select(row => SvgCanvas.WidthOf(row.Label)).DefaultIfEmpty(0).Max(), width * 0.42);
        var room = width - labelWidth - 34 - texts.Select(SvgCanvas.WidthOf).DefaultIfEmpty(0).Max();
        var most = rows.Select(row => Drawable(row.Value)).DefaultIfEmpty(0).Max();
        for (var index = 0; index < rows.Count; index++)
        {
            var y = index * BarPitch;
            var length = most > 0 ? Drawable(rows[index].Value) / most * room : 0;
            canvas.TextWithin(labelWidth, y + 20, rows[index].Label, labelWidth, "tail ink");
            canvas.Rectangle(labelWidth + 10, y + 6, room, 18, "track", radius: 4);
            canvas.Rectangle(labelWidth + 10, y + 6, length, 18, PlotFrame.Fill(0), $"{rows[index].Label}: {texts[index]}", radius: 4);
            canvas.Text(width, y + 20, texts[index], "tail strong");
        }
        return canvas.ToPlot();
    }

    /// <summary>Frequency by rank, both logarithmic: a straight line is a power law. Counts need not be sorted; zeros are left out.</summary>
    public static ReportPlot RankFrequency(
        string description,
        IReadOnlyList<(string Name, IReadOnlyList<long> Counts)> series,
        string rankTitle,
        string frequencyTitle,
        int width = ReportPlot.FullWidth
    )
    {
        var sorted = series.Select(one => (one.Name, Counts: one.Counts.Where(count => count > 0).OrderDescending().ToList())).ToList();
        var canvas = new SvgCanvas(width, Height, description);
        var ranks = PlotScale.Logarithmic(1, sorted.Select(one => one.Counts.Count).DefaultIfEmpty(1).Max());
        var frequencies = PlotScale.Logarithmic(1, sorted.SelectMany(one => one.Counts.Take(1)).DefaultIfEmpty(1).Max());
        var frame = new PlotFrame(canvas, ranks, frequencies, rankTitle, frequencyTitle, [.. series.Select(one => one.Name)]);
        for (var index = 0; index < sorted.Count; index++)
        {
            var counts = sorted[index].Counts;
            canvas.Polyline(SpacedRanks(counts.Count).Select(rank => (frame.X(rank), frame.Y(counts[rank - 1]))), PlotFrame.Stroke(index));
        }
        return canvas.ToPlot();
    }

    /// <summary>As <see cref="RankFrequency"/> for one series of which only some ranks are known, in rising order of rank.</summary>
    public static ReportPlot RankCurve(
        string description,
        IReadOnlyList<(long Rank, long Count)> points,
        string rankTitle,
        string frequencyTitle,
        int width = ReportPlot.FullWidth
    )
    {
        var canvas = new SvgCanvas(width, Height, description);
        var ranks = PlotScale.Logarithmic(1, points.Select(point => point.Rank).DefaultIfEmpty(1).Max());
        var frequencies = PlotScale.Logarithmic(1, points.Select(point => point.Count).DefaultIfEmpty(1).Max());
        var frame = new PlotFrame(canvas, ranks, frequencies, rankTitle, frequencyTitle, []);
        canvas.Polyline(points.Select(point => (frame.X(point.Rank), frame.Y(point.Count))), PlotFrame.Stroke(0));
        return canvas.ToPlot();
    }

    /// <summary>Counts of values per bin. Bins touch; see <see cref="ReportBins"/> for making them.</summary>
    /// <param name="isLogarithmic">Whether the bins' edges grow by a ratio; they must then be above 0.</param>
    public static ReportPlot Histogram(
        string description,
        IReadOnlyList<ReportBin> bins,
        string valueTitle,
        string countTitle,
        bool isLogarithmic = false,
        int width = ReportPlot.FullWidth
    )
    {
        var canvas = new SvgCanvas(width, Height, description);
        var (from, to) = bins.Count == 0 ? (1, 10) : (bins[0].From, bins[^1].To);
        var across = isLogarithmic ? PlotScale.Logarithmic(from, to) : PlotScale.Linear(from, to, width / 100);
        var frame = new PlotFrame(canvas, across, FromZero(bins.Select(bin => (double)bin.Count)), valueTitle, countTitle, []);
        foreach (var bin in bins)
        {
            var (left, right, top) = (frame.X(bin.From), frame.X(bin.To), frame.Y(bin.Count));
            var tip = $"{PlotScale.Plain(bin.From)} – {PlotScale.Plain(bin.To)}: {PlotScale.Plain(bin.Count)}";
            canvas.Rectangle(left + 0.75, top, Math.Max(0.5, right - left - 1.5), frame.Baseline - top, PlotFrame.Fill(0), tip);
        }
        return canvas.ToPlot();
    }

    /// <summary>One line per series over a common axis. The vertical axis begins at 0 unless told otherwise.</summary>
    public static ReportPlot Lines(
        string description,
        IReadOnlyList<(string Name, IReadOnlyList<(double X, double Y)> Points)> series,
        string acrossTitle,
        string upTitle,
        bool startsAtZero = true,
        int width = ReportPlot.FullWidth
    )
    {
        var points = series.SelectMany(one => one.Points).ToList();
        var across = PlotScale.Linear(
            points.Select(point => point.X).DefaultIfEmpty(0).Min(),
            points.Select(point => point.X).DefaultIfEmpty(1).Max(),
            width / 100
        );
        var least = startsAtZero ? 0 : points.Select(point => point.Y).Where(double.IsFinite).DefaultIfEmpty(0).Min();
        return Curves(description, series, across, FromZero(points.Select(point => point.Y), least), acrossTitle, upTitle, width);
    }

    /// <summary>One line per series over days, for example rows per day.</summary>
    public static ReportPlot Timeline(
        string description,
        IReadOnlyList<(string Name, IReadOnlyList<(DateOnly Day, double Value)> Points)> series,
        string dayTitle,
        string upTitle,
        int width = ReportPlot.FullWidth
    )
    {
        var days = series.SelectMany(one => one.Points).Select(point => point.Day).DefaultIfEmpty(DateOnly.MinValue).ToList();
        var numbered = series
            .Select(one =>
                (one.Name, (IReadOnlyList<(double, double)>)[.. one.Points.Select(point => ((double)point.Day.DayNumber, point.Value))])
            )
            .ToList();
        var values = FromZero(series.SelectMany(one => one.Points).Select(point => point.Value));
        return Curves(description, numbered, PlotScale.Days(days.Min(), days.Max(), width / 110), values, dayTitle, upTitle, width);
    }

    private static ReportPlot Curves(
        string description,
        IReadOnlyList<(string Name, IReadOnlyList<(double X, double Y)> Points)> series,
        PlotScale across,
        PlotScale up,
        string acrossTitle,
        string upTitle,
        int width
    )
    {
        var canvas = new SvgCanvas(width, Height, description);
        var frame = new PlotFrame(canvas, across, up, acrossTitle, upTitle, [.. series.Select(one => one.Name)]);
        for (var index = 0; index < series.Count; index++)
        {
            var places = series[index]
                .Points.Where(point => double.IsFinite(point.Y))
                .Select(point => (frame.X(point.X), frame.Y(point.Y)))
                .ToList();
            canvas.Polyline(places, PlotFrame.Stroke(index));
            foreach (var (x, y) in places.Count <= 30 ? places : [])
            {
                canvas.Circle(x, y, 3.2, PlotFrame.Fill(index));
            }
        }
        return canvas.ToPlot();
    }

    /// <summary>A group of bars per category, one bar per series, with whiskers where an interval is known.</summary>
    /// <param name="description">What the plot shows.</param>
    /// <param name="categories">Names of the groups.</param>
    /// <param name="series">Name and one value per category.</param>
    /// <param name="upTitle">What the bars measure.</param>
    /// <param name="format">Text of a value; null for the plain number.</param>
    /// <param name="width">In CSS pixels.</param>
    public static ReportPlot GroupedBars(
        string description,
        IReadOnlyList<string> categories,
        IReadOnlyList<(string Name, IReadOnlyList<ReportEstimate> Values)> series,
        string upTitle,
        Func<double, string>? format = null,
        int width = ReportPlot.FullWidth
    )
    {
        var canvas = new SvgCanvas(width, Height, description);
        var estimates = series.SelectMany(one => one.Values).ToList();
        var up = FromZero(estimates.Select(one => one.High ?? one.Value).Append(0), format: format);
        var frame = new PlotFrame(canvas, PlotScale.Categories(categories), up, "", upTitle, [.. series.Select(one => one.Name)]);
        var pitch = frame.Width / Math.Max(1, categories.Count);
        var bar = Math.Min(56, pitch * 0.78 / Math.Max(1, series.Count));
        for (var index = 0; index < series.Count; index++)
        {
            for (var category = 0; category < Math.Min(categories.Count, series[index].Values.Count); category++)
            {
                var center = frame.X(category) + ((index - ((series.Count - 1) / 2.0)) * bar);
                var tip = $"{series[index].Name}, {categories[category]}";
                Column(canvas, frame, center, bar, index, series[index].Values[category], tip, format ?? PlotScale.Plain);
            }
        }
        return canvas.ToPlot();
    }

    private static void Column(
        SvgCanvas canvas,
        PlotFrame frame,
        double center,
        double width,
        int series,
        ReportEstimate estimate,
        string name,
        Func<double, string> format
    )
    {
        var top = frame.Y(Drawable(estimate.Value));
        var text = format(estimate.Value);
        canvas.Rectangle(
            center - (width / 2) + 1,
            top,
            width - 2,
            frame.Baseline - top,
            PlotFrame.Fill(series),
            $"{name}: {text}",
            radius: 2
        );
        var highest = top;
        if (estimate is { Low: { } low, High: { } high })
        {
            highest = frame.Y(high);
            canvas.Line(center, frame.Y(low), center, highest, "whisker");
            canvas.Line(center - 5, highest, center + 5, highest, "whisker");
            canvas.Line(center - 5, frame.Y(low), center + 5, frame.Y(low), "whisker");
        }
        if (SvgCanvas.WidthOf(text) <= width + 4)
        {
            canvas.Text(center, highest - 6, text, "middle strong halo");
        }
    }

    private static IEnumerable<int> SpacedRanks(int count)
    {
        var ratio = Math.Pow(Math.Max(count, 2), 1.0 / PointsPerCurve);
        for (var rank = 1; rank < count; rank = Math.Max(rank + 1, (int)(rank * ratio)))
        {
            yield return rank;
        }
        if (count > 0)
        {
            yield return count;
        }
    }

    private static PlotScale FromZero(IEnumerable<double> values, double least = 0, Func<double, string>? format = null)
    {
        var most = values.Where(double.IsFinite).DefaultIfEmpty(1).Max();
        return PlotScale.Linear(least, most > least ? most + ((most - least) * 0.06) : least + 1, format: format);
    }

    private static double Drawable(double value) => double.IsFinite(value) && value > 0 ? value : 0;
}
