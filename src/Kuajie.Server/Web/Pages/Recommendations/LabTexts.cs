using Kuajie.Platform.Texts;

namespace Kuajie.Server.Web.Pages.Recommendations;

/// <summary>Texts of the recommendations lab.</summary>
internal static class LabTexts
{
    private static readonly TextSource Source = TextSource.Of(typeof(LabTexts));

    /// <summary>The text of a key in the page's language.</summary>
    public static string T(string key, params ReadOnlySpan<object?> arguments) => Source.Format(key, arguments);
}
