using Kuajie.Platform.Texts;

namespace Kuajie.Storage.Files;

/// <summary>Texts of files of 32-bit pairs.</summary>
internal static class BinaryPairFileTexts
{
    public static TextSource Source { get; } = TextSource.Of(typeof(BinaryPairFileTexts));
}
