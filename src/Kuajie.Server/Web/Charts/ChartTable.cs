using System.Text;

namespace Kuajie.Server.Web.Charts;

/// <summary>What a chart shows, as a table for whoever would rather read, and as the CSV that is saved.</summary>
/// <param name="Columns">The heads.</param>
/// <param name="Rows">The cells, one for each head.</param>
public sealed record ChartTable(IReadOnlyList<string> Columns, IReadOnlyList<IReadOnlyList<string>> Rows)
{
    private static readonly char[] Special = ['"', ',', '\n', '\r'];

    /// <summary>Comma-separated by RFC 4180, with a mark at the head by which spreadsheets know UTF-8. What a spreadsheet would take for a formula is kept a text by an apostrophe.</summary>
    public string ToCsv()
    {
        var text = new StringBuilder("\uFEFF");
        foreach (var row in Rows.Prepend(Columns))
        {
            text.AppendJoin(',', row.Select(Cell)).Append("\r\n");
        }
        return text.ToString();
    }

    private static string Cell(string cell)
    {
        var isFormula =
            cell is ['=' or '+' or '-' or '@' or '\t', ..]
            && !double.TryParse(cell, System.Globalization.CultureInfo.InvariantCulture, out _);
        var safe = isFormula ? "'" + cell : cell;
        return safe.AsSpan().IndexOfAny(Special) < 0 ? safe : $"\"{safe.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
    }
}
