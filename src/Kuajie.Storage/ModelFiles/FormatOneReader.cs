using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using Kuajie.Algorithms.Models;
using Kuajie.Platform.Faults;
using Kuajie.Platform.Training;

namespace Kuajie.Storage.ModelFiles;

/// <summary>
/// Reads model files of format 1: SHA-256 behind the last section, arrays copied into memory. The checksum is tested before the header is believed, and no
/// number from the file decides an allocation before it was held against the file's length.
/// </summary>
internal sealed class FormatOneReader
{
    private const int ChecksumLength = 32;
    private readonly Stream stream;
    private readonly ModelFileFaults faults;
    private readonly long contentEnd;
    private long claimed;

    private FormatOneReader(Stream stream, ModelFileFaults faults)
    {
        this.stream = stream;
        this.faults = faults;
        contentEnd = stream.Length - ChecksumLength;
    }

    /// <summary>Reads and checks a whole file whose preamble was checked.</summary>
    /// <exception cref="KuajieException">It is damaged or contradicts itself.</exception>
    public static ModelDocument Read(Stream stream, ReadOnlySpan<byte> preamble, ModelFileFaults faults)
    {
        var reader = new FormatOneReader(stream, faults);
        reader.CheckChecksum();
        var headerLength = BinaryPrimitives.ReadInt32LittleEndian(preamble[12..]);
        var header = ModelFileParts.Header(reader.ReadSection(ModelFileFormat.PreambleLength, headerLength), faults);
        return ModelFileParts.Document(header, reader.ReadDomain, reader.ReadArray, faults);
    }

    private void CheckChecksum()
    {
        if (contentEnd < ModelFileFormat.PreambleLength)
        {
            throw faults.Damaged();
        }
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var buffer = new byte[1 << 16];
        stream.Position = 0;
        for (var left = contentEnd; left > 0; )
        {
            var block = buffer.AsSpan(0, (int)Math.Min(left, buffer.Length));
            stream.ReadExactly(block);
            hash.AppendData(block);
            left -= block.Length;
        }
        var stored = buffer.AsSpan(0, ChecksumLength);
        stream.ReadExactly(stored);
        if (!stored.SequenceEqual(hash.GetHashAndReset()))
        {
            throw faults.Damaged();
        }
    }

    private ModelDomain ReadDomain(ModelFileDomain domain) =>
        ModelFileParts.IsPlausible(domain)
            ? ModelFileParts.Domain(domain, ReadSection(domain.Offset, (int)domain.Bytes), faults)
            : throw faults.Inconsistent();

    private ModelArray ReadArray(ModelFileArray array) =>
        array.Type switch
        {
            "f32" => new ModelArray.Floats(ReadElements<float>(array)),
            "i32" => new ModelArray.Integers(ReadElements<int>(array)),
            _ => throw faults.Inconsistent(),
        };

    private T[] ReadElements<T>(ModelFileArray array)
        where T : struct
    {
        CheckRange(array.Offset, array.Bytes);
        var elements = new T[array.Length];
        stream.Position = array.Offset;
        for (var start = 0; start < elements.Length; start += ModelFileFormat.BlockElements)
        {
            var block = elements.AsSpan(start, Math.Min(ModelFileFormat.BlockElements, elements.Length - start));
            stream.ReadExactly(MemoryMarshal.AsBytes(block));
        }
        return elements;
    }

    private byte[] ReadSection(long offset, int length)
    {
        CheckRange(offset, length);
        var section = new byte[length];
        stream.Position = offset;
        stream.ReadExactly(section);
        return section;
    }

    private void CheckRange(long offset, long length)
    {
        if (length < 0 || offset < ModelFileFormat.PreambleLength || offset > contentEnd || length > contentEnd - offset)
        {
            throw faults.Inconsistent();
        }
        // Parts never overlap in a file of ours: a small file that names the same bytes many times would fill the memory.
        claimed += length;
        if (claimed > contentEnd - ModelFileFormat.PreambleLength)
        {
            throw faults.Inconsistent();
        }
    }
}
