using System.Numerics;
using System.Runtime.Intrinsics;

namespace Kuajie.Algorithms.Numerics.NearestNeighbors;

/// <summary>512 bits in one register where the machine has such.</summary>
internal readonly record struct Bits512(Vector512<ulong> Bits) : IBitwiseOperators<Bits512, Bits512, Bits512>
{
    public static Bits512 operator &(Bits512 left, Bits512 right) => new(left.Bits & right.Bits);

    public static Bits512 operator |(Bits512 left, Bits512 right) => new(left.Bits | right.Bits);

    public static Bits512 operator ^(Bits512 left, Bits512 right) => new(left.Bits ^ right.Bits);

    public static Bits512 operator ~(Bits512 value) => new(~value.Bits);
}

/// <summary>256 bits.</summary>
internal readonly record struct Bits256(Vector256<ulong> Bits) : IBitwiseOperators<Bits256, Bits256, Bits256>
{
    public static Bits256 operator &(Bits256 left, Bits256 right) => new(left.Bits & right.Bits);

    public static Bits256 operator |(Bits256 left, Bits256 right) => new(left.Bits | right.Bits);

    public static Bits256 operator ^(Bits256 left, Bits256 right) => new(left.Bits ^ right.Bits);

    public static Bits256 operator ~(Bits256 value) => new(~value.Bits);
}

/// <summary>128 bits.</summary>
internal readonly record struct Bits128(Vector128<ulong> Bits) : IBitwiseOperators<Bits128, Bits128, Bits128>
{
    public static Bits128 operator &(Bits128 left, Bits128 right) => new(left.Bits & right.Bits);

    public static Bits128 operator |(Bits128 left, Bits128 right) => new(left.Bits | right.Bits);

    public static Bits128 operator ^(Bits128 left, Bits128 right) => new(left.Bits ^ right.Bits);

    public static Bits128 operator ~(Bits128 value) => new(~value.Bits);
}
