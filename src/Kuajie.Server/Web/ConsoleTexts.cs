using Kuajie.Platform.Texts;

namespace Kuajie.Server.Web;

/// <summary>Texts that several pages of the console share: the menu, buttons, states, words explained.</summary>
internal static class ConsoleTexts
{
    private static readonly TextSource Source = TextSource.Of(typeof(ConsoleTexts));

    /// <summary>The text of a key in the page's language.</summary>
    public static string Say(string key, params ReadOnlySpan<object?> arguments) => Source.Format(key, arguments);
}
