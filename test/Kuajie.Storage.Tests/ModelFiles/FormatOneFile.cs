using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Kuajie.Algorithms.Models;
using Kuajie.Platform.Training;

namespace Kuajie.Storage.Tests.ModelFiles;

/// <summary>A plain writer of format 1, which the product no longer writes: one header with generous padding, sections, SHA-256.</summary>
internal static class FormatOneFile
{
    private const int HeaderRoom = 4096;

    public static byte[] Of(ModelDocument document)
    {
        var sections = new MemoryStream();
        var domains = document.Domains.Select(domain =>
        {
            var ids = domain.Items.Ids.Select(Encoding.UTF8.GetBytes).ToArray();
            var offset = Place(
                sections,
                [.. ids.SelectMany(id => BitConverter.GetBytes(id.Length)), .. ids.SelectMany(id => id)],
                out var bytes
            );
            return new JsonObject
            {
                ["name"] = domain.Name,
                ["items"] = ids.Length,
                ["offset"] = offset,
                ["bytes"] = bytes,
            };
        });
        var domainArray = new JsonArray([.. domains.ToArray()]);
        var arrays = document.State.Arrays.Select(array =>
        {
            byte[] content = array.Value is ModelArray.Floats floats
                ? [.. floats.Values.ToArray().SelectMany(BitConverter.GetBytes)]
                : [.. ((ModelArray.Integers)array.Value).Values.ToArray().SelectMany(BitConverter.GetBytes)];
            return new JsonObject
            {
                ["name"] = array.Key,
                ["type"] = array.Value is ModelArray.Floats ? "f32" : "i32",
                ["length"] = array.Value.Length,
                ["offset"] = Place(sections, content, out _),
            };
        });
        var header = new JsonObject
        {
            ["model"] = document.State.Model,
            ["targetDomain"] = document.State.TargetDomain,
            ["options"] = document.State.OptionsJson,
            ["provenance"] = document.ProvenanceJson,
            ["domains"] = domainArray,
            ["arrays"] = new JsonArray([.. arrays.ToArray()]),
        };
        return Frame(1, Encoding.UTF8.GetBytes(header.ToJsonString()), sections.ToArray());
    }

    /// <summary>A file of format 1 with a fitting checksum around any header and sections.</summary>
    public static byte[] Frame(int version, byte[] header, byte[] sections)
    {
        var bytes = new byte[64 + Math.Max(HeaderRoom, header.Length) + sections.Length + 32];
        "KUAJIEMD"u8.CopyTo(bytes);
        BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(8), version);
        BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(12), header.Length);
        BinaryPrimitives.WriteInt64LittleEndian(bytes.AsSpan(16), bytes.Length);
        header.CopyTo(bytes, 64);
        sections.CopyTo(bytes, bytes.Length - 32 - sections.Length);
        Sign(bytes);
        return bytes;
    }

    public static void Sign(byte[] bytes) => SHA256.HashData(bytes.AsSpan(0, bytes.Length - 32), bytes.AsSpan(bytes.Length - 32));

    private static long Place(MemoryStream sections, byte[] content, out long bytes)
    {
        var offset = sections.Length;
        sections.Write(content);
        sections.Write(new byte[(64 - (content.Length % 64)) % 64]);
        bytes = content.Length;
        return 64 + HeaderRoom + offset;
    }
}
