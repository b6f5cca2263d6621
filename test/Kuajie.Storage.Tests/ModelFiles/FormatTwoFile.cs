using System.Buffers.Binary;
using System.IO.Hashing;
using System.Text;
using System.Text.Json.Nodes;

namespace Kuajie.Storage.Tests.ModelFiles;

/// <summary>Makes of a file of today one of format 2, which the product no longer writes: the same sections under XXH128, with more room for the longer checksums in the header.</summary>
internal static class FormatTwoFile
{
    private const int Room = 4096;

    public static byte[] Of(byte[] today)
    {
        var headerLength = BinaryPrimitives.ReadInt32LittleEndian(today.AsSpan(12));
        var begin = (64 + headerLength + 63) / 64 * 64;
        var header = JsonNode.Parse(today.AsSpan(64, headerLength))!;
        var sections = header["domains"]!.AsArray().Concat(header["arrays"]!.AsArray()).Select(section => section!).ToArray();
        var starts = sections.Select(section => (int)section["offset"]!).Append(today.Length).ToArray();
        for (var section = 0; section < sections.Length; section++)
        {
            var bytes = today.AsSpan(starts[section], starts[section + 1] - starts[section]);
            sections[section]["hash"] = Convert.ToHexStringLower(XxHash128.Hash(bytes));
            sections[section]["offset"] = starts[section] + Room;
        }

        var file = new byte[today.Length + Room];
        today.AsSpan(0, 8).CopyTo(file);
        BinaryPrimitives.WriteInt32LittleEndian(file.AsSpan(8), 2);
        BinaryPrimitives.WriteInt32LittleEndian(file.AsSpan(12), begin - 64 + Room);
        BinaryPrimitives.WriteInt64LittleEndian(file.AsSpan(16), file.Length);
        file.AsSpan(64, begin - 64 + Room).Fill((byte)' ');
        Encoding.UTF8.GetBytes(header.ToJsonString()).CopyTo(file.AsSpan(64));
        today.AsSpan(begin).CopyTo(file.AsSpan(begin + Room));
        var checksum = new XxHash128();
        checksum.Append(file.AsSpan(0, 48));
        checksum.Append(file.AsSpan(64, begin - 64 + Room));
        checksum.GetCurrentHash(file.AsSpan(48, 16));
        return file;
    }
}
