using Kuajie.Platform.Texts;

namespace Kuajie.Server.Web.Pages.Overview;

/// <summary>Texts of the overview.</summary>
internal static class OverviewTexts
{
    private static readonly TextSource Source = TextSource.Of(typeof(OverviewTexts));

    /// <summary>The text of a key in the page's language.</summary>
    public static string T(string key, params ReadOnlySpan<object?> arguments) => Source.Format(key, arguments);
}
