using Kuajie.Platform.Texts;

namespace Kuajie.Server.Web.Pages.Compliance;

/// <summary>Texts of the page about activity.</summary>
internal static class ComplianceTexts
{
    private static readonly TextSource Source = TextSource.Of(typeof(ComplianceTexts));

    /// <summary>The text of a key in the page's language.</summary>
    public static string T(string key, params ReadOnlySpan<object?> arguments) => Source.Format(key, arguments);
}
