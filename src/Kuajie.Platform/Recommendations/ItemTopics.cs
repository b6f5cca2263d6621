using Kuajie.Algorithms.Datasets;
using Kuajie.Algorithms.Ranking.Diversity;
using Kuajie.Platform.Catalog;
using Kuajie.Platform.Workspaces;

namespace Kuajie.Platform.Recommendations;

/// <summary>What items are about, as the catalog says: their tags, or their kind where they have none. The same word means the same in every domain.</summary>
public static class ItemTopics
{
    /// <summary>The words of one item; none for an item that the catalog does not know.</summary>
    public static IReadOnlyList<string> Of(Item? item) =>
        item is null ? []
        : item.Tags.Count > 0 ? item.Tags
        : [item.Kind];

    /// <summary>The categories of some items, in their order.</summary>
    public static ItemCategories Categories(IEnumerable<Item?> items)
    {
        ArgumentNullException.ThrowIfNull(items);
        var numbers = new Dictionary<string, int>(StringComparer.OrdinalIgnoreCase);
        int[][] categories = [.. items.Select(item => Of(item).Select(NumberOf).ToArray())];
        return new ItemCategories(categories, numbers.Count);

        int NumberOf(string word)
        {
            var next = numbers.Count;
            return numbers.TryAdd(word, next) ? next : numbers[word];
        }
    }

    /// <summary>The categories of all items of a domain, in index order; null where the catalog knows none of them.</summary>
    public static ItemCategories? OfDomain(ICatalogStore catalog, string domain, IdMap items)
    {
        ArgumentNullException.ThrowIfNull(catalog);
        ArgumentNullException.ThrowIfNull(items);
        var known = catalog.ItemsOf(domain).ToDictionary(item => item.ItemId, StringComparer.Ordinal);
        return items.Ids.Any(known.ContainsKey) ? Categories(items.Ids.Select(id => known.GetValueOrDefault(id))) : null;
    }
}
