using System.Buffers.Binary;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Kuajie.Algorithms.Models;
using Kuajie.Platform.Training;

namespace Kuajie.Storage.ModelFiles;

/// <summary>Writes a model document in the form of <see cref="ModelFileFormat"/>, front to back, hashing as it goes.</summary>
internal sealed class ModelFileWriter : IDisposable
{
    private static readonly UTF8Encoding StrictUtf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);
    private readonly IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private readonly Stream stream;
    private long written;

    private ModelFileWriter(Stream stream) => this.stream = stream;

    /// <summary>Writes the document and returns the SHA-256 of the whole file in lower-case hexadecimal.</summary>
    public static string Write(Stream stream, ModelDocument document)
    {
        if (!document.Domains.Select(domain => domain.Items.Count).SequenceEqual(document.State.DomainItemCounts))
        {
            throw new ArgumentException(
                "Found item ids that do not fit the model; expected one id per item of each domain.",
                nameof(document)
            );
        }
        using var writer = new ModelFileWriter(stream);
        return writer.Write(document);
    }

    public void Dispose() => hash.Dispose();

    private string Write(ModelDocument document)
    {
        var ids = document.Domains.Select(domain => IdSection(domain.Items.Ids)).ToArray();
        var (header, end) = Plan(document, ids);
        WritePreamble(header, end);
        Append(header);
        foreach (var section in ids)
        {
            AppendAligned(section);
        }
        foreach (var array in document.State.Arrays.Values)
        {
            AppendAligned(array);
        }
        Pad();
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    /// <summary>Places every section. The header holds offsets and the offsets depend on the header's length, so it grows until both agree.</summary>
    private static (byte[] Header, long End) Plan(ModelDocument document, byte[][] ids)
    {
        var hashes = ids.Select(section => HashOf<byte>(section)).Concat(document.State.Arrays.Values.Select(HashOf)).ToArray();
        var assumed = 0L;
        while (true)
        {
            var (header, end) = Plan(document, ids, hashes, ModelFileFormat.Align(ModelFileFormat.PreambleLength + assumed));
            var bytes = JsonSerializer.SerializeToUtf8Bytes(header, JsonSerializerOptions.Web);
            if (ModelFileFormat.Align(bytes.Length) == ModelFileFormat.Align(assumed))
            {
                return (bytes, end);
            }
            assumed = bytes.Length;
        }
    }

    private static (ModelFileHeader Header, long End) Plan(ModelDocument document, byte[][] ids, string[] hashes, long offset)
    {
        var domains = new List<ModelFileDomain>();
        for (var domain = 0; domain < ids.Length; domain++)
        {
            var (name, items) = document.Domains[domain];
            domains.Add(new ModelFileDomain(name, items.Count, offset, ids[domain].Length, hashes[domain]));
            offset = ModelFileFormat.Align(offset + ids[domain].Length);
        }
        var arrays = new List<ModelFileArray>();
        foreach (var (name, array) in document.State.Arrays)
        {
            arrays.Add(
                new ModelFileArray(
                    name,
                    array is ModelArray.Floats ? "f32" : "i32",
                    array.Length,
                    offset,
                    hashes[ids.Length + arrays.Count]
                )
            );
            offset = ModelFileFormat.Align(offset + (4L * array.Length));
        }
        var state = document.State;
        return (new ModelFileHeader(state.Model, state.TargetDomain, state.OptionsJson, document.ProvenanceJson, domains, arrays), offset);
    }

    private void WritePreamble(byte[] header, long fileLength)
    {
        var preamble = new byte[ModelFileFormat.PreambleLength];
        ModelFileFormat.Magic.CopyTo(preamble);
        BinaryPrimitives.WriteInt32LittleEndian(preamble.AsSpan(8), ModelFileFormat.Version);
        BinaryPrimitives.WriteInt32LittleEndian(preamble.AsSpan(12), header.Length);
        BinaryPrimitives.WriteInt64LittleEndian(preamble.AsSpan(16), fileLength);
        var checksum = ModelFileFormat.Checksum();
        checksum.Append(preamble.AsSpan(0, ModelFileFormat.ChecksumOffset));
        checksum.Append(header);
        checksum.Append(new byte[ModelFileFormat.Align(header.Length) - header.Length]);
        checksum.GetCurrentHash(preamble.AsSpan(ModelFileFormat.ChecksumOffset));
        Append(preamble);
    }

    private static string HashOf(ModelArray array) =>
        array switch
        {
            ModelArray.Floats floats => HashOf(floats.Values.Span),
            ModelArray.Integers integers => HashOf(integers.Values.Span),
            _ => throw new ArgumentException($"Found an array of type {array.GetType().Name}; expected floats or integers.", nameof(array)),
        };

    /// <summary>Checksum of a section with its padding.</summary>
    private static string HashOf<T>(ReadOnlySpan<T> elements)
        where T : struct
    {
        var checksum = ModelFileFormat.Checksum();
        var length = (long)elements.Length * Unsafe.SizeOf<T>();
        for (; elements.Length > 0; elements = elements[Math.Min(ModelFileFormat.BlockElements, elements.Length)..])
        {
            checksum.Append(MemoryMarshal.AsBytes(elements[..Math.Min(ModelFileFormat.BlockElements, elements.Length)]));
        }
        checksum.Append(new byte[ModelFileFormat.Align(length) - length]);
        return ModelFileFormat.Text(checksum);
    }

    /// <summary>The byte lengths of all ids, then their texts.</summary>
    private static byte[] IdSection(IReadOnlyList<string> ids)
    {
        var texts = ids.Select(StrictUtf8.GetBytes).ToArray();
        using var section = new MemoryStream();
        Span<byte> length = stackalloc byte[sizeof(int)];
        foreach (var text in texts)
        {
            BinaryPrimitives.WriteInt32LittleEndian(length, text.Length);
            section.Write(length);
        }
        foreach (var text in texts)
        {
            section.Write(text);
        }
        return section.ToArray();
    }

    private void AppendAligned(ModelArray array)
    {
        Pad();
        switch (array)
        {
            case ModelArray.Floats floats:
                AppendElements(floats.Values.Span);
                break;
            case ModelArray.Integers integers:
                AppendElements(integers.Values.Span);
                break;
            default:
                throw new ArgumentException($"Found an array of type {array.GetType().Name}; expected floats or integers.", nameof(array));
        }
    }

    /// <summary>In blocks, because a span of bytes cannot cover an array of over two gigabytes.</summary>
    private void AppendElements<T>(ReadOnlySpan<T> elements)
        where T : struct
    {
        for (var start = 0; start < elements.Length; start += ModelFileFormat.BlockElements)
        {
            var block = elements.Slice(start, Math.Min(ModelFileFormat.BlockElements, elements.Length - start));
            Append(MemoryMarshal.AsBytes(block));
        }
    }

    private void AppendAligned(ReadOnlySpan<byte> bytes)
    {
        Pad();
        Append(bytes);
    }

    private void Pad() => Append(new byte[ModelFileFormat.Align(written) - written]);

    private void Append(ReadOnlySpan<byte> bytes)
    {
        stream.Write(bytes);
        hash.AppendData(bytes);
        written += bytes.Length;
    }
}
