using System.Buffers.Binary;
using System.Numerics;
using System.Text;

namespace Kuajie.Algorithms.Experiments.Assignment;

/// <summary>
/// XXH64 (Collet, xxHash specification 0.1.1) of a unit's UTF-8 bytes under a salt: 64 well-mixed bits, the same on every machine and in every version, so that a unit keeps its place
/// without being stored. Not for secrets.
/// </summary>
public static class UnitHash
{
    private const ulong P1 = 0x9E3779B185EBCA87;
    private const ulong P2 = 0xC2B2AE3D27D4EB4F;
    private const ulong P3 = 0x165667B19E3779F9;
    private const ulong P4 = 0x85EBCA77C2B2AE63;
    private const ulong P5 = 0x27D4EB2F165667C5;
    private const int LongestOnStack = 512;

    /// <summary>The seed that stands for a salt: the hash of its bytes with seed 0. Kept by whoever hashes many units.</summary>
    public static ulong SeedOf(string salt) => Of(salt, 0);

    /// <summary>The hash of a unit's UTF-8 bytes under a seed. O(length).</summary>
    public static ulong Of(string unit, ulong seed)
    {
        ArgumentNullException.ThrowIfNull(unit);
        var most = Encoding.UTF8.GetMaxByteCount(unit.Length);
        Span<byte> bytes = most <= LongestOnStack ? stackalloc byte[LongestOnStack] : new byte[most];
        return Of(bytes[..Encoding.UTF8.GetBytes(unit, bytes)], seed);
    }

    /// <summary>The hash of bytes under a seed. O(length).</summary>
    public static ulong Of(ReadOnlySpan<byte> bytes, ulong seed)
    {
        var length = (ulong)bytes.Length;
        var hash = bytes.Length >= 32 ? Stripes(ref bytes, seed) : seed + P5;
        hash += length;
        for (; bytes.Length >= 8; bytes = bytes[8..])
        {
            hash ^= Round(0, BinaryPrimitives.ReadUInt64LittleEndian(bytes));
            hash = (BitOperations.RotateLeft(hash, 27) * P1) + P4;
        }
        if (bytes.Length >= 4)
        {
            hash ^= BinaryPrimitives.ReadUInt32LittleEndian(bytes) * P1;
            hash = (BitOperations.RotateLeft(hash, 23) * P2) + P3;
            bytes = bytes[4..];
        }
        foreach (var one in bytes)
        {
            hash = BitOperations.RotateLeft(hash ^ (one * P5), 11) * P1;
        }
        hash = (hash ^ (hash >> 33)) * P2;
        hash = (hash ^ (hash >> 29)) * P3;
        return hash ^ (hash >> 32);
    }

    /// <summary>A hash as a number in [0, 1) with 53 bits.</summary>
    public static double Position(ulong hash) => (hash >> 11) * (1.0 / (1UL << 53));

    private static ulong Stripes(ref ReadOnlySpan<byte> bytes, ulong seed)
    {
        var (a, b, c, d) = (seed + P1 + P2, seed + P2, seed, seed - P1);
        for (; bytes.Length >= 32; bytes = bytes[32..])
        {
            a = Round(a, BinaryPrimitives.ReadUInt64LittleEndian(bytes));
            b = Round(b, BinaryPrimitives.ReadUInt64LittleEndian(bytes[8..]));
            c = Round(c, BinaryPrimitives.ReadUInt64LittleEndian(bytes[16..]));
            d = Round(d, BinaryPrimitives.ReadUInt64LittleEndian(bytes[24..]));
        }
        var hash =
            BitOperations.RotateLeft(a, 1)
            + BitOperations.RotateLeft(b, 7)
            + BitOperations.RotateLeft(c, 12)
            + BitOperations.RotateLeft(d, 18);
        foreach (var lane in (ReadOnlySpan<ulong>)[a, b, c, d])
        {
            hash = ((hash ^ Round(0, lane)) * P1) + P4;
        }
        return hash;
    }

    private static ulong Round(ulong lane, ulong input) => BitOperations.RotateLeft(lane + (input * P2), 31) * P1;
}
