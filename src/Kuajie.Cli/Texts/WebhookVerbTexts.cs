using Kuajie.Platform.Texts;

namespace Kuajie.Cli.Texts;

/// <summary>Texts of <c>kuajie webhook</c>.</summary>
internal static class WebhookVerbTexts
{
    public static TextSource Source { get; } = TextSource.Of(typeof(WebhookVerbTexts));

    /// <summary>A text.</summary>
    public static string Say(string key, params ReadOnlySpan<object?> arguments) => Source.Format(key, arguments);
}
