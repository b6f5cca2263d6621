using System.Collections.Concurrent;
using Kuajie.Platform.Catalog;
using Kuajie.Platform.Partners;

namespace Kuajie.Platform.Recommendations.Live;

/// <summary>The items of every domain as the live service sees them, kept true by whoever changes a catalog.</summary>
public sealed class LiveItems
{
    private readonly ConcurrentDictionary<string, DomainItems> domains = new(StringComparer.Ordinal);
    private readonly ICatalogStore catalog;
    private readonly IPartnerStore partners;
    private readonly TimeProvider clock;
    private readonly int mostFilters;

    /// <summary>Catalogs are read when a domain is first asked for.</summary>
    public LiveItems(ICatalogStore catalog, IPartnerStore partners, LiveOptions options, TimeProvider clock)
    {
        ArgumentNullException.ThrowIfNull(options);
        this.catalog = catalog;
        this.partners = partners;
        this.clock = clock;
        mostFilters = options.MostFilters;
    }

    /// <summary>Hears which items a catalog did not have before: domain and numbers.</summary>
    internal Action<string, IReadOnlyList<int>>? Added { get; set; }

    /// <summary>Items of all domains that were read.</summary>
    public long ItemCount => domains.Values.Sum(domain => (long)domain.Columns.ItemCount);

    /// <summary>Compiled filters of all domains.</summary>
    public long FilterCount => domains.Values.Sum(domain => (long)domain.Filters.Count);

    /// <summary>Takes in items that were added to or changed in a catalog. Call it after they are stored.</summary>
    public void Put(string domain, IReadOnlyList<Item> items)
    {
        ArgumentNullException.ThrowIfNull(items);
        var now = clock.GetUtcNow().UtcTicks;
        Put(domain, items, _ => now);
    }

    private void Put(string domain, IReadOnlyList<Item> items, Func<string, long> addedAt)
    {
        var fresh = Of(domain).Put(items, addedAt);
        if (fresh.Count > 0)
        {
            Added?.Invoke(domain, fresh);
        }
    }

    /// <summary>Takes in that items were deleted from a catalog.</summary>
    public void Remove(string domain, IReadOnlyList<string> itemIds) => Of(domain).Remove(itemIds);

    /// <summary>Reads a catalog anew, as after an import.</summary>
    public void Reload(string domain)
    {
        var stored = catalog.ItemsOf(domain);
        var items = Of(domain);
        var kept = stored.Select(item => item.ItemId).ToHashSet(StringComparer.Ordinal);
        items.Remove(items.Present().Where(id => !kept.Contains(id)).ToArray());
        Put(domain, stored, TimesOf(domain));
    }

    /// <summary>A domain's items.</summary>
    internal DomainItems Of(string domain) => domains.TryGetValue(domain, out var known) ? known : Read(domain);

    private Func<string, long> TimesOf(string domain)
    {
        var times = catalog.AddedAt(domain);
        return id => times.TryGetValue(id, out var at) ? at.UtcTicks : 0;
    }

    private DomainItems Read(string domain)
    {
        lock (domains)
        {
            if (domains.TryGetValue(domain, out var known))
            {
                return known;
            }
            var times = Task.Run(() => TimesOf(domain));
            var owner = partners.Domains().FirstOrDefault(each => string.Equals(each.Name, domain, StringComparison.Ordinal))?.PartyId;
            var items = new DomainItems(domain, owner ?? domain, mostFilters);
            var stored = catalog.ItemsOf(domain);
            items.Put(stored, times.GetAwaiter().GetResult());
            domains[domain] = items;
            return items;
        }
    }
}
