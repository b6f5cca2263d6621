using Kuajie.Platform.Texts;

namespace Kuajie.Server.Web.Pages.Access;

/// <summary>Texts of the pages about keys and people.</summary>
internal static class AccessTexts
{
    private static readonly TextSource Source = TextSource.Of(typeof(AccessTexts));

    /// <summary>The text of a key in the page's language.</summary>
    public static string T(string key, params ReadOnlySpan<object?> arguments) => Source.Format(key, arguments);

    /// <summary><c>unknown-kind</c> and <c>readOnly</c> as <c>UnknownKind</c> and <c>ReadOnly</c>, as keys of texts begin.</summary>
    public static string Pascal(string name) =>
        string.Concat(name.Split('-').Select(part => part.Length == 0 ? part : char.ToUpperInvariant(part[0]) + part[1..]));
}
