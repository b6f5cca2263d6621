using System.Globalization;
using System.Net;
using System.Text;

namespace Kuajie.Server.Reports;

/// <summary>
/// Writes one <c>svg</c> element in CSS pixels from the upper left corner. Looks come from class names of the report's style sheet: it holds no colours,
/// no fonts and no ids.
/// </summary>
internal sealed class SvgCanvas(int width, int height, string description)
{
    private const double LetterWidth = 7.9;
    private const double WideLetterWidth = 13;
    private readonly StringBuilder elements = new();

    public int Width { get; } = width;

    public int Height { get; } = height;

    /// <summary>A rectangle; the tip is shown when a pointer rests on it.</summary>
    public void Rectangle(double x, double y, double width, double height, string style, string? tip = null, double radius = 0) =>
        Write(
            $"<rect x=\"{x:0.##}\" y=\"{y:0.##}\" width=\"{width:0.##}\" height=\"{height:0.##}\" rx=\"{radius:0.##}\" class=\"{style}\"{Body("rect", tip)}"
        );

    public void Line(double x1, double y1, double x2, double y2, string style) =>
        Write($"<line x1=\"{x1:0.##}\" y1=\"{y1:0.##}\" x2=\"{x2:0.##}\" y2=\"{y2:0.##}\" class=\"{style}\"/>");

    public void Circle(double x, double y, double radius, string style, string? tip = null) =>
        Write($"<circle cx=\"{x:0.##}\" cy=\"{y:0.##}\" r=\"{radius:0.##}\" class=\"{style}\"{Body("circle", tip)}");

    public void Polyline(IEnumerable<(double X, double Y)> points, string style)
    {
        var places = points.Select(point => string.Create(CultureInfo.InvariantCulture, $"{point.X:0.##},{point.Y:0.##}"));
        Write($"<polyline points=\"{string.Join(' ', places)}\" class=\"{style}\"/>");
    }

    /// <summary>Text whose baseline is at y; the style names <c>start</c>, <c>middle</c> or <c>tail</c> say which end of it is at x.</summary>
    public void Text(double x, double y, string text, string style) =>
        Write($"<text x=\"{x:0.##}\" y=\"{y:0.##}\" class=\"{style}\">{Encode(text)}</text>");

    /// <summary>Text shortened to a width in pixels; a pointer resting on it shows the whole.</summary>
    public void TextWithin(double x, double y, string text, double width, string style)
    {
        if (WidthOf(text) <= width)
        {
            Text(x, y, text, style);
            return;
        }
        var kept = text.Length;
        while (kept > 1 && WidthOf(text[..kept]) + WideLetterWidth > width)
        {
            kept--;
        }
        kept -= char.IsHighSurrogate(text[kept - 1]) ? 1 : 0;
        Write(
            $"<text x=\"{x:0.##}\" y=\"{y:0.##}\" class=\"{style}\">{Encode(text[..kept].TrimEnd())}…<title>{Encode(text)}</title></text>"
        );
    }

    /// <summary>About how wide a text is drawn, in pixels.</summary>
    public static double WidthOf(string text) => text.Sum(letter => letter >= '\u2e80' ? WideLetterWidth : LetterWidth);

    public ReportPlot ToPlot()
    {
        var label = Encode(description);
        return new ReportPlot(
            $"<svg class=\"{(Width > ReportPlot.HalfWidth ? "wide" : "narrow")}\" viewBox=\"0 0 {Width} {Height}\" style=\"max-width:{Width}px\" role=\"img\" aria-label=\"{label}\">{elements}</svg>",
            Width,
            Height
        );
    }

    private static string Body(string element, string? tip) => tip is null ? "/>" : $"><title>{Encode(tip)}</title></{element}>";

    private static string Encode(string text) => WebUtility.HtmlEncode(text);

    private void Write(FormattableString element) => elements.Append(element.ToString(CultureInfo.InvariantCulture));
}
