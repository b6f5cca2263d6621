using Kuajie.Platform.Texts;

namespace Kuajie.Cli.Texts;

/// <summary>Texts of <c>kuajie benchmark item-knn</c>.</summary>
internal static class NeighborSpeedTexts
{
    public static TextSource Source { get; } = TextSource.Of(typeof(NeighborSpeedTexts));
}
