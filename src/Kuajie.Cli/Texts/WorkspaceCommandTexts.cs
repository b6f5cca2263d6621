using Kuajie.Platform.Texts;

namespace Kuajie.Cli.Texts;

/// <summary>Texts of the verbs that keep a workspace: init, status, doctor, erase, link.</summary>
internal static class WorkspaceCommandTexts
{
    public static TextSource Source { get; } = TextSource.Of(typeof(WorkspaceCommandTexts));
}
