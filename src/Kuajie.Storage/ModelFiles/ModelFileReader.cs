using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Kuajie.Algorithms.Datasets;
using Kuajie.Algorithms.Models;
using Kuajie.Platform.Faults;
using Kuajie.Platform.Training;

namespace Kuajie.Storage.ModelFiles;

/// <summary>
/// Reads a model file of <see cref="ModelFileFormat"/>. The preamble, the length and the checksum are tested before anything else is believed, and no
/// number from the file decides an allocation before it was held against the file's length.
/// </summary>
internal sealed class ModelFileReader
{
    private static readonly UTF8Encoding StrictUtf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);
    private readonly Stream stream;
    private readonly string path;
    private readonly long contentEnd;
    private long claimed;

    private ModelFileReader(Stream stream, string path)
    {
        this.stream = stream;
        this.path = path;
        contentEnd = stream.Length - ModelFileFormat.ChecksumLength;
    }

    /// <summary>Reads and checks a whole file.</summary>
    /// <exception cref="KuajieException">It is no model file, newer, truncated or damaged.</exception>
    public static ModelDocument Read(Stream stream, string path) => new ModelFileReader(stream, path).Read();

    private ModelDocument Read()
    {
        var headerLength = ReadPreamble();
        CheckChecksum();
        var header = ReadHeader(headerLength);
        try
        {
            var domains = (header.Domains ?? throw Inconsistent()).Select(ReadDomain).ToArray();
            var arrays = new Dictionary<string, ModelArray>(StringComparer.Ordinal);
            foreach (var array in header.Arrays ?? throw Inconsistent())
            {
                arrays[array.Name] = ReadArray(array);
            }
            var counts = domains.Select(domain => domain.Items.Count).ToArray();
            if (
                header.Model is null
                || header.Options is null
                || header.Provenance is null
                || (uint)header.TargetDomain >= (uint)domains.Length
            )
            {
                throw Inconsistent();
            }
            return new ModelDocument(
                new ModelState(header.Model, header.TargetDomain, counts, header.Options, arrays),
                domains,
                header.Provenance
            );
        }
        catch (Exception nonsense) when (nonsense is ArgumentException or NullReferenceException)
        {
            throw Inconsistent(nonsense);
        }
    }

    private int ReadPreamble()
    {
        Span<byte> preamble = stackalloc byte[ModelFileFormat.PreambleLength];
        var length = stream.ReadAtLeast(preamble, preamble.Length, throwOnEndOfStream: false);
        if (length < ModelFileFormat.Magic.Length || !preamble.StartsWith(ModelFileFormat.Magic))
        {
            throw ModelFileTexts.Source.Fault("not-a-model-file", "NotAModel", path);
        }
        if (length < preamble.Length)
        {
            throw Truncated(preamble.Length + ModelFileFormat.ChecksumLength);
        }
        var version = BinaryPrimitives.ReadInt32LittleEndian(preamble[8..]);
        if (version > ModelFileFormat.Version)
        {
            throw ModelFileTexts.Source.Fault("newer-model-file", "Newer", path, arguments: [version, ModelFileFormat.Version]);
        }
        var expectedLength = BinaryPrimitives.ReadInt64LittleEndian(preamble[16..]);
        if (stream.Length < expectedLength)
        {
            throw Truncated(expectedLength);
        }
        if (
            version < 1
            || stream.Length != expectedLength
            || expectedLength < ModelFileFormat.PreambleLength + ModelFileFormat.ChecksumLength
        )
        {
            throw Damaged();
        }
        return BinaryPrimitives.ReadInt32LittleEndian(preamble[12..]);
    }

    private void CheckChecksum()
    {
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
        var stored = buffer.AsSpan(0, ModelFileFormat.ChecksumLength);
        stream.ReadExactly(stored);
        if (!stored.SequenceEqual(hash.GetHashAndReset()))
        {
            throw Damaged();
        }
    }

    private ModelFileHeader ReadHeader(int length)
    {
        try
        {
            return JsonSerializer.Deserialize<ModelFileHeader>(
                    ReadSection(ModelFileFormat.PreambleLength, length),
                    JsonSerializerOptions.Web
                ) ?? throw Inconsistent();
        }
        catch (JsonException nonsense)
        {
            throw Inconsistent(nonsense);
        }
    }

    private ModelDomain ReadDomain(ModelFileDomain domain)
    {
        if (domain.Name is null || domain.Items < 0 || domain.Bytes < (long)domain.Items * sizeof(int) || domain.Bytes > Array.MaxLength)
        {
            throw Inconsistent();
        }
        var section = ReadSection(domain.Offset, (int)domain.Bytes);
        var ids = new string[domain.Items];
        var text = domain.Items * sizeof(int);
        for (var item = 0; item < ids.Length; item++)
        {
            var length = BinaryPrimitives.ReadInt32LittleEndian(section.AsSpan(item * sizeof(int)));
            if (length < 0 || length > section.Length - text)
            {
                throw Inconsistent();
            }
            ids[item] = StrictUtf8.GetString(section.AsSpan(text, length));
            text += length;
        }
        return new ModelDomain(domain.Name, new IdMap(ids));
    }

    private ModelArray ReadArray(ModelFileArray array) =>
        array.Type switch
        {
            "f32" => new ModelArray.Floats(ReadElements<float>(array)),
            "i32" => new ModelArray.Integers(ReadElements<int>(array)),
            _ => throw Inconsistent(),
        };

    private T[] ReadElements<T>(ModelFileArray array)
        where T : struct
    {
        CheckRange(array.Offset, (long)array.Length * sizeof(int));
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
            throw Inconsistent();
        }
        // Parts never overlap in a file of ours: a small file that names the same bytes many times would fill the memory.
        claimed += length;
        if (claimed > contentEnd - ModelFileFormat.PreambleLength)
        {
            throw Inconsistent();
        }
    }

    private KuajieException Truncated(long expectedLength) =>
        ModelFileTexts.Source.Fault("truncated-model-file", "Truncated", path, arguments: [stream.Length, expectedLength]);

    private KuajieException Damaged() => ModelFileTexts.Source.Fault("damaged-model-file", "Damaged", path);

    private KuajieException Inconsistent(Exception? inner = null) =>
        ModelFileTexts.Source.Fault("inconsistent-model-file", "Inconsistent", path, inner: inner);
}
