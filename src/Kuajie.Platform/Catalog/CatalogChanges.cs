using Kuajie.Platform.Workspaces;

namespace Kuajie.Platform.Catalog;

/// <summary>
/// Changes to catalogs while the service runs: first the store, then the search, then whoever holds items in memory, so that whoever was answered finds the change
/// everywhere. One change of a domain at a time. Safe to call from many threads.
/// </summary>
public sealed class CatalogChanges(ICatalogStore catalog, IItemSearch search, IReadOnlyList<IWorkspaceListener> listeners, DomainGate gate)
{
    /// <summary>Adds items or replaces those of the same id, all or none. What is stored already as it was sent is not written again.</summary>
    /// <param name="domain">The owning domain.</param>
    /// <param name="items">Checked items, no id twice.</param>
    /// <exception cref="Faults.KuajieException">An import of the domain is under way.</exception>
    public ItemChanges Put(string domain, IReadOnlyList<Item> items)
    {
        ArgumentNullException.ThrowIfNull(items);
        using var turn = gate.Enter(domain);
        var stored = catalog.Find(domain, [.. items.Select(item => item.ItemId)]);
        var changed = items.Where(item => !stored.TryGetValue(item.ItemId, out var known) || !IsSame(item, known)).ToArray();
        if (changed.Length > 0)
        {
            catalog.Put(changed);
            search.Put(domain, changed);
            foreach (var listener in listeners)
            {
                listener.ItemsPut(domain, changed);
            }
        }
        var added = changed.Count(item => !stored.ContainsKey(item.ItemId));
        return new ItemChanges(added, changed.Length - added, items.Count - changed.Length);
    }

    /// <summary>Removes an item. Returns whether there was one.</summary>
    /// <exception cref="Faults.KuajieException">An import of the domain is under way.</exception>
    public bool Remove(string domain, string itemId)
    {
        using var turn = gate.Enter(domain);
        if (catalog.Remove(domain, [itemId]) == 0)
        {
            return false;
        }
        search.Remove(domain, [itemId]);
        foreach (var listener in listeners)
        {
            listener.ItemsRemoved(domain, [itemId]);
        }
        return true;
    }

    /// <summary>Finds items and reads them from the store; what was removed meanwhile is left out.</summary>
    public ItemPage Find(string domain, ItemQuery query)
    {
        var found = search.Find(domain, query);
        var stored = catalog.Find(domain, found.ItemIds);
        return new ItemPage(found.Total, [.. found.ItemIds.Where(stored.ContainsKey).Select(id => stored[id])], found.Last);
    }

    private static bool IsSame(Item item, Item known) =>
        item with { Tags = known.Tags } == known && item.Tags.SequenceEqual(known.Tags, StringComparer.Ordinal);
}

/// <summary>What a bulk upsert did.</summary>
/// <param name="Added">Items that the catalog did not have.</param>
/// <param name="Changed">Items that were different.</param>
/// <param name="Unchanged">Items that were stored already as they were sent.</param>
public readonly record struct ItemChanges(int Added, int Changed, int Unchanged);

/// <summary>A page of items.</summary>
/// <param name="Total">How many fit in all.</param>
/// <param name="Items">Those of this page in order.</param>
/// <param name="Last">The place of the last one where there are more, else null.</param>
public sealed record ItemPage(long Total, IReadOnlyList<Item> Items, ItemPlace? Last);
