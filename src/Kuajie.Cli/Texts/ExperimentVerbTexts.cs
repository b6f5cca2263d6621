using Kuajie.Platform.Texts;

namespace Kuajie.Cli.Texts;

/// <summary>Texts of <c>kuajie experiment</c>.</summary>
internal static class ExperimentVerbTexts
{
    public static TextSource Source { get; } = TextSource.Of(typeof(ExperimentVerbTexts));

    /// <summary>A text.</summary>
    public static string Say(string key, params ReadOnlySpan<object?> arguments) => Source.Format(key, arguments);
}
