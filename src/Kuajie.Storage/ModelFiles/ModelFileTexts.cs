using Kuajie.Platform.Texts;

namespace Kuajie.Storage.ModelFiles;

/// <summary>Texts about model files.</summary>
internal static class ModelFileTexts
{
    public static TextSource Source { get; } = TextSource.Of(typeof(ModelFileTexts));
}
