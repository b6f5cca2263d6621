using Kuajie.Platform.Texts;

namespace Kuajie.Cli.Texts;

/// <summary>Texts of the speed verbs below <c>benchmark</c>.</summary>
internal static class SpeedVerbTexts
{
    public static TextSource Source { get; } = TextSource.Of(typeof(SpeedVerbTexts));
}
