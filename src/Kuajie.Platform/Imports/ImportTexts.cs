using Kuajie.Platform.Texts;

namespace Kuajie.Platform.Imports;

/// <summary>Texts about importing.</summary>
public static class ImportTexts
{
    public static TextSource Source { get; } = TextSource.Of(typeof(ImportTexts));
}
