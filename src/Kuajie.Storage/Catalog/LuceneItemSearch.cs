using System.Collections.Concurrent;
using Kuajie.Platform.Catalog;
using Lucene.Net.Index;

namespace Kuajie.Storage.Catalog;

/// <summary>
/// Searches catalogs with Lucene.NET, one index per domain in a folder of the workspace. An index is opened when its domain is first asked for, and made anew from the
/// catalog where it is absent, damaged or does not carry the catalog's stamp, as after a crash or an import by another process.
/// </summary>
public sealed class LuceneItemSearch : IItemSearch, IDisposable
{
    private readonly ConcurrentDictionary<string, ItemIndex> open = new(StringComparer.Ordinal);
    private readonly Lock changing = new();
    private readonly string folder;
    private readonly ICatalogStore catalog;
    private readonly double megabytes;
    private bool isDisposed;

    /// <summary>Opens nothing yet.</summary>
    /// <param name="folder">Where indexes lie.</param>
    /// <param name="catalog">What they follow.</param>
    /// <param name="megabytes">Memory per domain for changes that are not on the disk yet.</param>
    public LuceneItemSearch(string folder, ICatalogStore catalog, double megabytes)
    {
        (this.folder, this.catalog, this.megabytes) = (folder, catalog, megabytes);
    }

    /// <inheritdoc/>
    public long ItemCount => open.Values.Sum(index => (long)index.ItemCount);

    /// <inheritdoc/>
    public long Bytes => open.Values.Sum(index => index.Bytes);

    /// <summary>How often an index was made anew from its catalog.</summary>
    public int Fillings { get; private set; }

    /// <inheritdoc/>
    public ItemIdPage Find(string domain, ItemQuery query) => Of(domain).Find(query);

    /// <inheritdoc/>
    public void Put(string domain, IReadOnlyList<Item> items)
    {
        lock (changing)
        {
            Known(domain)?.Put(items);
        }
    }

    /// <inheritdoc/>
    public void Remove(string domain, IReadOnlyCollection<string> itemIds)
    {
        lock (changing)
        {
            Known(domain)?.Remove(itemIds);
        }
    }

    /// <inheritdoc/>
    public void Reload(string domain)
    {
        lock (changing)
        {
            if (Known(domain) is { } index)
            {
                Fill(index, domain);
            }
        }
    }

    /// <summary>Saves every open index with its catalog's stamp.</summary>
    public void Dispose()
    {
        lock (changing)
        {
            isDisposed = true;
            foreach (var (domain, index) in open)
            {
                index.Save(catalog.Stamp(domain));
                index.Dispose();
            }
            open.Clear();
        }
    }

    /// <summary>An index that nobody asked for yet is read from the catalog when somebody does, so it need not follow.</summary>
    private ItemIndex? Known(string domain) => open.GetValueOrDefault(domain);

    private ItemIndex Of(string domain)
    {
        if (open.TryGetValue(domain, out var known))
        {
            return known;
        }
        lock (changing)
        {
            ObjectDisposedException.ThrowIf(isDisposed, this);
            if (!open.TryGetValue(domain, out known))
            {
                known = Open(domain);
                open[domain] = known;
            }
            return known;
        }
    }

    private ItemIndex Open(string domain)
    {
        var path = Path.Combine(folder, domain);
        ItemIndex? index = null;
        try
        {
            index = new ItemIndex(path, megabytes);
            if (index.Stamp != catalog.Stamp(domain))
            {
                Fill(index, domain);
            }
            return index;
        }
        catch (Exception damage)
            when (damage is CorruptIndexException or EndOfStreamException or IndexFormatTooNewException or FileNotFoundException)
        {
            index?.Dispose();
            Directory.Delete(path, recursive: true);
            var fresh = new ItemIndex(path, megabytes);
            Fill(fresh, domain);
            return fresh;
        }
    }

    private void Fill(ItemIndex index, string domain)
    {
        Fillings++;
        var stamp = catalog.Stamp(domain);
        index.Fill(catalog.ItemsOf(domain), stamp);
    }
}
