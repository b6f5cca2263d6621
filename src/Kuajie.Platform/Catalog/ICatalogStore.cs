namespace Kuajie.Platform.Catalog;

/// <summary>The catalogs of all domains.</summary>
public interface ICatalogStore
{
    /// <summary>All items of a domain, ordered by id (ordinal).</summary>
    IReadOnlyList<Item> ItemsOf(string domain);

    /// <summary>The items of these ids that exist.</summary>
    IReadOnlyDictionary<string, Item> Find(string domain, IReadOnlyCollection<string> itemIds);

    /// <summary>Items whose title, description, tags or attributes contain the words, best first.</summary>
    IReadOnlyList<Item> Search(string domain, string words, int most);
}
