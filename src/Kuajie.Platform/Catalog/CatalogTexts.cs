using Kuajie.Platform.Texts;

namespace Kuajie.Platform.Catalog;

/// <summary>Texts of the catalog slice.</summary>
internal static class CatalogTexts
{
    public static TextSource Source { get; } = TextSource.Of(typeof(CatalogTexts));
}
