using Kuajie.Platform.Texts;

namespace Kuajie.Cli.Texts;

/// <summary>Texts of <c>kuajie uplift</c>.</summary>
internal static class UpliftVerbTexts
{
    public static TextSource Source { get; } = TextSource.Of(typeof(UpliftVerbTexts));
}
