using Kuajie.Platform.Texts;

namespace Kuajie.Platform.Audience;

/// <summary>Sentences about tag mappings.</summary>
internal static class TagMappingTexts
{
    public static TextSource Source { get; } = TextSource.Of(typeof(TagMappingTexts));
}
