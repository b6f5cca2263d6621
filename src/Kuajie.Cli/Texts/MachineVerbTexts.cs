using Kuajie.Platform.Texts;

namespace Kuajie.Cli.Texts;

/// <summary>Texts of <c>benchmark machine</c> and <c>benchmark recommend</c>.</summary>
internal static class MachineVerbTexts
{
    public static TextSource Source { get; } = TextSource.Of(typeof(MachineVerbTexts));
}
