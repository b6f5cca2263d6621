using System.Text;
using Kuajie.Conformance.Stores;
using Kuajie.Platform.Faults;
using Kuajie.Platform.Training;
using Kuajie.Storage.ModelFiles;

namespace Kuajie.Storage.Tests.ModelFiles;

/// <summary>Files of the first format stay readable, and refused where they are wrong.</summary>
public sealed class FormatOneReaderTests : IDisposable
{
    private readonly TemporaryFolder folder = new();
    private readonly byte[] original = FormatOneFile.Of(ModelFileStoreSuite.Sample);

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Read_WholeFile_GivesBackEveryBit()
    {
        var read = ReadBytes(original);

        var sample = ModelFileStoreSuite.Sample;
        Assert.Equal(sample.State.OptionsJson, read.State.OptionsJson);
        Assert.Equal(sample.Domains.Select(domain => domain.Items.Ids), read.Domains.Select(domain => domain.Items.Ids));
        Assert.Equal(Bits(sample), Bits(read));
        Assert.Equal([0, int.MaxValue, int.MinValue], read.State.Integers("rows").ToArray());
    }

    [Fact]
    public void Read_BytesFlippedOrCut_IsRefused()
    {
        for (var place = 0; place < original.Length; place += 7)
        {
            var flipped = (byte[])original.Clone();
            flipped[place] ^= 0x40;
            Assert.Throws<KuajieException>(() => ReadBytes(flipped));
            Assert.Throws<KuajieException>(() => ReadBytes(original[..place]));
        }
    }

    [Fact]
    public void Read_ChangedWithFittingChecksum_IsRefusedOrRead()
    {
        for (var place = 8; place < original.Length - 32; place += 3)
        {
            var bytes = (byte[])original.Clone();
            bytes[place] ^= 0x09;
            FormatOneFile.Sign(bytes);
            try
            {
                ReadBytes(bytes);
            }
            catch (KuajieException refusal)
            {
                Assert.EndsWith("model-file", refusal.Code, StringComparison.Ordinal);
            }
        }
    }

    [Fact]
    public void Read_SameBytesNamedByManyParts_IsRefusedBeforeTheyFillTheMemory()
    {
        var parts = Enumerable.Range(0, 200).Select(part => $$"""{"name":"a{{part}}","type":"f32","offset":64,"length":900}""");
        var header =
            $$"""{"model":"m","targetDomain":0,"options":"{}","provenance":"{}","domains":[{"name":"d","items":0,"offset":64,"bytes":0}],"arrays":[{{string.Join(
                ',',
                parts
            )}}]}""";

        var fault = Assert.Throws<KuajieException>(() => ReadBytes(FormatOneFile.Frame(1, Encoding.UTF8.GetBytes(header), [])));

        Assert.Equal("inconsistent-model-file", fault.Code);
    }

    private ModelDocument ReadBytes(byte[] bytes)
    {
        var path = Path.Combine(folder.Path, "v1.model");
        File.WriteAllBytes(path, bytes);
        return ModelFileReader.Read(path);
    }

    private static int[] Bits(ModelDocument document) =>
        [.. document.State.Floats("factors", 6).ToArray().Select(BitConverter.SingleToInt32Bits)];
}
