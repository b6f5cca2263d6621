using Kuajie.Platform.Texts;

namespace Kuajie.Cli.Texts;

/// <summary>Texts of <c>kuajie attribution</c>.</summary>
internal static class AttributionVerbTexts
{
    public static TextSource Source { get; } = TextSource.Of(typeof(AttributionVerbTexts));
}
