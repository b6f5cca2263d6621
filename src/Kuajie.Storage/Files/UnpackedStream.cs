using System.IO.Compression;
using Kuajie.Platform.Faults;
using Kuajie.Platform.Imports;

namespace Kuajie.Storage.Files;

/// <summary>A gzip file unpacked as it is read. One that grows beyond what texts do is made to fill disks, and refused.</summary>
internal sealed class UnpackedStream(Stream packed, string path) : Stream
{
    /// <summary>Exports of rows shrink to a tenth or a fiftieth; the format can do a thousandth.</summary>
    public const int MostGrowth = 100;

    /// <summary>Small files may be as even as they like.</summary>
    public const long AlwaysAllowed = 64L << 20;

    private readonly GZipStream unpacking = new(packed, CompressionMode.Decompress);
    private long unpacked;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => unpacked;
        set => throw new NotSupportedException();
    }

    /// <exception cref="KuajieException">It grew too far.</exception>
    public override int Read(byte[] buffer, int offset, int count)
    {
        var length = unpacking.Read(buffer, offset, count);
        unpacked += length;
        return unpacked <= AlwaysAllowed || unpacked <= packed.Position * MostGrowth
            ? length
            : throw ImportTexts.Source.Fault("packed-too-tightly", "PackedTooTightly", path, isUsage: true, arguments: [MostGrowth]);
    }

    public override void Flush() { }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            unpacking.Dispose();
        }
        base.Dispose(disposing);
    }
}
