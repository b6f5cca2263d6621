namespace Kuajie.Server.Reports;

/// <summary>Draws estimates with their intervals beside each other, so that it can be seen which of them leave nothing out.</summary>
internal static class IntervalPlot
{
    private const int RowPitch = 34;
    private const int AxisHeight = 46;

    /// <summary>
    /// One row per estimate: a dot for the value, a line over the interval, the value in words at the end; a line through nothing at all. An interval far wider than the others ends in an arrow
    /// (<see cref="IntervalRange"/>).
    /// </summary>
    /// <param name="description">What the plot shows.</param>
    /// <param name="rows">Label and estimate; those that are not finite are left out.</param>
    /// <param name="acrossTitle">What is measured.</param>
    /// <param name="format">Text of a value.</param>
    /// <param name="width">In CSS pixels.</param>
    public static ReportPlot Draw(
        string description,
        IReadOnlyList<(string Label, ReportEstimate Estimate)> rows,
        string acrossTitle,
        Func<double, string> format,
        int width = ReportPlot.FullWidth
    )
    {
        var drawn = rows.Where(row => IsFinite(row.Estimate)).ToArray();
        var canvas = new SvgCanvas(width, (Math.Max(1, drawn.Length) * RowPitch) + AxisHeight, description);
        var labelWidth = Math.Min(drawn.Select(row => SvgCanvas.WidthOf(row.Label)).DefaultIfEmpty(0).Max() + 8, width * 0.4);
        var textWidth = drawn.Select(row => SvgCanvas.WidthOf(format(row.Estimate.Value))).DefaultIfEmpty(0).Max();
        var (left, right) = (labelWidth + 16, width - textWidth - 14);
        var range = IntervalRange.Of([
            .. drawn.Select(row => (row.Estimate.Value, row.Estimate.Low ?? row.Estimate.Value, row.Estimate.High ?? row.Estimate.Value)),
        ]);
        var scale = PlotScale.Linear(Math.Min(0, range.Low), Math.Max(0, range.High), width / 150, format);
        var foot = drawn.Length * RowPitch;
        var free = double.NegativeInfinity;
        foreach (var (value, label) in scale.Ticks)
        {
            canvas.Line(X(value), 0, X(value), foot, Math.Abs(value) < 1e-12 ? "axis" : "grid");
            if (X(value) - (SvgCanvas.WidthOf(label) / 2) > free)
            {
                canvas.Text(X(value), foot + 18, label, "middle");
                free = X(value) + (SvgCanvas.WidthOf(label) / 2) + 8;
            }
        }
        canvas.Text(right, foot + 40, acrossTitle, "tail");
        for (var index = 0; index < drawn.Length; index++)
        {
            var (label, estimate) = drawn[index];
            var y = (index * RowPitch) + (RowPitch / 2.0);
            canvas.TextWithin(labelWidth, y + 4.5, label, labelWidth, "tail ink");
            if (estimate is { Low: { } low, High: { } high })
            {
                canvas.Line(X(range.Within(low)), y, X(range.Within(high)), y, "whisker");
                End(low, 1, y);
                End(high, -1, y);
            }
            canvas.Circle(X(estimate.Value), y, 5, PlotFrame.Fill(0), $"{label}: {format(estimate.Value)}");
            canvas.Text(width, y + 4.5, format(estimate.Value), "tail strong");
        }
        return canvas.ToPlot();

        double X(double value) => left + (scale.Place(value) * (right - left));

        void End(double end, int inwards, double y)
        {
            var (x, isShown) = (X(range.Within(end)), range.Holds(end));
            canvas.Line(isShown ? x : x + (6 * inwards), y - 5, x, isShown ? y + 5 : y, "whisker");
            if (!isShown)
            {
                canvas.Line(x + (6 * inwards), y + 5, x, y, "whisker");
            }
        }
    }

    private static bool IsFinite(ReportEstimate estimate) =>
        double.IsFinite(estimate.Value) && double.IsFinite(estimate.Low ?? 0) && double.IsFinite(estimate.High ?? 0);
}
