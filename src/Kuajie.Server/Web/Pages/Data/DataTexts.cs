using Kuajie.Platform.Texts;

namespace Kuajie.Server.Web.Pages.Data;

/// <summary>Texts of the pages about imports and links.</summary>
internal static class DataTexts
{
    private static readonly TextSource Source = TextSource.Of(typeof(DataTexts));

    /// <summary>The text of a key in the page's language.</summary>
    public static string T(string key, params ReadOnlySpan<object?> arguments) => Source.Format(key, arguments);
}
