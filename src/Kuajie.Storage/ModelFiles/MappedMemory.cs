using System.Buffers;

namespace Kuajie.Storage.ModelFiles;

/// <summary>Some elements of a mapped file. As long as it is reachable, so is the file's view.</summary>
internal sealed unsafe class MappedMemory<T>(MappedFile owner, T* first, int length) : MemoryManager<T>
    where T : unmanaged
{
    /// <summary>Held, not used: the reference is what keeps the view in place.</summary>
    public MappedFile Owner { get; } = owner;

    /// <inheritdoc/>
    public override Span<T> GetSpan() => new(first, length);

    /// <inheritdoc/>
    public override MemoryHandle Pin(int elementIndex = 0)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(elementIndex);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(elementIndex, length);
        return new MemoryHandle(first + elementIndex, pinnable: this);
    }

    /// <summary>Nothing to do: mapped memory does not move, and the handle's reference to this object keeps it in place.</summary>
    public override void Unpin() { }

    /// <summary>Nothing to do: the view belongs to all arrays of the file.</summary>
    protected override void Dispose(bool disposing) { }
}
