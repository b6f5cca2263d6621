using System.Collections.Concurrent;

namespace Kuajie.Platform.Recommendations.Live;

/// <summary>Kinds, tags, currencies and owners of a domain by number, whatever their case. Words are never forgotten: a catalog has few.</summary>
internal sealed class WordNumbers
{
    private readonly ConcurrentDictionary<string, int> numbers = new(StringComparer.OrdinalIgnoreCase);
    private readonly List<string> words = [];
    private readonly Lock giving = new();

    /// <summary>The word's number, given now where it has none.</summary>
    public int Give(string word)
    {
        if (numbers.TryGetValue(word, out var known))
        {
            return known;
        }
        lock (giving)
        {
            if (numbers.TryGetValue(word, out known))
            {
                return known;
            }
            words.Add(word);
            numbers[word] = words.Count - 1;
            return words.Count - 1;
        }
    }

    /// <summary>The word's number, or −1 where no item has it.</summary>
    public int Find(string word) => numbers.GetValueOrDefault(word, ItemChunk.None);

    /// <summary>The word of a number, as it was first written.</summary>
    public string this[int number]
    {
        get
        {
            lock (giving)
            {
                return words[number];
            }
        }
    }
}
