using Kuajie.Platform.Texts;

namespace Kuajie.Server.Web.Pages.Workspaces;

/// <summary>Texts of the settings.</summary>
internal static class WorkspacesTexts
{
    private static readonly TextSource Source = TextSource.Of(typeof(WorkspacesTexts));

    /// <summary>The text of a key in the page's language.</summary>
    public static string T(string key, params ReadOnlySpan<object?> arguments) => Source.Format(key, arguments);

    /// <summary><c>eventsAtOnce</c> as <c>EventsAtOnce</c>, as keys of texts begin.</summary>
    public static string Pascal(string name) => name.Length == 0 ? name : char.ToUpperInvariant(name[0]) + name[1..];
}
