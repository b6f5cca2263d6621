namespace Kuajie.Platform.Catalog;

/// <summary>The catalogs of all domains.</summary>
public interface ICatalogStore
{
    /// <summary>All items of a domain, ordered by id (ordinal).</summary>
    IReadOnlyList<Item> ItemsOf(string domain);

    /// <summary>When items came that a domain's first import did not bring; others are left out. Changing an item does not change it.</summary>
    IReadOnlyDictionary<string, DateTimeOffset> AddedAt(string domain);

    /// <summary>The items of these ids that exist.</summary>
    IReadOnlyDictionary<string, Item> Find(string domain, IReadOnlyCollection<string> itemIds);

    /// <summary>Items whose title, description, tags or attributes contain the words, best first.</summary>
    IReadOnlyList<Item> Search(string domain, string words, int most);

    /// <summary>Adds items or replaces those of the same domain and id, all or none.</summary>
    /// <param name="items">Items, no id twice in a domain.</param>
    void Put(IReadOnlyList<Item> items);

    /// <summary>Takes items out of the catalog; what users did with them stays. Returns how many there were.</summary>
    long Remove(string domain, IReadOnlyCollection<string> itemIds);

    /// <summary>A short text that is another one whenever a domain's catalog is. O(items).</summary>
    string Stamp(string domain);
}
