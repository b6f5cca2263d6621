using Microsoft.AspNetCore.Http;

namespace Kuajie.Server.Web;

/// <summary>What a person chose, or their browser said, of how pages look. The language is the request's culture.</summary>
/// <param name="Theme"><c>light</c> or <c>dark</c>.</param>
/// <param name="TimeZone">The browser's time zone by its IANA name; <c>UTC</c> until the browser has said.</param>
public sealed record ConsolePreferences(string Theme, string TimeZone)
{
    /// <summary>Cookie of the theme.</summary>
    public const string ThemeCookie = "kuajie-theme";

    /// <summary>Cookie of the time zone.</summary>
    public const string TimeZoneCookie = "kuajie-zone";

    /// <summary>Whether the dark theme is chosen.</summary>
    public bool IsDark => Theme == "dark";

    /// <summary>Reads the cookies; what they do not say, or say wrongly, is as for a first visit.</summary>
    public static ConsolePreferences Of(IRequestCookieCollection cookies)
    {
        ArgumentNullException.ThrowIfNull(cookies);
        var zone = Uri.UnescapeDataString(cookies[TimeZoneCookie] ?? "");
        return new ConsolePreferences(
            cookies[ThemeCookie] == "dark" ? "dark" : "light",
            TimeZoneInfo.TryFindSystemTimeZoneById(zone, out _) ? zone : "UTC"
        );
    }
}
