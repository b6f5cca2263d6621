using System.Buffers.Binary;
using System.IO.Hashing;
using System.Runtime.InteropServices;
using Kuajie.Storage.Files;
using Kuajie.Storage.ModelFiles;

namespace Kuajie.Storage.DuckDb.EventIds;

/// <summary>
/// The hashes of a range of events, sorted, in a file that is mapped and never changed. A directory by the first bits leads to some 256 neighbours, so asking for
/// one hash reads one or two pages. The file can be made again from the event store at any time.
/// </summary>
internal sealed class EventIdRun
{
    public const string Ending = ".ids";
    private const ulong Magic = 0x31_44_49_54_56_45_4A_4B; // "KJEVTID1"
    private const int HeaderBytes = 64;
    private const int HashBytes = 16;
    private const int ChecksumBytes = 8;
    private const int HashesAtOnce = 1 << 14;
    private readonly ReadOnlyMemory<UInt128> hashes;
    private readonly ReadOnlyMemory<int> bucketStarts;
    private readonly int bucketBits;

    private EventIdRun(string path, EventIdRange range, int bits, ReadOnlyMemory<UInt128> hashes, ReadOnlyMemory<int> directory)
    {
        FilePath = path;
        Range = range;
        bucketBits = bits;
        this.hashes = hashes;
        bucketStarts = directory;
    }

    public string FilePath { get; }

    public EventIdRange Range { get; }

    public int Count => hashes.Length;

    /// <summary>In ascending order.</summary>
    public ReadOnlySpan<UInt128> Hashes => hashes.Span;

    /// <summary>Whether an event of this hash is in the range.</summary>
    public bool Contains(UInt128 hash)
    {
        var places = bucketStarts.Span.Slice(BucketOf(hash, bucketBits), 2);
        return hashes.Span[places[0]..places[1]].BinarySearch(hash) >= 0;
    }

    /// <summary>Writes hashes as a file of the folder and maps it.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="range">The events they stand for.</param>
    /// <param name="count">How many there are.</param>
    /// <param name="sorted">The hashes in ascending order.</param>
    public static EventIdRun Write(string folder, EventIdRange range, int count, IEnumerable<UInt128> sorted)
    {
        var path = Path.Combine(folder, $"{range.First:x16}-{range.Last:x16}{Ending}");
        var bits = BitsFor(count);
        using (var stream = new FileStream(path + AtomicFile.UnfinishedEnding, FileMode.Create, FileAccess.Write, FileShare.None))
        {
            var checksum = new XxHash3();
            Put(Header(range, count, bits));
            var directory = new int[(1 << bits) + 1];
            foreach (var part in sorted.Chunk(HashesAtOnce))
            {
                Tally(directory, part, bits);
                Put(MemoryMarshal.AsBytes(part.AsSpan()));
            }
            Accumulate(directory);
            Put(MemoryMarshal.AsBytes(directory.AsSpan()));
            stream.Write(checksum.GetCurrentHash());
            stream.Flush(flushToDisk: true);

            void Put(ReadOnlySpan<byte> bytes)
            {
                checksum.Append(bytes);
                stream.Write(bytes);
            }
        }
        File.Move(path + AtomicFile.UnfinishedEnding, path, overwrite: true);
        return TryOpen(path) ?? throw new IOException($"{path} was written and does not read back.");
    }

    /// <summary>Maps a file; null where it is damaged at first sight.</summary>
    public static EventIdRun? TryOpen(string path)
    {
        using var handle = File.OpenHandle(path);
        var length = RandomAccess.GetLength(handle);
        var header = new byte[HeaderBytes];
        if (length <= HeaderBytes || RandomAccess.Read(handle, header, 0) != HeaderBytes || !IsSound(header))
        {
            return null;
        }
        var count = (int)ReadLong(header, 1);
        var bits = (int)ReadLong(header, 6);
        if (length != LengthOf(count, bits))
        {
            return null;
        }
        var file = new MappedFile(handle, length);
        return new EventIdRun(
            path,
            new EventIdRange(ReadLong(header, 2), ReadLong(header, 3), MemoryMarshal.Read<UInt128>(header.AsSpan(32))),
            bits,
            file.Elements<UInt128>(HeaderBytes, count),
            file.Elements<int>(HeaderBytes + (long)count * HashBytes, (1 << bits) + 1)
        );
    }

    /// <summary>Whether every byte is as it was written. Reads the whole file.</summary>
    public static bool IsWhole(string path)
    {
        using var stream = File.OpenRead(path);
        if (stream.Length <= HeaderBytes + ChecksumBytes)
        {
            return false;
        }
        var checksum = new XxHash3();
        var buffer = new byte[1 << 20];
        for (var left = stream.Length - ChecksumBytes; left > 0; )
        {
            var part = buffer.AsSpan(0, (int)Math.Min(left, buffer.Length));
            stream.ReadExactly(part);
            checksum.Append(part);
            left -= part.Length;
        }
        Span<byte> written = stackalloc byte[ChecksumBytes];
        stream.ReadExactly(written);
        return written.SequenceEqual(checksum.GetCurrentHash());
    }

    private static int BitsFor(int count)
    {
        var bits = 0;
        while (count >> bits > 256)
        {
            bits++;
        }
        return bits;
    }

    private static long LengthOf(int count, int bits) =>
        HeaderBytes + (long)count * HashBytes + ((1L << bits) + 1) * sizeof(int) + ChecksumBytes;

    private static int BucketOf(UInt128 hash, int bits) => bits == 0 ? 0 : (int)(hash >> (128 - bits));

    private static void Tally(int[] directory, UInt128[] part, int bits)
    {
        foreach (var hash in part)
        {
            directory[BucketOf(hash, bits) + 1]++;
        }
    }

    private static void Accumulate(int[] directory)
    {
        for (var bucket = 1; bucket < directory.Length; bucket++)
        {
            directory[bucket] += directory[bucket - 1];
        }
    }

    /// <summary>Eight numbers of eight bytes: magic, count, first, last, the last event's hash (two), bits, checksum of those before.</summary>
    private static byte[] Header(EventIdRange range, int count, int bits)
    {
        var header = new byte[HeaderBytes];
        WriteLong(header, 0, unchecked((long)Magic));
        WriteLong(header, 1, count);
        WriteLong(header, 2, range.First);
        WriteLong(header, 3, range.Last);
        MemoryMarshal.Write(header.AsSpan(32), range.LastHash);
        WriteLong(header, 6, bits);
        XxHash3.Hash(header.AsSpan(0, HeaderBytes - ChecksumBytes), header.AsSpan(HeaderBytes - ChecksumBytes));
        return header;
    }

    private static bool IsSound(ReadOnlySpan<byte> header) =>
        ReadLong(header, 0) == unchecked((long)Magic)
        && XxHash3.Hash(header[..^ChecksumBytes].ToArray()).AsSpan().SequenceEqual(header[^ChecksumBytes..]);

    private static long ReadLong(ReadOnlySpan<byte> bytes, int place) => BinaryPrimitives.ReadInt64LittleEndian(bytes[(place * 8)..]);

    private static void WriteLong(Span<byte> bytes, int place, long value) =>
        BinaryPrimitives.WriteInt64LittleEndian(bytes[(place * 8)..], value);
}

/// <summary>Events in the order they were stored.</summary>
/// <param name="First">Number of the first.</param>
/// <param name="Last">Number of the last.</param>
/// <param name="LastHash">Hash of the last: tells whether a file belongs to this store's history.</param>
internal readonly record struct EventIdRange(long First, long Last, UInt128 LastHash);
