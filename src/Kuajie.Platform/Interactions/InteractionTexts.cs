using Kuajie.Platform.Texts;

namespace Kuajie.Platform.Interactions;

/// <summary>Texts of interactions.</summary>
internal static class InteractionTexts
{
    public static TextSource Source { get; } = TextSource.Of(typeof(InteractionTexts));
}
