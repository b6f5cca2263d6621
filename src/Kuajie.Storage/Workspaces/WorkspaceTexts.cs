using Kuajie.Platform.Texts;

namespace Kuajie.Storage.Workspaces;

/// <summary>Texts about opening and owning a workspace.</summary>
internal static class WorkspaceTexts
{
    public static TextSource Source { get; } = TextSource.Of(typeof(WorkspaceTexts));
}
