using System.Numerics;

namespace Kuajie.Platform.Recommendations.Live;

/// <summary>
/// A domain's catalog at one moment, in columns by item number. Immutable. A domain with a catalog recommends what the catalog has; one without any recommends
/// whatever its models know.
/// </summary>
internal sealed class ItemColumns
{
    private readonly ItemChunk?[] chunks;

    public ItemColumns(ItemChunk?[] chunks)
    {
        this.chunks = chunks;
        ItemCount = chunks.Sum(chunk => chunk is null ? 0 : chunk.Present.Sum(BitOperations.PopCount));
    }

    /// <summary>Number of items the catalog has.</summary>
    public int ItemCount { get; }

    /// <summary>The chunks, in order of numbers; null for one without any item of the catalog.</summary>
    public ReadOnlySpan<ItemChunk?> Chunks => chunks;

    /// <summary>Whether the catalog has the item.</summary>
    public bool Has(int number) =>
        ChunkOf(number) is { } chunk && ((chunk.Present[number % ItemChunk.Size / 64] >> (number & 63)) & 1) != 0;

    /// <summary>The item's title, or null.</summary>
    public string? TitleOf(int number) => ChunkOf(number)?.Titles[number % ItemChunk.Size];

    /// <summary>Number of the item's kind among the domain's words, or −1.</summary>
    public int KindOf(int number) => ChunkOf(number) is { } chunk ? chunk.Kinds[number % ItemChunk.Size] : ItemChunk.None;

    /// <summary>Numbers of the item's tags among the domain's words.</summary>
    public ReadOnlySpan<int> TagsOf(int number) => ChunkOf(number) is { } chunk ? chunk.Tags[number % ItemChunk.Size] : [];

    /// <summary>Since when it may be recommended, or when it was added, whichever is later; ticks, 0 where neither is known.</summary>
    public long NewSince(int number) =>
        ChunkOf(number) is { } chunk ? Math.Max(chunk.From[number % ItemChunk.Size], chunk.Added[number % ItemChunk.Size]) : 0;

    private ItemChunk? ChunkOf(int number)
    {
        var place = number / ItemChunk.Size;
        return (uint)place < (uint)chunks.Length ? chunks[place] : null;
    }
}
