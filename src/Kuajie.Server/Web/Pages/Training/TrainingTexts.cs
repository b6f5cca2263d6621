using Kuajie.Platform.Texts;

namespace Kuajie.Server.Web.Pages.Training;

/// <summary>Texts of the pages about models.</summary>
internal static class TrainingTexts
{
    private static readonly TextSource Source = TextSource.Of(typeof(TrainingTexts));

    /// <summary>The text of a key in the page's language.</summary>
    public static string T(string key, params ReadOnlySpan<object?> arguments) => Source.Format(key, arguments);
}
