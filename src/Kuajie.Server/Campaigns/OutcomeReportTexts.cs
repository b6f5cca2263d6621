using Kuajie.Platform.Texts;

namespace Kuajie.Server.Campaigns;

/// <summary>Texts of the file that tells what a campaign caused.</summary>
internal static class OutcomeReportTexts
{
    public static TextSource Source { get; } = TextSource.Of(typeof(OutcomeReportTexts));

    /// <summary>A text.</summary>
    public static string Say(string key, params ReadOnlySpan<object?> arguments) => Source.Format(key, arguments);
}
