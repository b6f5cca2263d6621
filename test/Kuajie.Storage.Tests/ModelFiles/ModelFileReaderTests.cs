using System.Buffers.Binary;
using System.IO.Hashing;
using System.Text;
using System.Text.Json.Nodes;
using Kuajie.Algorithms.Models;
using Kuajie.Algorithms.Numerics.Sampling;
using Kuajie.Conformance.Stores;
using Kuajie.Platform.Faults;
using Kuajie.Platform.Training;
using Kuajie.Storage.ModelFiles;

namespace Kuajie.Storage.Tests.ModelFiles;

/// <summary>Damaged, cut, foreign and forged files: always a clear fault or the very model, never a crash.</summary>
public sealed class ModelFileReaderTests : IDisposable
{
    private readonly TemporaryFolder folder = new();
    private readonly byte[] original;
    private int written;

    public ModelFileReaderTests()
    {
        var store = new ModelFileStore(folder.Path, folder.Path);
        store.Write("v1", ModelFileStoreSuite.Sample);
        original = File.ReadAllBytes(store.PathOf("v1"));
    }

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Read_AnyByteFlipped_IsRefused()
    {
        for (var place = 0; place < original.Length; place++)
        {
            var bytes = (byte[])original.Clone();
            bytes[place] ^= 0x40;
            Refused(bytes);
        }
        Assert.Equal("sample", ReadBytes(original).State.Model);
    }

    [Fact]
    public void Read_CutAnywhere_IsRefused()
    {
        for (var length = 0; length < original.Length; length++)
        {
            Assert.Equal(length < 8 ? "not-a-model-file" : "truncated-model-file", Refused(original[..length]).Code);
        }
    }

    [Fact]
    public void Read_WithSomethingAppended_IsRefused() => Assert.Equal("damaged-model-file", Refused([.. original, 0]).Code);

    [Fact]
    public void Read_NewerFormat_NamesBothVersions()
    {
        var bytes = (byte[])original.Clone();
        BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(8), 4);

        var fault = Refused(bytes);

