using Kuajie.Platform.Texts;

namespace Kuajie.Platform.Partners;

/// <summary>Texts of the partners slice.</summary>
internal static class PartnerTexts
{
    public static TextSource Source { get; } = TextSource.Of(typeof(PartnerTexts));
}
