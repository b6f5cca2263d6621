using Kuajie.Platform.Texts;

namespace Kuajie.Server.Web.Pages.Campaigns;

/// <summary>Texts of the pages on ad plans and campaigns.</summary>
internal static class CampaignsTexts
{
    private static readonly TextSource Source = TextSource.Of(typeof(CampaignsTexts));

    /// <summary>The text of a key in the page's language.</summary>
    public static string T(string key, params ReadOnlySpan<object?> arguments) => Source.Format(key, arguments);
}
