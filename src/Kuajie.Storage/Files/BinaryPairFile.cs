using System.Buffers.Binary;
using System.Runtime.InteropServices;
using Kuajie.Algorithms.Datasets.Synthetic;
using Kuajie.Algorithms.Numerics.Sparse;
using Kuajie.Platform.Faults;

namespace Kuajie.Storage.Files;

/// <summary>
/// Files of little-endian 32-bit pairs (user index, item index) without a header: input of speed runs, readable by any program. Indexes are dense from 0;
/// pairs may come in any order, a repeated pair counts once.
/// </summary>
public static class BinaryPairFile
{
    private const int PairBytes = 2 * sizeof(int);
    private const int BufferBytes = 1 << 20;
    private const int FreeIndexes = 1 << 20;
    private const int MostIndexesPerPair = 64;

    /// <summary>Generates a world into a file, which appears whole or not at all.</summary>
    /// <param name="path">Where to.</param>
    /// <param name="world">What to make.</param>
    /// <param name="threads">Threads to use; the file does not depend on them.</param>
    /// <param name="pairsDone">Told how many pairs are written, or null.</param>
    /// <param name="cancellation">Ends it.</param>
    /// <exception cref="ArgumentException">The world has a number out of its range.</exception>
    public static void Write(string path, PairWorld world, int threads, IProgress<long>? pairsDone, CancellationToken cancellation) =>
        AtomicFile.Write(
            path,
            stream =>
            {
                var done = 0L;
                PairGenerator.Generate(
                    world,
                    threads,
                    pairs =>
                    {
                        WriteNumbers(stream, pairs.Span);
                        pairsDone?.Report(done += pairs.Length / 2);
                    },
                    cancellation
                );
            }
        );

    /// <summary>
    /// Reads a file as a users × items matrix of ones. Two passes over the file and a counting sort: nothing is held but the matrix itself. O(pairs).
    /// </summary>
    /// <exception cref="KuajieException">No such file, an empty file, half a pair at its end, a negative index or one far beyond the number of pairs.</exception>
    public static SparseMatrix Read(string path, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(path);
        var pairs = CountPairs(path);
        var (offsets, itemCount) = CountRows(path, pairs, cancellation);
        var columns = new int[pairs];
        var next = offsets.AsSpan(0, offsets.Length - 1).ToArray();
        ForEachPair(path, (user, item, _) => columns[next[user]++] = item, cancellation);
        columns = SortRows(offsets, columns);
        var ones = new float[columns.Length];
        ones.AsSpan().Fill(1);
        return new SparseMatrix(offsets.Length - 1, itemCount, offsets, columns, ones);
    }

    private static int CountPairs(string path)
    {
        var file = new FileInfo(path);
        if (!file.Exists)
        {
            throw BinaryPairFileTexts.Source.Fault("file-not-found", "Missing", path);
        }
        if (file.Length == 0)
        {
            throw BinaryPairFileTexts.Source.Fault("no-rows", "Empty", path);
        }
        return file.Length % PairBytes != 0
                ? throw BinaryPairFileTexts.Source.Fault("half-pair", "HalfPair", path, arguments: [file.Length, file.Length % PairBytes])
            : file.Length / PairBytes > Array.MaxLength
                ? throw BinaryPairFileTexts.Source.Fault(
                    "too-many-pairs",
                    "TooMany",
                    path,
                    arguments: [file.Length / PairBytes, Array.MaxLength]
                )
            : (int)(file.Length / PairBytes);
    }

    /// <summary>Row offsets of the matrix before repeated pairs are dropped, and the number of items.</summary>
    private static (int[] Offsets, int ItemCount) CountRows(string path, int pairs, CancellationToken cancellation)
    {
        var counts = new int[Math.Min(FreeIndexes, pairs) + 1];
        var (users, items) = (0, 0);
        var most = (int)Math.Min(Array.MaxLength - 2, Math.Max(FreeIndexes, (long)MostIndexesPerPair * pairs));
        ForEachPair(
            path,
            (user, item, pair) =>
            {
                if (user < 0 || item < 0)
                {
                    throw Fault("negative-index", "Negative", path, pair, user, item, most);
                }
                if (user >= most || item >= most)
                {
                    throw Fault("index-too-large", "TooLarge", path, pair, user, item, most);
                }
                if (user >= counts.Length - 1)
                {
                    Array.Resize(ref counts, Math.Min(most, Math.Max(user + 1, 2 * counts.Length)) + 1);
                }
                counts[user + 1]++;
                (users, items) = (Math.Max(users, user + 1), Math.Max(items, item + 1));
            },
            cancellation
        );
        Array.Resize(ref counts, users + 1);
        for (var user = 0; user < users; user++)
        {
            counts[user + 1] += counts[user];
        }
        return (counts, items);
    }

    private static KuajieException Fault(string code, string key, string path, long pair, int user, int item, int most) =>
        BinaryPairFileTexts.Source.Fault(
            code,
            key,
            BinaryPairFileTexts.Source.Format("Place", path, pair, pair * PairBytes),
            arguments: [user, item, most]
        );

    /// <summary>Sorts the items of each user and drops repeated ones; offsets move with them.</summary>
    private static int[] SortRows(int[] offsets, int[] columns)
    {
        var kept = 0;
        for (var (user, start) = (0, 0); user < offsets.Length - 1; user++)
        {
            var row = columns.AsSpan(start, offsets[user + 1] - start);
            start = offsets[user + 1];
            if (!IsAscending(row))
            {
                row.Sort();
            }
            var previous = -1;
            foreach (var item in row)
            {
                if (item != previous)
                {
                    columns[kept++] = previous = item;
                }
            }
            offsets[user + 1] = kept;
        }
        return kept == columns.Length ? columns : columns[..kept];
    }

    private static bool IsAscending(ReadOnlySpan<int> items)
    {
        for (var place = 1; place < items.Length; place++)
        {
            if (items[place] <= items[place - 1])
            {
                return false;
            }
        }
        return true;
    }

    private static void ForEachPair(string path, Action<int, int, long> take, CancellationToken cancellation)
    {
        using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 0);
        var buffer = new byte[BufferBytes];
        var pair = 0L;
        for (var length = 1; length > 0; )
        {
            cancellation.ThrowIfCancellationRequested();
            length = stream.ReadAtLeast(buffer, buffer.Length, throwOnEndOfStream: false);
            for (var place = 0; place + PairBytes <= length; place += PairBytes)
            {
                take(
                    BinaryPrimitives.ReadInt32LittleEndian(buffer.AsSpan(place)),
                    BinaryPrimitives.ReadInt32LittleEndian(buffer.AsSpan(place + sizeof(int))),
                    pair++
                );
            }
        }
    }

    private static void WriteNumbers(Stream stream, ReadOnlySpan<int> numbers)
    {
        if (BitConverter.IsLittleEndian)
        {
            stream.Write(MemoryMarshal.AsBytes(numbers));
            return;
        }
        var reversed = new int[numbers.Length];
        BinaryPrimitives.ReverseEndianness(numbers, reversed);
        stream.Write(MemoryMarshal.AsBytes<int>(reversed));
    }
}
