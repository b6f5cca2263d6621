using Kuajie.Platform.Texts;

namespace Kuajie.Platform.Audience;

/// <summary>Sentences about response models.</summary>
internal static class ResponseTexts
{
    public static TextSource Source { get; } = TextSource.Of(typeof(ResponseTexts));
}
