using Kuajie.Platform.Texts;

namespace Kuajie.Server.Web.Pages.Audience;

/// <summary>Texts of the page on audiences.</summary>
internal static class AudiencePageTexts
{
    private static readonly TextSource Source = TextSource.Of(typeof(AudiencePageTexts));

    /// <summary>The text of a key in the page's language.</summary>
    public static string T(string key, params ReadOnlySpan<object?> arguments) => Source.Format(key, arguments);
}