        Assert.Equal("newer-model-file", fault.Code);
        Assert.Contains("4", fault.Found, StringComparison.Ordinal);
        Assert.Contains("3", fault.Expected, StringComparison.Ordinal);
    }

    [Fact]
    public void Read_FormatTwo_IsTheSameModelAndStillChecked()
    {
        var earlier = FormatTwoFile.Of(original);
        var today = ReadBytes(original);

        var read = ReadBytes(earlier);

        Assert.Equal(today.ProvenanceJson, read.ProvenanceJson);
        Assert.Equal(today.Domains.Select(domain => domain.Items.Ids), read.Domains.Select(domain => domain.Items.Ids));
        Assert.Equal(
            today.State.Arrays.Select(array => (array.Key, Text(array.Value))),
            read.State.Arrays.Select(array => (array.Key, Text(array.Value)))
        );
        earlier[^70] ^= 1;
        Assert.Equal("damaged-model-file", Refused(earlier).Code);

        static string Text(ModelArray array) =>
            array is ModelArray.Floats floats
                ? string.Join(' ', floats.Values.ToArray())
                : string.Join(' ', ((ModelArray.Integers)array).Values.ToArray());
    }

    /// <summary>Several bytes at once, runs overwritten, parts exchanged, cut in the middle: seeded, so that a failure can be repeated.</summary>
    [Fact]
    public void Read_ThousandsOfRandomWounds_IsRefusedEachTime()
    {
        for (var wound = 0UL; wound < 4000; wound++)
        {
            var random = SplittableRandom.Stream(20260301, wound);
            var bytes = Wounded(ref random);
            if (!bytes.AsSpan().SequenceEqual(original))
            {
                Refused(bytes);
            }
        }
    }

    /// <summary>Whoever forges a file can make its checksums fit: even then it is refused or read, and nothing else happens, least of all a huge allocation.</summary>
    [Fact]
    public void Read_HeaderChangedWithFittingChecksum_IsRefusedOrRead()
    {
        var headerLength = BinaryPrimitives.ReadInt32LittleEndian(original.AsSpan(12));
        var (refusals, reads) = (0, 0);
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var place = 8; place < 64 + headerLength; place++)
        {
            foreach (var change in (byte[])[0x01, 0x09, 0x80])
            {
                var bytes = (byte[])original.Clone();
                bytes[place] ^= change;
                Sign(bytes);
                try
                {
                    ReadBytes(bytes);
                    reads++;
                }
                catch (KuajieException refusal)
                {
                    Assert.EndsWith("model-file", refusal.Code, StringComparison.Ordinal);
                    refusals++;
                }
            }
        }

        Assert.True(refusals > 500 && reads > 100, $"{refusals} refused, {reads} read");
        Assert.InRange((GC.GetAllocatedBytesForCurrentThread() - before) / (refusals + reads), 0, 1_000_000);
    }

    [Theory]
    [InlineData("arrays", 0, "offset", 128)]
    [InlineData("arrays", 0, "length", 2_000_000_000)]
    [InlineData("arrays", 0, "length", -1)]
    [InlineData("arrays", 0, "length", 50)]
    [InlineData("arrays", 0, "type", "f64")]
    [InlineData("arrays", 1, "name", "factors")]
    [InlineData("arrays", 1, "name", null)]
    [InlineData("domains", 0, "items", 1_000_000)]
    [InlineData("domains", 0, "items", 3)]
    [InlineData("domains", 1, "bytes", long.MaxValue)]
    [InlineData("domains", 1, "name", null)]
    public void Read_HeaderThatContradictsTheFile_IsRefused(string list, int entry, string property, object? value)
    {
        var fault = Refused(WithHeader(header => header[list]![entry]![property] = JsonValue.Create(value)));

        Assert.Equal("inconsistent-model-file", fault.Code);
    }

    [Theory]
    [InlineData("model")]
    [InlineData("options")]
    [InlineData("provenance")]
    [InlineData("domains")]
    [InlineData("arrays")]
    public void Read_HeaderWithoutAPart_IsRefused(string part) =>
        Assert.Equal("inconsistent-model-file", Refused(WithHeader(header => header.Remove(part))).Code);

    [Fact]
    public void Read_BytesBehindTheLastSection_AreRefused()
    {
        var bytes = WithHeader(header => header["arrays"] = new JsonArray(header["arrays"]![0]!.DeepClone()));

        Assert.Equal("inconsistent-model-file", Refused(bytes).Code);
    }

    private byte[] Wounded(ref SplittableRandom random)
    {
        var bytes = (byte[])original.Clone();
        switch (random.NextInteger(4))
        {
            case 0:
                for (var flips = 1 + random.NextInteger(8); flips > 0; flips--)
                {
                    bytes[random.NextInteger(bytes.Length)] ^= (byte)(1 + random.NextInteger(255));
                }
                return bytes;
            case 1:
                var start = random.NextInteger(bytes.Length);
                bytes.AsSpan(start, random.NextInteger(bytes.Length - start)).Fill((byte)random.NextBits());
                return bytes;
            case 2:
                var (first, second) = (64 * random.NextInteger(bytes.Length / 64), 64 * random.NextInteger(bytes.Length / 64));
                var kept = bytes.AsSpan(first, 64).ToArray();
                bytes.AsSpan(second, 64).CopyTo(bytes.AsSpan(first));
                kept.CopyTo(bytes, second);
                return bytes;
            default:
                var from = random.NextInteger(bytes.Length);
                return [.. bytes[..from], .. bytes[(from + random.NextInteger(bytes.Length - from))..]];
        }
    }

    private byte[] WithHeader(Action<JsonObject> change)
    {
        var headerLength = BinaryPrimitives.ReadInt32LittleEndian(original.AsSpan(12));
        var room = (headerLength + 63) / 64 * 64;
        var header = JsonNode.Parse(original.AsSpan(64, headerLength))!.AsObject();
        change(header);
        var text = Encoding.UTF8.GetBytes(header.ToJsonString());
        Assert.True(text.Length <= room + 64, "The changed header must fit.");
        var bytes = new byte[original.Length];
        original.AsSpan(0, 64).CopyTo(bytes);
        original.AsSpan(64 + room).CopyTo(bytes.AsSpan(64 + room));
        // Spaces behind the header keep it JSON and the sections where they were.
        bytes.AsSpan(64, room).Fill((byte)' ');
        text.AsSpan(0, Math.Min(room, text.Length)).CopyTo(bytes.AsSpan(64));
        BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(12), room);
        Sign(bytes);
        return bytes;
    }

    private static void Sign(byte[] bytes)
    {
        var headerLength = BinaryPrimitives.ReadInt32LittleEndian(bytes.AsSpan(12));
        var end = 64 + (((long)headerLength + 63) / 64 * 64);
        if (end < 64 || end > bytes.Length)
        {
            return;
        }
        var hash = new XxHash64();
        hash.Append(bytes.AsSpan(0, 48));
        hash.Append(bytes.AsSpan(64, (int)end - 64));
        hash.GetCurrentHash(bytes.AsSpan(48, 16));
    }

    private KuajieException Refused(byte[] bytes) => Assert.Throws<KuajieException>(() => ReadBytes(bytes));

    private ModelDocument ReadBytes(byte[] bytes)
    {
        // A new name each time: some file systems flush a file that is cut and written again.
        var path = Path.Combine(folder.Path, $"{++written}.model");
        File.WriteAllBytes(path, bytes);
        try
        {
            return ModelFileReader.Read(path);
        }
        finally
        {
            File.Delete(path);
        }
    }
}
