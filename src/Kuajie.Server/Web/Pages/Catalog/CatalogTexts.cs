using Kuajie.Platform.Texts;

namespace Kuajie.Server.Web.Pages.Catalog;

/// <summary>Texts of the pages about items.</summary>
internal static class CatalogTexts
{
    private static readonly TextSource Source = TextSource.Of(typeof(CatalogTexts));

    /// <summary>The text of a key in the page's language.</summary>
    public static string T(string key, params ReadOnlySpan<object?> arguments) => Source.Format(key, arguments);
}
