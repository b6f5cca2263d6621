using System.Globalization;

namespace Kuajie.Server.Web.Parts;

/// <summary>Numbers, shares and times as the page's language writes them.</summary>
internal static class Figures
{
    /// <summary>A whole number with separators: 12,345.</summary>
    public static string Count(long number) => number.ToString("N0", CultureInfo.CurrentCulture);

    /// <summary>A number with a given count of decimals.</summary>
    public static string Number(double number, int decimals = 2) => number.ToString($"N{decimals}", CultureInfo.CurrentCulture);

    /// <summary>A share between 0 and 1 as percent.</summary>
    public static string Share(double share, int decimals = 1) => share.ToString($"P{decimals}", CultureInfo.CurrentCulture);

    /// <summary>A number of bytes: 1.5 MB.</summary>
    public static string Bytes(long bytes) =>
        bytes switch
        {
            < 1_000 => $"{Count(bytes)} B",
            < 1_000_000 => $"{Number(bytes / 1e3, 1)} KB",
            < 1_000_000_000 => $"{Number(bytes / 1e6, 1)} MB",
            _ => $"{Number(bytes / 1e9, 1)} GB",
        };

    /// <summary>A moment in the person's time zone, to the minute.</summary>
    public static string Moment(DateTimeOffset at, ConsolePreferences preferences) =>
        In(at, preferences).ToString("g", CultureInfo.CurrentCulture);

    /// <summary>A moment's day.</summary>
    public static string Day(DateTimeOffset at, ConsolePreferences preferences) =>
        In(at, preferences).ToString("d", CultureInfo.CurrentCulture);

    /// <summary>How long something took or takes: 3 min 20 s.</summary>
    public static string Span(TimeSpan span) =>
        span.TotalHours >= 1 ? ConsoleTexts.Say("HoursMinutes", (int)span.TotalHours, span.Minutes)
        : span.TotalMinutes >= 1 ? ConsoleTexts.Say("MinutesSeconds", (int)span.TotalMinutes, span.Seconds)
        : ConsoleTexts.Say("Seconds", span.TotalSeconds.ToString("0.#", CultureInfo.CurrentCulture));

    /// <summary>How long ago something was: 5 minutes ago.</summary>
    public static string Ago(DateTimeOffset at, DateTimeOffset now) =>
        (now - at) switch
        {
            { TotalMinutes: < 1 } => ConsoleTexts.Say("JustNow"),
            { TotalHours: < 1 } span => ConsoleTexts.Say("MinutesAgo", (int)span.TotalMinutes),
            { TotalDays: < 1 } span => ConsoleTexts.Say("HoursAgo", (int)span.TotalHours),
            var span => ConsoleTexts.Say("DaysAgo", (int)span.TotalDays),
        };

    private static DateTimeOffset In(DateTimeOffset at, ConsolePreferences preferences) =>
        TimeZoneInfo.ConvertTime(at, TimeZoneInfo.FindSystemTimeZoneById(preferences.TimeZone));
}
