using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using CsCheck;
using Kuajie.Conformance.Stores;
using Kuajie.Platform.Faults;
using Kuajie.Platform.Training;
using Kuajie.Storage.ModelFiles;

namespace Kuajie.Storage.Tests.ModelFiles;

public sealed class ModelFileStoreTests : ModelFileStoreSuite, IDisposable
{
    private const int ChecksumLength = 32;
    private readonly TemporaryFolder folder = new();
    private readonly ModelFileStore store;

    public ModelFileStoreTests() => store = new ModelFileStore(folder.Path);

    protected override IModelFileStore Store => store;

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Write_ChecksumIsWhatAChecksumToolSaysOfTheFile()
    {
        var checksum = store.Write("v1", Sample);

        Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(store.PathOf("v1")))), checksum);
    }

    [Fact]
    public void Write_SectionsAreAlignedForMapping()
    {
        store.Write("v1", Sample);
        var bytes = File.ReadAllBytes(store.PathOf("v1"));

        // rows: 0, int.MaxValue, int.MinValue little-endian, as the file holds them.
        var place = bytes.AsSpan().IndexOf((ReadOnlySpan<byte>)[0, 0, 0, 0, 0xFF, 0xFF, 0xFF, 0x7F, 0, 0, 0, 0x80]);

        Assert.True(place > 0 && place % 64 == 0, $"rows at {place}");
    }

    [Fact]
    public void Read_AnyByteFlipped_IsRefused()
    {
        store.Write("v1", Sample);
        var bytes = File.ReadAllBytes(store.PathOf("v1"));
        for (var place = 0; place < bytes.Length; place++)
        {
            bytes[place] ^= 0x40;
            Assert.Throws<KuajieException>(() => ReadBytes(bytes));
            bytes[place] ^= 0x40;
        }
        Assert.Equal("sample", ReadBytes(bytes).State.Model);
    }

    [Fact]
    public void Read_CutAnywhere_IsRefused()
    {
        store.Write("v1", Sample);
        var bytes = File.ReadAllBytes(store.PathOf("v1"));
        for (var length = 0; length < bytes.Length; length++)
        {
            var fault = Assert.Throws<KuajieException>(() => ReadBytes(bytes[..length]));
            Assert.Equal(length < 8 ? "not-a-model-file" : "truncated-model-file", fault.Code);
        }
    }

    [Fact]
    public void Read_WithSomethingAppended_IsRefused()
    {
        store.Write("v1", Sample);

        Assert.Equal(
            "damaged-model-file",
            Assert.Throws<KuajieException>(() => ReadBytes([.. File.ReadAllBytes(store.PathOf("v1")), 0])).Code
        );
    }

    [Fact]
    public void Read_NewerFormat_NamesBothVersions()
    {
        store.Write("v1", Sample);
        var bytes = File.ReadAllBytes(store.PathOf("v1"));
        BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(8), 2);

        var fault = Assert.Throws<KuajieException>(() => ReadBytes(bytes));

        Assert.Equal("newer-model-file", fault.Code);
        Assert.Contains("2", fault.Found, StringComparison.Ordinal);
        Assert.Contains("1", fault.Expected, StringComparison.Ordinal);
    }

    /// <summary>Whoever forges a file can make its checksum fit: even then it is refused or read, and nothing else happens, least of all a huge allocation.</summary>
    [Fact]
    public void Read_ChangedWithFittingChecksum_IsRefusedOrRead()
    {
        store.Write("v1", Sample);
        var original = File.ReadAllBytes(store.PathOf("v1"));
        var contentEnd = original.Length - ChecksumLength;
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var place = 8; place < contentEnd; place++)
        {
            foreach (var change in (byte[])[0x01, 0x09, 0x80])
            {
                var bytes = (byte[])original.Clone();
                bytes[place] ^= change;
                ReadForged(bytes);
            }
        }
        var perRead = (GC.GetAllocatedBytesForCurrentThread() - before) / (3 * (contentEnd - 8));

        Assert.InRange(perRead, 0, 1_000_000);
    }

    [Fact]
    public void Read_RandomBytesBehindAFittingFrame_IsRefusedOrRead()
    {
        Gen.Byte.Array[0, 600]
            .Sample(
                content =>
                {
                    var bytes = new byte[64 + content.Length + ChecksumLength];
                    "KUAJIEMD"u8.CopyTo(bytes);
                    BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(8), 1);
                    BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(12), content.Length);
                    BinaryPrimitives.WriteInt64LittleEndian(bytes.AsSpan(16), bytes.Length);
                    content.CopyTo(bytes, 64);
                    ReadForged(bytes);
                },
                iter: 500,
                threads: 1
            );
    }

    [Fact]
    public void Read_SameBytesNamedByManyParts_IsRefusedBeforeTheyFillTheMemory()
    {
        var parts = Enumerable.Range(0, 200).Select(part => $$"""{"name":"a{{part}}","type":"f32","offset":64,"length":2000}""");
        var header = Encoding.UTF8.GetBytes(
            $$"""{"model":"m","targetDomain":0,"options":"{}","provenance":"{}","domains":[{"name":"d","items":0,"offset":64,"bytes":0}],"arrays":[{{string.Join(
                ',',
                parts
            )}}]}"""
        );
        var bytes = new byte[64 + header.Length + ChecksumLength];
        "KUAJIEMD"u8.CopyTo(bytes);
        BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(8), 1);
        BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(12), header.Length);
        BinaryPrimitives.WriteInt64LittleEndian(bytes.AsSpan(16), bytes.Length);
        header.CopyTo(bytes, 64);
        SHA256.HashData(bytes.AsSpan(0, bytes.Length - ChecksumLength), bytes.AsSpan(bytes.Length - ChecksumLength));

        Assert.Equal("inconsistent-model-file", Assert.Throws<KuajieException>(() => ReadBytes(bytes)).Code);
    }

    private static void ReadForged(byte[] bytes)
    {
        SHA256.HashData(bytes.AsSpan(0, bytes.Length - ChecksumLength), bytes.AsSpan(bytes.Length - ChecksumLength));
        try
        {
            ReadBytes(bytes);
        }
        catch (KuajieException refusal)
        {
            Assert.EndsWith("model-file", refusal.Code, StringComparison.Ordinal);
        }
    }

    private static ModelDocument ReadBytes(byte[] bytes) => ModelFileReader.Read(new MemoryStream(bytes), "v1.model");
}
