using System.Globalization;

namespace Kuajie.Marketing.Texts;

/// <summary>
/// Sentences in one cell of a table: the code and the figures that fill its gaps, <c>ShortageLevels 3 5</c>, so that whoever opens the table reads them in their own language. What a person wrote is kept as
/// it stands.
/// </summary>
public static class MarketingNote
{
    /// <summary>Stands for what a person wrote.</summary>
    private const string Written = "Noted";

    /// <summary>A sentence as a cell holds it.</summary>
    /// <exception cref="ArgumentException">Something else than figures fills its gaps.</exception>
    public static string Write(MarketingText text)
    {
        ArgumentNullException.ThrowIfNull(text);
        if (text is { Code: Written, Arguments: [string note] })
        {
            return note;
        }
        return string.Join(' ', text.Arguments.Select(Figure).Prepend(text.Code));
    }

    /// <summary>The sentence of a cell; of anything but a known code with its figures, the text itself.</summary>
    public static MarketingText Read(string cell)
    {
        ArgumentNullException.ThrowIfNull(cell);
        var parts = cell.Split(' ');
        var figures = parts.Skip(1).Select(FigureOf).ToArray();
        if (parts[0] != Written && MarketingText.Has(parts[0]) && figures.All(figure => figure is not null))
        {
            var read = new MarketingText(parts[0], figures!);
            if (read.GapCount() == figures.Length)
            {
                return read;
            }
        }
        return MarketingText.Of(Written, cell);
    }

    private static string Figure(object argument) =>
        argument is int or long or double
            ? ((IFormattable)argument).ToString(null, CultureInfo.InvariantCulture)
            : throw new ArgumentException($"Found '{argument}' in a sentence for a table; expected figures alone.", nameof(argument));

    private static object? FigureOf(string part) =>
        long.TryParse(part, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var whole) ? whole
        : double.TryParse(part, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number) ? number
        : null;
}
