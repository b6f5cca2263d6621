using Kuajie.Platform.Overview;
using Kuajie.Platform.Workspaces;

namespace Kuajie.Server.Overview;

/// <summary>
/// The latest look at the workspace. Counting reads every interaction, so a look serves all who ask within some seconds, and the store is never asked twice at once.
/// </summary>
internal sealed class Glances(IWorkspace workspace, TimeProvider clock)
{
    private static readonly TimeSpan Fresh = TimeSpan.FromSeconds(5);
    private readonly Lock looking = new();
    private WorkspaceGlance? latest;

    /// <summary>A look not older than some seconds.</summary>
    public WorkspaceGlance Latest()
    {
        lock (looking)
        {
            var now = clock.GetUtcNow();
            return latest is { } known && now - known.At < Fresh ? known : latest = WorkspaceGlance.Of(workspace, now);
        }
    }

    /// <summary>The next who asks is told what is there from now on.</summary>
    public void Forget()
    {
        lock (looking)
        {
            latest = null;
        }
    }
}
