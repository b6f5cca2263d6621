using System.Collections.Concurrent;

namespace Kuajie.Platform.Recommendations.Live;

/// <summary>
/// Item ids of one domain ↔ dense numbers. A number is given once and never to another item, so what refers to it stays true while catalogs and models change.
/// Reading takes no lock.
/// </summary>
internal sealed class ItemIds
{
    /// <summary>Most ids of a domain; more are not numbered, so that invented ids in events cannot fill the memory.</summary>
    public const int Most = 20_000_000;

    private const int ChunkSize = 4096;
    private readonly ConcurrentDictionary<string, int> numbers = new(StringComparer.Ordinal);
    private readonly Lock giving = new();
    private Entry[][] chunks = [];

    /// <summary>Ids numbered so far.</summary>
    public int Count { get; private set; }

    /// <summary>The id's number, or −1.</summary>
    public int Find(string id) => numbers.GetValueOrDefault(id, -1);

    /// <summary>The id's number, given now where it has none; −1 where no more are given.</summary>
    public int Give(string id)
    {
        if (numbers.TryGetValue(id, out var known))
        {
            return known;
        }
        lock (giving)
        {
            if (numbers.TryGetValue(id, out known))
            {
                return known;
            }
            if (Count == Most)
            {
                return -1;
            }
            var number = Count;
            if (number / ChunkSize == chunks.Length)
            {
                Volatile.Write(ref chunks, [.. chunks, new Entry[ChunkSize]]);
            }
            chunks[number / ChunkSize][number % ChunkSize] = new Entry(id, HashOf(id));
            Count = number + 1;
            numbers[id] = number;
            return number;
        }
    }

    /// <summary>The id of a number that was given.</summary>
    public string this[int number] => Volatile.Read(ref chunks)[number / ChunkSize][number % ChunkSize].Id;

    /// <summary>A hash of the id that is the same in every process.</summary>
    public ulong HashOf(int number) => Volatile.Read(ref chunks)[number / ChunkSize][number % ChunkSize].Hash;

    /// <summary>FNV-1a over the id's characters, with a final mix so that every bit counts.</summary>
    /// <param name="id">The id.</param>
    /// <param name="seed">What to go on from.</param>
    public static ulong HashOf(string id, ulong seed = 0)
    {
        var hash = seed ^ 14_695_981_039_346_656_037UL;
        foreach (var character in id)
        {
            hash = (hash ^ character) * 1_099_511_628_211UL;
        }
        hash = (hash ^ (hash >> 32)) * 0xD6E8FEB86659FD93UL;
        return hash ^ (hash >> 32);
    }

    private readonly record struct Entry(string Id, ulong Hash);
}
