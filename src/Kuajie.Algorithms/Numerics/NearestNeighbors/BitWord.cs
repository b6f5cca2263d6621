using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Kuajie.Algorithms.Numerics.NearestNeighbors;

/// <summary>A word of bits of some width: what carry-save adders need, so that one source serves every width.</summary>
/// <typeparam name="TWord">The word itself.</typeparam>
internal interface IBitWord<TWord>
    where TWord : unmanaged, IBitWord<TWord>
{
    /// <summary>Whether no bit is set.</summary>
    bool IsZero { get; }

    /// <summary>Bits set in an odd number of the words: the sum of three bits without its carry.</summary>
    static abstract TWord Parity(TWord a, TWord b, TWord c);

    /// <summary>Bits set in at least two of the words: the carry of the sum of three bits.</summary>
    static abstract TWord Majority(TWord a, TWord b, TWord c);

    /// <summary>Bits set in one of the words.</summary>
    static abstract TWord Xor(TWord a, TWord b);

    /// <summary>Bits set in both words.</summary>
    static abstract TWord And(TWord a, TWord b);
}

/// <summary>512 bits in one register where the machine has such; three-way functions are one instruction there.</summary>
internal readonly record struct Bits512(Vector512<ulong> Bits) : IBitWord<Bits512>
{
    private const byte ParityTable = 0x96;
    private const byte MajorityTable = 0xE8;

    public bool IsZero
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => Vector512.EqualsAll(Bits, Vector512<ulong>.Zero);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Bits512 Parity(Bits512 a, Bits512 b, Bits512 c) =>
        new(Avx512F.IsSupported ? Avx512F.TernaryLogic(a.Bits, b.Bits, c.Bits, ParityTable) : a.Bits ^ b.Bits ^ c.Bits);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Bits512 Majority(Bits512 a, Bits512 b, Bits512 c) =>
        new(
            Avx512F.IsSupported
                ? Avx512F.TernaryLogic(a.Bits, b.Bits, c.Bits, MajorityTable)
                : (a.Bits & b.Bits) | ((a.Bits ^ b.Bits) & c.Bits)
        );

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Bits512 Xor(Bits512 a, Bits512 b) => new(a.Bits ^ b.Bits);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Bits512 And(Bits512 a, Bits512 b) => new(a.Bits & b.Bits);
}

/// <summary>256 bits.</summary>
internal readonly record struct Bits256(Vector256<ulong> Bits) : IBitWord<Bits256>
{
    public bool IsZero
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => Vector256.EqualsAll(Bits, Vector256<ulong>.Zero);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Bits256 Parity(Bits256 a, Bits256 b, Bits256 c) => new(a.Bits ^ b.Bits ^ c.Bits);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Bits256 Majority(Bits256 a, Bits256 b, Bits256 c) => new((a.Bits & b.Bits) | ((a.Bits ^ b.Bits) & c.Bits));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Bits256 Xor(Bits256 a, Bits256 b) => new(a.Bits ^ b.Bits);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Bits256 And(Bits256 a, Bits256 b) => new(a.Bits & b.Bits);
}

/// <summary>128 bits.</summary>
internal readonly record struct Bits128(Vector128<ulong> Bits) : IBitWord<Bits128>
{
    public bool IsZero
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => Vector128.EqualsAll(Bits, Vector128<ulong>.Zero);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Bits128 Parity(Bits128 a, Bits128 b, Bits128 c) => new(a.Bits ^ b.Bits ^ c.Bits);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Bits128 Majority(Bits128 a, Bits128 b, Bits128 c) => new((a.Bits & b.Bits) | ((a.Bits ^ b.Bits) & c.Bits));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Bits128 Xor(Bits128 a, Bits128 b) => new(a.Bits ^ b.Bits);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Bits128 And(Bits128 a, Bits128 b) => new(a.Bits & b.Bits);
}

/// <summary>64 bits in an ordinary register.</summary>
internal readonly record struct Bits64(ulong Bits) : IBitWord<Bits64>
{
    public bool IsZero => Bits == 0;

    public static Bits64 Parity(Bits64 a, Bits64 b, Bits64 c) => new(a.Bits ^ b.Bits ^ c.Bits);

    public static Bits64 Majority(Bits64 a, Bits64 b, Bits64 c) => new((a.Bits & b.Bits) | ((a.Bits ^ b.Bits) & c.Bits));

    public static Bits64 Xor(Bits64 a, Bits64 b) => new(a.Bits ^ b.Bits);

    public static Bits64 And(Bits64 a, Bits64 b) => new(a.Bits & b.Bits);
}
