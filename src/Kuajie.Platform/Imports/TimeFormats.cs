using System.Globalization;
using System.Text.RegularExpressions;

namespace Kuajie.Platform.Imports;

/// <summary>How times are written in a file, for people: the import itself reads each time by itself, after the same rules.</summary>
public static partial class TimeFormats
{
    public const string UnixSeconds = "unixSeconds";
    public const string UnixMilliseconds = "unixMilliseconds";
    public const string UnixMicroseconds = "unixMicroseconds";
    public const string UnixNanoseconds = "unixNanoseconds";
    public const string CompactDate = "yyyyMMdd";
    public const string CompactTime = "yyyyMMddHHmmss";
    public const string Iso8601 = "iso8601";
    public const string Slashes = "yyyy/M/d";
    public const string Chinese = "yyyy年M月d日";

    /// <summary>The form that most of the texts have, or null where none is a time.</summary>
    public static string? Of(IEnumerable<string?> texts) =>
        texts
            .Select(text => text is null ? null : Of(text.Trim(IdText.Blanks.ToCharArray())))
            .OfType<string>()
            .GroupBy(format => format)
            .OrderByDescending(group => group.Count())
            .FirstOrDefault()
            ?.Key;

    private static string? Of(string text) =>
        Fourteen().IsMatch(text) ? CompactTime
        : Eight().IsMatch(text) ? CompactDate
        : double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? Unix(Math.Abs(number))
        : !DateFirst().IsMatch(text) ? null
        : text.Contains('年', StringComparison.Ordinal) ? Chinese
        : text[4] == '-' ? Iso8601
        : Slashes;

    private static string Unix(double number) =>
        number < 1e11 ? UnixSeconds
        : number < 1e14 ? UnixMilliseconds
        : number < 1e17 ? UnixMicroseconds
        : UnixNanoseconds;

    [GeneratedRegex(@"^(19|20)\d{6}$")]
    private static partial Regex Eight();

    [GeneratedRegex(@"^(19|20)\d{12}$")]
    private static partial Regex Fourteen();

    [GeneratedRegex(@"^\d{4}[-/.年]\d{1,2}[-/.月]\d{1,2}")]
    private static partial Regex DateFirst();
}
