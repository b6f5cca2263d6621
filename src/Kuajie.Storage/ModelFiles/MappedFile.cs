using System.Diagnostics.CodeAnalysis;
using System.IO.MemoryMappedFiles;
using Microsoft.Win32.SafeHandles;

namespace Kuajie.Storage.ModelFiles;

/// <summary>
/// A file mapped into memory for reading, shared by all arrays that lie in it. Nobody disposes it: it is unmapped by its finaliser once no array can be
/// reached any more, and then not at once. A span taken from an array does not keep the array reachable, so the view stays for a grace that no call outlasts.
/// The file may be deleted or replaced meanwhile on Linux: the view keeps the content it was opened with. Windows refuses to delete or replace it.
/// </summary>
internal sealed unsafe class MappedFile
{
    /// <summary>How long a view outlives the last reference to it, in milliseconds: ten minutes.</summary>
    public const long UsualGrace = 600_000;

    private readonly SafeMemoryMappedViewHandle view;
    private readonly byte* start;
    private readonly long grace;
    private long unreachableSince = -1;

    /// <summary>Maps a whole file. The handle may be closed afterwards.</summary>
    /// <param name="handle">The file, opened for reading.</param>
    /// <param name="length">Its length, above 0.</param>
    /// <param name="graceMilliseconds">How long the view outlives the last reference.</param>
    /// <exception cref="IOException">The system refuses.</exception>
    /// <exception cref="ArgumentException">The file is shorter by now.</exception>
    public MappedFile(SafeFileHandle handle, long length, long graceMilliseconds = UsualGrace)
    {
        using var file = MemoryMappedFile.CreateFromFile(
            handle,
            mapName: null,
            length,
            MemoryMappedFileAccess.Read,
            HandleInheritability.None,
            leaveOpen: true
        );
        using var accessor = file.CreateViewAccessor(0, length, MemoryMappedFileAccess.Read);
        grace = graceMilliseconds;
        view = accessor.SafeMemoryMappedViewHandle;
        // From here on the view is counted as used and outlives both the accessor and its own finaliser, until the pointer is released.
        view.AcquirePointer(ref start);
        start += accessor.PointerOffset;
    }

    [SuppressMessage(
        "Design",
        "MA0055",
        Justification = "The view must outlive the last reference for a while, which a safe handle's finaliser cannot do."
    )]
    ~MappedFile()
    {
        if (unreachableSince < 0)
        {
            unreachableSince = Environment.TickCount64;
        }
        if (Environment.TickCount64 - unreachableSince < grace)
        {
            // Looked at again when the next full collection finds it still unreachable.
            GC.ReRegisterForFinalize(this);
            return;
        }
        view.ReleasePointer();
    }

    /// <summary>The elements at a place of the file that the caller has checked to lie within it.</summary>
    public ReadOnlyMemory<T> Elements<T>(long offset, int length)
        where T : unmanaged => length == 0 ? default : new MappedMemory<T>(this, (T*)(start + offset), length).Memory;
}
