namespace Kuajie.Platform.Catalog;

/// <summary>Finds items by words and filters. It follows the catalog and is never the truth: what it finds is read from the catalog.</summary>
public interface IItemSearch
{
    /// <summary>Finds items; best first where words are asked for, else in order of id.</summary>
    ItemIdPage Find(string domain, ItemQuery query);

    /// <summary>Takes in items that were stored.</summary>
    void Put(string domain, IReadOnlyList<Item> items);

    /// <summary>Takes in that items were removed.</summary>
    void Remove(string domain, IReadOnlyCollection<string> itemIds);

    /// <summary>Reads a domain's catalog anew.</summary>
    void Reload(string domain);

    /// <summary>Items of all domains that are open now.</summary>
    long ItemCount { get; }

    /// <summary>Bytes on disk of all domains that are open now.</summary>
    long Bytes { get; }
}

/// <summary>What to find.</summary>
public sealed record ItemQuery
{
    /// <summary>Items of one page where nothing is said.</summary>
    public const int DefaultLimit = 20;

    /// <summary>Most items of one page.</summary>
    public const int MostLimit = 100;

    /// <summary>Most characters of the words.</summary>
    public const int MostCharacters = 200;

    /// <summary>Words in Chinese or English; null for everything.</summary>
    public string? Words { get; init; }

    /// <summary>Wire names of kinds, any of which will do; empty for all.</summary>
    public IReadOnlyList<string> Kinds { get; init; } = [];

    /// <summary>Tags that an item must have, all of them.</summary>
    public IReadOnlyList<string> Tags { get; init; } = [];

    /// <summary>Least price in minor units, or null.</summary>
    public long? LeastPrice { get; init; }

    /// <summary>Highest price in minor units, or null.</summary>
    public long? MostPrice { get; init; }

    /// <summary>Currency of the price, or null for any.</summary>
    public string? Currency { get; init; }

    /// <summary>The moment at which an item must be available, or null.</summary>
    public DateTimeOffset? AvailableAt { get; init; }

    /// <summary>Items of the page.</summary>
    public int Limit { get; init; } = DefaultLimit;

    /// <summary>The item that the page begins after, or null for the first page.</summary>
    public ItemPlace? After { get; init; }
}

/// <summary>A place in what was found.</summary>
/// <param name="Score">The score of the item there; 0 where no words were asked for.</param>
/// <param name="ItemId">The item.</param>
public readonly record struct ItemPlace(float Score, string ItemId);

/// <summary>A page of what was found.</summary>
/// <param name="Total">How many items fit in all.</param>
/// <param name="ItemIds">Those of this page in order.</param>
/// <param name="Last">The place of the last one where there are more, else null.</param>
public sealed record ItemIdPage(long Total, IReadOnlyList<string> ItemIds, ItemPlace? Last);
