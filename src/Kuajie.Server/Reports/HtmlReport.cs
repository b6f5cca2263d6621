using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Unicode;

namespace Kuajie.Server.Reports;

/// <summary>
/// Builds one self-contained HTML page: style and plots are inside, there is no script, and it opens without a network. It follows the reader's light
/// or dark setting, prints, and fits a phone. Every text is encoded; Chinese stays readable in the source.
/// </summary>
internal sealed class HtmlReport(string title, string subtitle)
{
    /// <summary>Longest cell that is left to break at its spaces only, in characters.</summary>
    private const int LongestUnbroken = 60;

    private static readonly HtmlEncoder Encoder = HtmlEncoder.Create(UnicodeRanges.All);
    private static readonly string Style = ReadStyle();
    private readonly StringBuilder body = new();
    private readonly List<string> headings = [];

    /// <summary>Opens a section; what follows belongs to it.</summary>
    /// <param name="heading">Its heading, also a line of the page's contents.</param>
    /// <param name="lead">One or two sentences under the heading that say what the section shows.</param>
    public HtmlReport Section(string heading, string? lead = null)
    {
        CloseSection();
        headings.Add(heading);
        body.Append(CultureInfo.InvariantCulture, $"<section id=\"s{headings.Count}\">\n<h2>{Encode(heading)}</h2>\n");
        return string.IsNullOrEmpty(lead) ? this : Write($"<p class=\"lead\">{Encode(lead)}</p>");
    }

    /// <summary>A paragraph of plain text.</summary>
    public HtmlReport Paragraph(string text) => Write($"<p>{Encode(text)}</p>");

    /// <summary>A remark set off from the text.</summary>
    public HtmlReport Remark(string text, ReportTone tone = ReportTone.Neutral) =>
        Write($"<p class=\"remark {ClassOf(tone)}\">{Encode(text)}</p>");

    /// <summary>Key figures as tiles.</summary>
    public HtmlReport Figures(IEnumerable<(string Label, string Value, string? Note)> figures)
    {
        var tiles = figures.Select(figure =>
            $"<div><dt>{Encode(figure.Label)}</dt><dd style=\"--longest:{Longest(figure.Value)}\">{Encode(figure.Value)}</dd>{(figure.Note is { } note ? $"<dd class=\"note\">{Encode(note)}</dd>" : "")}</div>"
        );
        return Write($"<dl class=\"figures\">{string.Concat(tiles)}</dl>");
    }

    /// <summary>How many characters stand together without a place to break: what decides how large a figure may be drawn.</summary>
    private static int Longest(string value) => Math.Max(1, value.Split(' ').Max(part => part.Length));

    /// <summary>A table that scrolls sideways where it does not fit.</summary>
    /// <param name="headers">One per column.</param>
    /// <param name="rows">Cells in the order of the headers; a row may be shorter.</param>
    /// <param name="caption">What the table shows; null for none.</param>
    /// <param name="alignments">One per column; null lines up columns of numbers at their end and the others at their start.</param>
    public HtmlReport Table(
        IReadOnlyList<string> headers,
        IEnumerable<IReadOnlyList<string>> rows,
        string? caption = null,
        IReadOnlyList<ReportAlignment>? alignments = null
    )
    {
        var cells = rows.ToList();
        var sides = alignments ?? [.. headers.Select((_, column) => Alignment(cells, column))];
        var html = new StringBuilder("<div class=\"table\"><table>");
        html.Append(caption is null ? "" : $"<caption>{Encode(caption)}</caption>").Append("<thead><tr>");
        html.AppendJoin("", headers.Select((header, column) => Cell("th scope=\"col\"", "th", sides[column], header)));
        html.Append("</tr></thead><tbody>");
        foreach (var row in cells)
        {
            html.Append("<tr>").AppendJoin("", row.Select((cell, column) => Cell("td", "td", sides[column], cell))).Append("</tr>\n");
        }
        return Write(html.Append("</tbody></table></div>").ToString());
    }

    /// <summary>A plot over the page's width with a caption that says what to see in it.</summary>
    public HtmlReport Plot(string caption, ReportPlot plot) => Write(Figure(caption, plot));

    /// <summary>Plots side by side (drawn with <see cref="ReportPlot.HalfWidth"/>), below each other where the page is narrow.</summary>
    public HtmlReport PlotRow(params IEnumerable<(string Caption, ReportPlot Plot)> plots) =>
        Write($"<div class=\"row\">{string.Concat(plots.Select(plot => Figure(plot.Caption, plot.Plot)))}</div>");

    /// <summary>Stands where there is nothing to show, and says what to do to see something.</summary>
    public HtmlReport Empty(string text, string nextStep) =>
        Write($"<div class=\"empty\"><p>{Encode(text)}</p><p class=\"next\">{Encode(nextStep)}</p></div>");

    /// <summary>The whole page. Sections may still be added afterwards and the page taken again.</summary>
    public string ToHtml()
    {
        var language = CultureInfo.CurrentUICulture.Name is { Length: > 0 } name ? name : "en";
        var contents = headings.Select((heading, index) => $"<li><a href=\"#s{index + 1}\">{Encode(heading)}</a></li>");
        return $"""
            <!DOCTYPE html>
            <html lang="{language}">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <meta name="color-scheme" content="light dark">
            <title>{Encode(title)}</title>
            <style>
            {Style}
            </style>
            </head>
            <body>
            <header>
            <h1>{Encode(title)}</h1>
            <p>{Encode(subtitle)}</p>
            {(headings.Count > 1 ? $"<nav><ol>{string.Concat(contents)}</ol></nav>" : "")}
            </header>
            <main>
            {body}{(headings.Count > 0 ? "</section>" : "")}
            </main>
            </body>
            </html>

            """;
    }

    private static string Encode(string text) => Encoder.Encode(text);

    private static string ClassOf(ReportTone tone) =>
        tone switch
        {
            ReportTone.Good => "good",
            ReportTone.Warning => "warning",
            _ => "neutral",
        };

    private static string Cell(string opening, string closing, ReportAlignment side, string text) =>
        $"<{opening}{ClassOf(side, text)}>{Encode(text)}</{closing}>";

    /// <summary>Without a place to break, one long id would push the other columns off the page.</summary>
    private static string ClassOf(ReportAlignment side, string text) =>
        side == ReportAlignment.End ? " class=\"end\""
        : text.Length > LongestUnbroken ? " class=\"long\""
        : "";

    private static string Figure(string caption, ReportPlot plot) =>
        $"<figure><figcaption>{Encode(caption)}</figcaption>{plot.Svg}</figure>";

    private static ReportAlignment Alignment(List<IReadOnlyList<string>> rows, int column)
    {
        var filled = rows.Where(row => column < row.Count).Select(row => row[column].Trim()).Where(cell => cell.Length > 0).ToList();
        return filled.Count > 0 && filled.TrueForAll(IsNumber) ? ReportAlignment.End : ReportAlignment.Start;
    }

    private static bool IsNumber(string cell) =>
        cell is "–" or "-" or "—"
        || (cell.Any(char.IsAsciiDigit) && cell.All(letter => char.IsAsciiDigit(letter) || "+-−.,% ×()[]±–".Contains(letter)));

    private static string ReadStyle()
    {
        using var stream = typeof(HtmlReport).Assembly.GetManifestResourceStream(typeof(HtmlReport), "report.css")!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd().TrimEnd();
    }

    private void CloseSection()
    {
        if (headings.Count > 0)
        {
            body.Append("</section>\n");
        }
    }

    private HtmlReport Write(string html)
    {
        body.Append(html).Append('\n');
        return this;
    }
}
