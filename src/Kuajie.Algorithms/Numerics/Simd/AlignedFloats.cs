using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Kuajie.Algorithms.Numerics.Simd;

/// <summary>Scratch memory that starts at a cache line, so that no vector load crosses two lines. Its content is undefined until written.</summary>
internal sealed class AlignedFloats
{
    private const int LineFloats = 16;
    private readonly float[] memory;
    private readonly int start;

    /// <summary>Room for <paramref name="length"/> numbers.</summary>
    public unsafe AlignedFloats(int length)
    {
        Length = length;
        memory = GC.AllocateUninitializedArray<float>(checked(length + LineFloats - 1), pinned: true);
        var address = (nuint)Unsafe.AsPointer(ref MemoryMarshal.GetArrayDataReference(memory));
        start = (int)(
            (((nuint)(LineFloats * sizeof(float)) - (address % (LineFloats * sizeof(float)))) % (LineFloats * sizeof(float)))
            / sizeof(float)
        );
    }

    /// <summary>Numbers it holds.</summary>
    public int Length { get; }

    /// <summary>The first number.</summary>
    public ref float First => ref Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(memory), start);

    /// <summary>All numbers.</summary>
    public Span<float> Span => memory.AsSpan(start, Length);
}
