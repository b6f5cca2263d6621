namespace Kuajie.Storage.ModelFiles;

/// <summary>
/// The form of a model file, all numbers little-endian:
/// <code>
///    0  8 bytes   magic "KUAJIEMD"
///    8  int32     format version
///   12  int32     length of the header
///   16  int64     length of the whole file
///   24  zeros to 64
///   64  header    JSON in UTF-8, zeros to the next multiple of 64
///       sections  each at a multiple of 64 named by the header, zeros between
///   −32 SHA-256   over everything before it
/// </code>
/// Sections are aligned so that a later reader may map the file into memory and use the arrays in place.
/// </summary>
internal static class ModelFileFormat
{
    public const int Version = 1;
    public const int Alignment = 64;
    public const int PreambleLength = 64;
    public const int ChecksumLength = 32;

    /// <summary>Elements moved at a time.</summary>
    public const int BlockElements = 1 << 20;

    public static ReadOnlySpan<byte> Magic => "KUAJIEMD"u8;

    public static long Align(long offset) => (offset + Alignment - 1) / Alignment * Alignment;
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

/// <summary>A domain: its item ids are one section: an int32 byte length per id, then the texts in UTF-8.</summary>
internal sealed record ModelFileDomain(string Name, int Items, long Offset, long Bytes);

/// <summary>An array of <c>f32</c> or <c>i32</c>.</summary>
internal sealed record ModelFileArray(string Name, string Type, int Length, long Offset);
