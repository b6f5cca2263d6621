using System.Buffers;
using System.Buffers.Binary;
using Kuajie.Algorithms.Models;
using Kuajie.Platform.Faults;
using Kuajie.Platform.Training;
using Microsoft.Win32.SafeHandles;

namespace Kuajie.Storage.ModelFiles;

/// <summary>
/// Reads a model file of <see cref="ModelFileFormat"/>: everything is held against its checksum first, at the speed of memory, then the arrays are used where
/// they lie in the mapped file. The checking reads the file in the ordinary way, so that a bad disk is a fault and not the end of the process, and leaves the pages
/// in the system's cache for the mapping.
/// </summary>
internal sealed class ModelFileReader
{
    private const int BlockLength = 1 << 18;
    private readonly SafeFileHandle file;
    private readonly long length;
    private readonly ModelFileFaults faults;
    private int version;

    private ModelFileReader(SafeFileHandle file, string path)
    {
        this.file = file;
        length = RandomAccess.GetLength(file);
        faults = new ModelFileFaults(path);
    }

    /// <summary>Reads and checks a whole file of any format.</summary>
    /// <exception cref="KuajieException">It is no model file, newer, truncated or damaged.</exception>
    /// <exception cref="IOException">The system cannot read it.</exception>
    public static ModelDocument Read(string path)
    {
        using var handle = File.OpenHandle(path, FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete);
        return new ModelFileReader(handle, path).Read();
    }

    private ModelDocument Read()
    {
        var preamble = new byte[Math.Min(length, ModelFileFormat.PreambleLength)];
        ReadExactly(preamble, 0);
        version = faults.CheckPreamble(preamble, length);
        if (version == 1)
        {
            using var stream = new FileStream(file, FileAccess.Read, BlockLength);
            return FormatOneReader.Read(stream, preamble, faults);
        }
        var header = ReadHeader(preamble, out var sections);
        var ids = CheckSections(header, sections);
        var mapped = Map();
        return ModelFileParts.Document(
            header,
            domain => ModelFileParts.Domain(domain, ids[domain], faults),
            array => ToArray(array, mapped),
            faults
        );
    }

    private ModelFileHeader ReadHeader(ReadOnlySpan<byte> preamble, out long end)
    {
        var headerLength = BinaryPrimitives.ReadInt32LittleEndian(preamble[12..]);
        end = ModelFileFormat.Align(ModelFileFormat.PreambleLength + (long)headerLength);
        if (headerLength < 0 || end > length)
        {
            throw faults.Damaged();
        }
        var padded = new byte[end - ModelFileFormat.PreambleLength];
        ReadExactly(padded, ModelFileFormat.PreambleLength);
        var hash = ModelFileFormat.Checksum(version);
        hash.Append(preamble[..ModelFileFormat.ChecksumOffset]);
        hash.Append(padded);
        Span<byte> checksum = stackalloc byte[ModelFileFormat.ChecksumLength];
        checksum.Clear();
        hash.GetCurrentHash(checksum);
        return preamble[ModelFileFormat.ChecksumOffset..].SequenceEqual(checksum)
            ? ModelFileParts.Header(padded.AsSpan(0, headerLength), faults)
            : throw faults.Damaged();
    }

    /// <summary>
    /// Holds every section against its checksum. Sections follow each other without gap or overlap from the header to the end of the file, so every byte is
    /// covered once. Returns the bytes of the id sections.
    /// </summary>
    private Dictionary<ModelFileDomain, byte[]> CheckSections(ModelFileHeader header, long place)
    {
        var ids = new Dictionary<ModelFileDomain, byte[]>(ReferenceEqualityComparer.Instance);
        foreach (var domain in header.Domains ?? throw faults.Inconsistent())
        {
            if (domain is null || !ModelFileParts.IsPlausible(domain))
            {
                throw faults.Inconsistent();
            }
            var end = EndOf(domain.Offset, domain.Bytes, place);
            var section = new byte[domain.Bytes];
            Check(place, end, domain.Hash, section);
            ids.Add(domain, section);
            place = end;
        }
        foreach (var array in header.Arrays ?? throw faults.Inconsistent())
        {
            if (array is not { Name: not null, Type: "f32" or "i32", Length: >= 0 })
            {
                throw faults.Inconsistent();
            }
            var end = EndOf(array.Offset, array.Bytes, place);
            Check(place, end, array.Hash, []);
            place = end;
        }
        return place == length ? ids : throw faults.Inconsistent();
    }

    private long EndOf(long offset, long bytes, long place) =>
        offset == place && bytes <= length - place && ModelFileFormat.Align(place + bytes) is var end && end <= length
            ? end
            : throw faults.Inconsistent();

    /// <summary>Holds a section with its padding against its checksum and keeps its first bytes.</summary>
    private void Check(long start, long end, string? expected, Span<byte> kept)
    {
        var hash = ModelFileFormat.Checksum(version);
        var buffer = ArrayPool<byte>.Shared.Rent(BlockLength);
        for (var place = start; place < end; )
        {
            var block = buffer.AsSpan(0, (int)Math.Min(BlockLength, end - place));
            ReadExactly(block, place);
            hash.Append(block);
            if (place - start < kept.Length)
            {
                var wanted = kept[(int)(place - start)..];
                block[..Math.Min(block.Length, wanted.Length)].CopyTo(wanted);
            }
            place += block.Length;
        }
        ArrayPool<byte>.Shared.Return(buffer);
        if (ModelFileFormat.Text(hash) != expected)
        {
            throw faults.Damaged();
        }
    }

    private MappedFile Map()
    {
        try
        {
            return new MappedFile(file, length);
        }
        catch (ArgumentException)
        {
            throw faults.Truncated(RandomAccess.GetLength(file), length);
        }
    }

    private static ModelArray ToArray(ModelFileArray array, MappedFile mapped) =>
        array.Type == "f32"
            ? new ModelArray.Floats(mapped.Elements<float>(array.Offset, array.Length))
            : new ModelArray.Integers(mapped.Elements<int>(array.Offset, array.Length));

    private void ReadExactly(Span<byte> bytes, long offset)
    {
        while (!bytes.IsEmpty)
        {
            var read = RandomAccess.Read(file, bytes, offset);
            if (read == 0)
            {
                throw faults.Truncated(offset, length);
            }
            bytes = bytes[read..];
            offset += read;
        }
    }
}
