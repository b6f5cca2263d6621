using Kuajie.Platform.Texts;

namespace Kuajie.Server.Web.Pages.Partners;

/// <summary>Texts of the page on partners.</summary>
internal static class PartnersTexts
{
    private static readonly TextSource Source = TextSource.Of(typeof(PartnersTexts));

    /// <summary>The text of a key in the page's language.</summary>
    public static string T(string key, params ReadOnlySpan<object?> arguments) => Source.Format(key, arguments);
}
