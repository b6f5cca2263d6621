using System.Globalization;
using Kuajie.Platform.Faults;

namespace Kuajie.Storage.Workspaces;

/// <summary>
/// Ownership of a workspace by one process. The operating system holds the lock and drops it when the process ends, however it ends; who holds it is
/// written beside it for people.
/// </summary>
internal sealed class WorkspaceLock : IDisposable
{
    private readonly FileStream held;
    private readonly string ownerPath;

    private WorkspaceLock(FileStream held, string ownerPath)
    {
        this.held = held;
        this.ownerPath = ownerPath;
    }

    /// <summary>Takes the lock or tells who has it.</summary>
    /// <exception cref="KuajieException">Another process owns the workspace, or the folder cannot be written.</exception>
    public static WorkspaceLock Take(WorkspaceLayout layout, string verb, TimeProvider clock)
    {
        FileStream? file = null;
        try
        {
            file = new FileStream(layout.Lock, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            WorkspaceOwner.Current(verb, clock).Write(layout.Owner);
            return new WorkspaceLock(file, layout.Owner);
        }
        catch (IOException) when (file is null && File.Exists(layout.Lock))
        {
            throw Owned(layout);
        }
        catch (Exception refusal) when (refusal is IOException or UnauthorizedAccessException)
        {
            file?.Dispose();
            throw WorkspaceTexts.Source.Fault(
                "unwritable-workspace",
                "Unwritable",
                layout.Folder,
                inner: refusal,
                arguments: [refusal.Message]
            );
        }
    }

    public void Dispose()
    {
        File.Delete(ownerPath);
        held.Dispose();
    }

    private static KuajieException Owned(WorkspaceLayout layout)
    {
        if (WorkspaceOwner.TryRead(layout.Owner) is not { } owner)
        {
            return WorkspaceTexts.Source.Fault("workspace-in-use", "OwnedByUnknown", layout.Folder);
        }
        var since = owner.Since.ToString("yyyy-MM-dd HH:mm:ss 'UTC'", CultureInfo.InvariantCulture);
        return WorkspaceTexts.Source.Fault(
            "workspace-in-use",
            "Owned",
            layout.Folder,
            arguments: [owner.Pid, owner.Verb, owner.Machine, since]
        );
    }
}
