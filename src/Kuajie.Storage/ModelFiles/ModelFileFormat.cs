using System.IO.Hashing;

namespace Kuajie.Storage.ModelFiles;

/// <summary>
/// The form of a model file, all numbers little-endian:
/// <code>
///    0  8 bytes   magic "KUAJIEMD"
///    8  int32     format version
///   12  int32     length of the header
///   16  int64     length of the whole file
///   24  zeros to 48
///   48  16 bytes  checksum over bytes 0 … 47 and the header with its padding, zeros after it
///   64  header    JSON in UTF-8, zeros to the next multiple of 64
///       sections  one after the other, each with zeros to the next multiple of 64; place and checksum in the header
/// </code>
/// Nothing lies outside of the preamble, the header and the sections, so every byte of the file is under a checksum. Checksums are XXH64: they tell damage, not
/// forgery, and run at the speed of memory from the first call on. Sections are aligned so that the arrays of a mapped file are used in place.
/// <para>Format 2 had XXH128 for XXH64: its code is made for vectors, which only compiling at run time can use, and so half of a start went by before it was fast. Format 1 had one SHA-256 behind the last
/// section in the place of the checksums; <see cref="FormatOneReader"/> still reads it.</para>
/// </summary>
internal static class ModelFileFormat
{
    public const int Version = 3;
    public const int Alignment = 64;
    public const int PreambleLength = 64;

    /// <summary>Where the checksum of preamble and header lies.</summary>
    public const int ChecksumOffset = 48;
    public const int ChecksumLength = 16;

    /// <summary>Elements moved at a time.</summary>
    public const int BlockElements = 1 << 20;

    public static ReadOnlySpan<byte> Magic => "KUAJIEMD"u8;

    public static long Align(long offset) => (offset + Alignment - 1) / Alignment * Alignment;

    /// <summary>What checksums of a format are made with, 2 or later.</summary>
    public static NonCryptographicHashAlgorithm Checksum(int version = Version) => version == 2 ? new XxHash128() : new XxHash64();

    /// <summary>A checksum as the header writes it.</summary>
    public static string Text(NonCryptographicHashAlgorithm checksum) => Convert.ToHexStringLower(checksum.GetCurrentHash());
}

/// <summary>The header: everything but the bulk.</summary>
/// <param name="Model">The model kind's name.</param>
/// <param name="TargetDomain">Index of the target domain.</param>
/// <param name="Options">The trainer's options, a JSON text.</param>
/// <param name="Provenance">Data hash, seed, code version and the like, a JSON text.</param>
/// <param name="Domains">Domains in index order with the section of their item ids.</param>
/// <param name="Arrays">The model's arrays.</param>
internal sealed record ModelFileHeader(
    string Model,
    int TargetDomain,
    string Options,
    string Provenance,
    IReadOnlyList<ModelFileDomain> Domains,
    IReadOnlyList<ModelFileArray> Arrays
);

/// <summary>A domain: its item ids are one section: an int32 byte length per id, then the texts in UTF-8. The hash covers the section and its padding.</summary>
internal sealed record ModelFileDomain(string Name, int Items, long Offset, long Bytes, string? Hash = null);

/// <summary>An array of <c>f32</c> or <c>i32</c>. The hash covers the section and its padding.</summary>
internal sealed record ModelFileArray(string Name, string Type, int Length, long Offset, string? Hash = null)
{
    /// <summary>Length of the section without padding.</summary>
    public long Bytes => (long)Length * sizeof(int);
}
