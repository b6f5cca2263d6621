using Kuajie.Platform.Texts;

namespace Kuajie.Server.Web.Pages.Experiments;

/// <summary>Texts of the page on experiments.</summary>
internal static class ExperimentsPageTexts
{
    private static readonly TextSource Source = TextSource.Of(typeof(ExperimentsPageTexts));

    /// <summary>The text of a key in the page's language.</summary>
    public static string T(string key, params ReadOnlySpan<object?> arguments) => Source.Format(key, arguments);
}
