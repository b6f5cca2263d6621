namespace Kuajie.Server.Reports;

/// <summary>The axes, grid, axis titles and legend of a plot with two axes, and where a pair of values lies inside them.</summary>
internal sealed class PlotFrame
{
    private const double Top = 26;
    private const double Right = 18;
    private const double Bottom = 50;
    private const double LegendHeight = 24;
    private readonly SvgCanvas canvas;
    private readonly PlotScale across;
    private readonly PlotScale up;
    private readonly double left;
    private readonly double top;

    /// <summary>Draws the frame.</summary>
    /// <param name="canvas">Where to draw.</param>
    /// <param name="across">Scale of the horizontal axis.</param>
    /// <param name="up">Scale of the vertical axis.</param>
    /// <param name="acrossTitle">What the horizontal axis counts.</param>
    /// <param name="upTitle">What the vertical axis counts; stands above it, so nobody has to tilt the head.</param>
    /// <param name="legend">Names of the series in the order of their colours; one alone needs no legend.</param>
    public PlotFrame(SvgCanvas canvas, PlotScale across, PlotScale up, string acrossTitle, string upTitle, IReadOnlyList<string> legend)
    {
        (this.canvas, this.across, this.up) = (canvas, across, up);
        left = 14 + up.Ticks.Select(tick => SvgCanvas.WidthOf(tick.Label)).DefaultIfEmpty(0).Max();
        top = Top + (legend.Count > 1 ? LegendHeight : 0);
        canvas.Text(0, 13, upTitle, "start");
        canvas.Text(canvas.Width - Right, canvas.Height - 8, acrossTitle, "tail");
        DrawGrid();
        if (legend.Count > 1)
        {
            DrawLegend(legend);
        }
    }

    public double Width => canvas.Width - left - Right;

    public double Baseline => canvas.Height - Bottom;

    public double X(double value) => left + (across.Place(value) * Width);

    public double Y(double value) => Baseline - (Math.Clamp(up.Place(value), 0, 1) * (Baseline - top));

    private void DrawGrid()
    {
        foreach (var (value, label) in up.Ticks)
        {
            canvas.Line(left, Y(value), left + Width, Y(value), "grid");
            canvas.Text(left - 8, Y(value) + 4.5, label, "tail");
        }
        canvas.Line(left, Baseline, left + Width, Baseline, "axis");
        var free = double.NegativeInfinity;
        foreach (var (value, label) in across.Ticks)
        {
            var half = SvgCanvas.WidthOf(label) / 2;
            canvas.Line(X(value), Baseline, X(value), Baseline + 4, "axis");
            if (X(value) - half > free)
            {
                canvas.Text(Math.Min(X(value), canvas.Width - half), Baseline + 19, label, "middle");
                free = X(value) + half + 6;
            }
        }
    }

    private void DrawLegend(IReadOnlyList<string> names)
    {
        var x = left;
        for (var series = 0; series < names.Count; series++)
        {
            canvas.Rectangle(x, Top - 1, 12, 12, Fill(series), radius: 3);
            canvas.Text(x + 18, Top + 10, names[series], "start ink");
            x += 36 + SvgCanvas.WidthOf(names[series]);
        }
    }

    /// <summary>Style name of a series' filled shapes.</summary>
    public static string Fill(int series) => $"f{(series % 6) + 1}";

    /// <summary>Style name of a series' lines.</summary>
    public static string Stroke(int series) => $"l{(series % 6) + 1}";
}
