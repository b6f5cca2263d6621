using Kuajie.Platform.Texts;

namespace Kuajie.Platform.Tables;

/// <summary>Texts about tables.</summary>
public static class TableTexts
{
    /// <summary>The texts.</summary>
    public static TextSource Source { get; } = TextSource.Of(typeof(TableTexts));
}
