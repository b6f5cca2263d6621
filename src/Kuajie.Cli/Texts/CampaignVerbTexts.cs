using Kuajie.Platform.Texts;

namespace Kuajie.Cli.Texts;

/// <summary>Texts of <c>kuajie campaign</c>.</summary>
internal static class CampaignVerbTexts
{
    public static TextSource Source { get; } = TextSource.Of(typeof(CampaignVerbTexts));

    /// <summary>A text.</summary>
    public static string Say(string key, params ReadOnlySpan<object?> arguments) => Source.Format(key, arguments);
}
