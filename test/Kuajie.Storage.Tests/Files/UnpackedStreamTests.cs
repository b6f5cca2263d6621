using System.IO.Compression;
using System.Text;
using Kuajie.Platform.Faults;
using Kuajie.Storage.Files;

namespace Kuajie.Storage.Tests.Files;

public sealed class UnpackedStreamTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Read_OfAFileThatGrowsWithoutEnd_IsRefusedSoon()
    {
        var file = Packed("bomb.csv.gz", (int)(UnpackedStream.AlwaysAllowed >> 20) * 8, _ => new byte[1 << 20]);

        var fault = Assert.Throws<KuajieException>(() => TextLines.Read(file, Encoding.UTF8, _ => { }).Count());

        Assert.Equal("packed-too-tightly", fault.Code);
        Assert.Contains("100", fault.Found, StringComparison.Ordinal);
    }

    [Fact]
    public void Read_OfALargeHonestExport_GoesToItsEnd()
    {
        var rows = (int)(UnpackedStream.AlwaysAllowed >> 20) + 8;
        var file = Packed(
            "export.csv.gz",
            rows,
            n =>
                Encoding.ASCII.GetBytes(
                    string.Concat(Enumerable.Range(0, 1 << 15).Select(row => $"u{row * 7919 % 104729},c{n},view,1780000000\n"))
                )
        );

        Assert.Equal(rows * (1 << 15), TextLines.Read(file, Encoding.UTF8, _ => { }).Count());
    }

    private SourceFile Packed(string name, int parts, Func<int, byte[]> part)
    {
        var path = Path.Combine(folder.Path, name);
        using (var packing = new GZipStream(File.Create(path), CompressionLevel.Fastest))
        {
            for (var number = 0; number < parts; number++)
            {
                packing.Write(part(number));
            }
        }
        return new SourceFile(path, SourceFormat.Delimited, true);
    }
}
