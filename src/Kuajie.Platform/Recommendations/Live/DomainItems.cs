using System.Text.Json;
using Kuajie.Platform.Catalog;

namespace Kuajie.Platform.Recommendations.Live;

/// <summary>The items of one domain: their numbers, the catalog in columns, and compiled filters. Changes make a new snapshot; readers keep theirs.</summary>
internal sealed class DomainItems
{
    /// <summary>The attribute that names an item's owner where it is another than the domain's.</summary>
    public const string OwnerAttribute = "owner";

    private readonly Lock changing = new();
    private readonly string domainOwner;
    private ItemColumns columns = new([]);

    /// <summary>A domain without items yet.</summary>
    /// <param name="domain">Its name.</param>
    /// <param name="owner">The party that owns what names no owner.</param>
    /// <param name="mostFilters">Compiled filters held.</param>
    public DomainItems(string domain, string owner, int mostFilters)
    {
        Domain = domain;
        domainOwner = owner;
        Filters = new FilterMasks(this, mostFilters);
        Content = new ContentNeighbors(this);
    }

    public string Domain { get; }

    public ItemIds Ids { get; } = new();

    public WordNumbers Words { get; } = new();

    public FilterMasks Filters { get; }

    public ContentNeighbors Content { get; }

    /// <summary>The catalog as it is now.</summary>
    public ItemColumns Columns => Volatile.Read(ref columns);

    /// <summary>Adds items or replaces them.</summary>
    /// <param name="items">Items of this domain.</param>
    /// <param name="addedAt">When those that are new were added, in ticks; 0 where that is not known.</param>
    /// <returns>Numbers of items the catalog did not have.</returns>
    public IReadOnlyList<int> Put(IEnumerable<Item> items, long addedAt) => Put(items, _ => addedAt);

    /// <summary>Adds items or replaces them.</summary>
    /// <param name="items">Items of this domain.</param>
    /// <param name="addedAt">When an item was added, by its id, in ticks; 0 where that is not known.</param>
    /// <returns>Numbers of items the catalog did not have.</returns>
    public IReadOnlyList<int> Put(IEnumerable<Item> items, Func<string, long> addedAt)
    {
        lock (changing)
        {
            var fresh = new List<int>();
            var change = new ChunkChange(Columns);
            foreach (var item in items)
            {
                var number = Ids.Give(item.ItemId);
                if (number < 0)
                {
                    continue;
                }
                if (!Columns.Has(number))
                {
                    fresh.Add(number);
                }
                Write(change.Chunk(number / ItemChunk.Size), number % ItemChunk.Size, item, addedAt(item.ItemId));
            }
            Volatile.Write(ref columns, change.ToColumns());
            return fresh;
        }
    }

    /// <summary>Takes items out of the catalog. Their numbers stay theirs.</summary>
    public void Remove(IEnumerable<string> itemIds)
    {
        lock (changing)
        {
            var change = new ChunkChange(Columns);
            foreach (var number in itemIds.Select(Ids.Find).Where(Columns.Has))
            {
                change.Chunk(number / ItemChunk.Size).Present[number % ItemChunk.Size / 64] &= ~(1UL << (number & 63));
            }
            Volatile.Write(ref columns, change.ToColumns());
        }
    }

    /// <summary>Ids of everything the catalog has.</summary>
    public IEnumerable<string> Present()
    {
        var now = Columns;
        return Enumerable.Range(0, now.Chunks.Length * ItemChunk.Size).Where(now.Has).Select(number => Ids[number]);
    }

    /// <summary>The item as far as the columns tell: without description and attributes.</summary>
    public Item? ItemOf(int number)
    {
        var now = Columns;
        return number < 0 || !now.Has(number)
            ? null
            : new Item(
                Domain,
                Ids[number],
                Words[now.KindOf(number)],
                now.TitleOf(number),
                null,
                [.. now.TagsOf(number).ToArray().Select(tag => Words[tag])],
                null,
                null,
                null,
                null,
                null,
                "{}"
            );
    }

    private void Write(ItemChunk chunk, int place, Item item, long addedAt)
    {
        var word = place / 64;
        var isNew = ((chunk.Present[word] >> (place & 63)) & 1) == 0;
        chunk.Present[word] |= 1UL << (place & 63);
        chunk.Titles[place] = item.Title;
        chunk.Kinds[place] = Words.Give(item.Kind);
        chunk.Tags[place] = item.Tags.Count == 0 ? null : [.. item.Tags.Select(Words.Give).Distinct()];
        chunk.Prices[place] = item.PriceMinorUnits ?? ItemChunk.None;
        chunk.Currencies[place] = item.Currency is null ? ItemChunk.None : Words.Give(item.Currency);
        chunk.Owners[place] = Words.Give(OwnerOf(item));
        chunk.From[place] = item.AvailableFrom?.UtcTicks ?? 0;
        chunk.Until[place] = item.AvailableUntil?.UtcTicks ?? long.MaxValue;
        chunk.Added[place] = isNew ? addedAt : chunk.Added[place];
    }

    private string OwnerOf(Item item)
    {
        if (!item.AttributesJson.Contains(OwnerAttribute, StringComparison.Ordinal))
        {
            return domainOwner;
        }
        using var attributes = JsonDocument.Parse(item.AttributesJson);
        return attributes.RootElement.TryGetProperty(OwnerAttribute, out var owner) && owner.ValueKind == JsonValueKind.String
            ? owner.GetString()!
            : domainOwner;
    }

    /// <summary>Copies the chunks that are written to, each once.</summary>
    private sealed class ChunkChange(ItemColumns former)
    {
        private readonly HashSet<int> copied = [];
        private ItemChunk?[] chunks = former.Chunks.ToArray();

        public ItemChunk Chunk(int place)
        {
            if (place >= chunks.Length)
            {
                Array.Resize(ref chunks, place + 1);
            }
            if (copied.Add(place))
            {
                chunks[place] = chunks[place]?.Copy() ?? new ItemChunk();
            }
            return chunks[place]!;
        }

        public ItemColumns ToColumns() => new(chunks);
    }
}
