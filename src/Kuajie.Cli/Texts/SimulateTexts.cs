using Kuajie.Platform.Texts;

namespace Kuajie.Cli.Texts;

/// <summary>Texts of <c>kuajie simulate</c>.</summary>
internal static class SimulateTexts
{
    public static TextSource Source { get; } = TextSource.Of(typeof(SimulateTexts));

    /// <summary>A text.</summary>
    public static string Say(string key, params ReadOnlySpan<object?> arguments) => Source.Format(key, arguments);
}
