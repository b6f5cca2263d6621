using Kuajie.Platform.Texts;

namespace Kuajie.Server.Web.Pages.Bridges;

/// <summary>Texts of the page on how tastes carry over.</summary>
internal static class BridgesTexts
{
    private static readonly TextSource Source = TextSource.Of(typeof(BridgesTexts));

    /// <summary>The text of a key in the page's language.</summary>
    public static string T(string key, params ReadOnlySpan<object?> arguments) => Source.Format(key, arguments);
}
