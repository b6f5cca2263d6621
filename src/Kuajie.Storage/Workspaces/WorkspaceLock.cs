using System.Globalization;
using Kuajie.Platform.Faults;

namespace Kuajie.Storage.Workspaces;

/// <summary>
/// Ownership of a workspace by one process, or a share in reading it with others. The operating system holds the lock and drops it when the process ends, however it
/// ends; who holds it is written beside it for people.
/// </summary>
internal sealed class WorkspaceLock : IDisposable
{
    private static int readersOfProcess;
    private readonly FileStream held;
    private readonly string ownerPath;

    private WorkspaceLock(FileStream held, string ownerPath)
    {
        this.held = held;
        this.ownerPath = ownerPath;
    }

    /// <summary>Takes the lock alone or tells who has it.</summary>
    /// <exception cref="KuajieException">Another process owns or reads the workspace, or the folder cannot be written.</exception>
    public static WorkspaceLock Take(WorkspaceLayout layout, string verb, TimeProvider clock)
    {
        var taken = Hold(layout, FileAccess.ReadWrite, FileShare.None, layout.Owner, verb, clock);
        // Nobody reads now: whoever is still named was killed.
        foreach (var killed in layout.Readers())
        {
            File.Delete(killed);
        }
        return taken;
    }

    /// <summary>Takes a share in the lock or tells who has it alone.</summary>
    /// <exception cref="KuajieException">Another process owns the workspace, or the folder cannot be written.</exception>
    public static WorkspaceLock Share(WorkspaceLayout layout, string verb, TimeProvider clock)
    {
        var reader = layout.Reader(Environment.ProcessId, Interlocked.Increment(ref readersOfProcess));
        var shared = Hold(layout, FileAccess.Read, FileShare.Read, reader, verb, clock);
        // Nobody owns it now: an owner that is still named was killed.
        File.Delete(layout.Owner);
        return shared;
    }

    public void Dispose()
    {
        File.Delete(ownerPath);
        held.Dispose();
    }

    private static WorkspaceLock Hold(
        WorkspaceLayout layout,
        FileAccess access,
        FileShare share,
        string ownerPath,
        string verb,
        TimeProvider clock
    )
    {
        FileStream? file = null;
        try
        {
            file = new FileStream(layout.Lock, FileMode.OpenOrCreate, access, share);
            WorkspaceOwner.Current(verb, clock).Write(ownerPath);
            return new WorkspaceLock(file, ownerPath);
        }
        catch (IOException) when (file is null && File.Exists(layout.Lock))
        {
            throw InUse(layout);
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

    /// <summary>The fault of somebody else holding the lock, alone or with others.</summary>
    public static KuajieException InUse(WorkspaceLayout layout)
    {
        if (WorkspaceOwner.TryRead(layout.Owner) is { } owner)
        {
            return WorkspaceTexts.Source.Fault(
                "workspace-in-use",
                "Owned",
                layout.Folder,
                arguments: [owner.Pid, owner.Verb, owner.Machine, Since(owner)]
            );
        }
        WorkspaceOwner[] readers = [.. layout.Readers().Select(WorkspaceOwner.TryRead).OfType<WorkspaceOwner>().OrderBy(one => one.Since)];
        return readers.Length == 0
            ? WorkspaceTexts.Source.Fault("workspace-in-use", "OwnedByUnknown", layout.Folder)
            : WorkspaceTexts.Source.Fault(
                "workspace-in-use",
                "Read",
                layout.Folder,
                arguments: [string.Join("; ", readers.Select(one => $"{one.Pid} (kuajie {one.Verb}, {one.Machine}, {Since(one)})"))]
            );
    }

    private static string Since(WorkspaceOwner owner) => owner.Since.ToString("yyyy-MM-dd HH:mm:ss 'UTC'", CultureInfo.InvariantCulture);
}
