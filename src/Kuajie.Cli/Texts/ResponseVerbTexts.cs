using Kuajie.Platform.Texts;

namespace Kuajie.Cli.Texts;

/// <summary>Texts of <c>kuajie response</c>.</summary>
internal static class ResponseVerbTexts
{
    public static TextSource Source { get; } = TextSource.Of(typeof(ResponseVerbTexts));
}
