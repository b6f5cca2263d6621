namespace Kuajie.Server.Reports;

/// <summary>A drawn plot, ready to be set into a page.</summary>
/// <param name="Svg">One <c>svg</c> element. It holds no ids, so any number fit in one page, and takes its colours from the page's style sheet.</param>
/// <param name="Width">Width in CSS pixels at which its letters have their natural size.</param>
/// <param name="Height">Height in CSS pixels at that width.</param>
internal sealed record ReportPlot(string Svg, int Width, int Height)
{
    /// <summary>Width of a plot that fills the page, in CSS pixels.</summary>
    public const int FullWidth = 900;

    /// <summary>Width of one of two plots side by side, in CSS pixels.</summary>
    public const int HalfWidth = 430;
}
