using Kuajie.Platform.Texts;

namespace Kuajie.Cli.Texts;

/// <summary>Texts of the verbs that decide: partners, plan.</summary>
internal static class DecisionTexts
{
    public static TextSource Source { get; } = TextSource.Of(typeof(DecisionTexts));

    /// <summary>A text.</summary>
    public static string Say(string key, params ReadOnlySpan<object?> arguments) => Source.Format(key, arguments);
}
