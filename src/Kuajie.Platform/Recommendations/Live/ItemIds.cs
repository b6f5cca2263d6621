namespace Kuajie.Platform.Recommendations.Live;

/// <summary>
/// Item ids of one domain ↔ dense numbers. A number is given once and never to another item, so what refers to it stays true while catalogs and models change.
/// Reading takes no lock.
/// </summary>
/// <remarks>
/// A table of slots with linear probing, at most half full: ids are never taken out, so a reader needs no more than what was written before the slot it found. Beside the entries it takes 8 to 16 bytes an
/// id and makes no object for it; a concurrent dictionary takes about 60 and makes one.
/// </remarks>
internal sealed class ItemIds
{
    /// <summary>Most ids of a domain; more are not numbered, so that invented ids in events cannot fill the memory.</summary>
    public const int Most = 20_000_000;

    private const int ChunkSize = 4096;
    private const int FirstSlots = 1024;
    private readonly Lock giving = new();
    private Entry[][] chunks = [];

    /// <summary>Number + 1 of the id at a slot; 0 for an empty one. As many as a power of two.</summary>
    private int[] slots = new int[FirstSlots];

    /// <summary>Ids numbered so far.</summary>
    public int Count { get; private set; }

    /// <summary>The id's number, or −1.</summary>
    public int Find(string id) => Find(id, id.GetHashCode(StringComparison.Ordinal));

    /// <summary>The id's number, given now where it has none; −1 where no more are given.</summary>
    public int Give(string id)
    {
        var key = id.GetHashCode(StringComparison.Ordinal);
        if (Find(id, key) is >= 0 and var known)
        {
            return known;
        }
        lock (giving)
        {
            if (Find(id, key) is >= 0 and var given)
            {
                return given;
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
            chunks[number / ChunkSize][number % ChunkSize] = new Entry(id, HashOf(id), key);
            Count = number + 1;
            if (slots.Length < 2 * (number + 1))
            {
                Grow();
            }
            Put(slots, key, number);
            return number;
        }
    }

    private int Find(string id, int key)
    {
        // The slots before the chunks: a number stands in its slot after its entry was written.
        var table = Volatile.Read(ref slots);
        for (var slot = key & (table.Length - 1); ; slot = (slot + 1) & (table.Length - 1))
        {
            var number = Volatile.Read(ref table[slot]) - 1;
            if (number < 0)
            {
                return -1;
            }
            ref readonly var entry = ref Volatile.Read(ref chunks)[number / ChunkSize][number % ChunkSize];
            if (entry.Key == key && string.Equals(entry.Id, id, StringComparison.Ordinal))
            {
                return number;
            }
        }
    }

    /// <summary>Makes a table of twice the size beside the one that is read, and puts it in its place when it is whole.</summary>
    private void Grow()
    {
        var larger = new int[2 * slots.Length];
        for (var number = 0; number < Count - 1; number++)
        {
            Put(larger, chunks[number / ChunkSize][number % ChunkSize].Key, number);
        }
        Volatile.Write(ref slots, larger);
    }

    private static void Put(int[] table, int key, int number)
    {
        var slot = key & (table.Length - 1);
        while (table[slot] != 0)
        {
            slot = (slot + 1) & (table.Length - 1);
        }
        Volatile.Write(ref table[slot], number + 1);
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

    /// <param name="Id">The id.</param>
    /// <param name="Hash">The same in every process.</param>
    /// <param name="Key">Of this process alone, so that nobody can choose ids that crowd the table.</param>
    private readonly record struct Entry(string Id, ulong Hash, int Key);
}
