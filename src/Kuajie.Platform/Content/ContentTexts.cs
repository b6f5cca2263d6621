using Kuajie.Platform.Texts;

namespace Kuajie.Platform.Content;

/// <summary>Texts of content.</summary>
internal static class ContentTexts
{
    public static TextSource Source { get; } = TextSource.Of(typeof(ContentTexts));
}
