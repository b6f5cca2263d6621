using Kuajie.Platform.Texts;

namespace Kuajie.Cli.Texts;

/// <summary>Texts of <c>kuajie domains</c>.</summary>
internal static class DomainsVerbTexts
{
    public static TextSource Source { get; } = TextSource.Of(typeof(DomainsVerbTexts));
}
