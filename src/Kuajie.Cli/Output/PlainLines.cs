using System.Globalization;
using Spectre.Console;

namespace Kuajie.Cli.Output;

/// <summary>Writing text that may hold anything: ids, file names, titles.</summary>
internal static class PlainLines
{
    private const double Thousand = 1000;
    private static readonly string[] ByteUnits = ["B", "kB", "MB", "GB", "TB"];

    /// <summary>A line as it stands: unlike the console's own lines, square brackets mean nothing and nothing is wrapped.</summary>
    public static void Line(this IAnsiConsole console, string text) => console.Profile.Out.Writer.WriteLine(text);

    /// <summary>A table cell as it stands.</summary>
    public static Text Cell(string? text) => new(text ?? "");

    /// <summary>A number with thousands separated.</summary>
    public static string Count(long number) => number.ToString("N0", CultureInfo.InvariantCulture);

    /// <summary>A share as a percentage with one decimal.</summary>
    public static string Percent(double share) => share.ToString("0.0 %", CultureInfo.InvariantCulture);

    /// <summary>A number of bytes as people say it: 12 B, 3.4 MB.</summary>
    public static string Bytes(long bytes)
    {
        var size = (double)bytes;
        var unit = 0;
        for (; size >= Thousand && unit < ByteUnits.Length - 1; unit++)
        {
            size /= Thousand;
        }
        return size.ToString(unit == 0 ? "0" : "0.0", CultureInfo.InvariantCulture) + " " + ByteUnits[unit];
    }

    /// <summary>A moment to the minute, in UTC.</summary>
    public static string Minute(DateTimeOffset? moment) =>
        moment is { } at ? at.UtcDateTime.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture) : "–";
}
