using Kuajie.Platform.Texts;

namespace Kuajie.Cli.Imports;

/// <summary>Texts of the import verb and its report.</summary>
internal static class ImportCommandTexts
{
    public static TextSource Source { get; } = TextSource.Of(typeof(ImportCommandTexts));
}
