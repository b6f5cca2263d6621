using Kuajie.Platform.Texts;

namespace Kuajie.Server.Web.Pages.Users;

/// <summary>Texts of the pages about users.</summary>
internal static class UsersTexts
{
    private static readonly TextSource Source = TextSource.Of(typeof(UsersTexts));

    /// <summary>The text of a key in the page's language.</summary>
    public static string T(string key, params ReadOnlySpan<object?> arguments) => Source.Format(key, arguments);
}
