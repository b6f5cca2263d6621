using System.Runtime.CompilerServices;
using Kuajie.Client.Calls;

namespace Kuajie.Client.Catalog;

/// <summary>The items of a domain.</summary>
public sealed class ItemsClient
{
    private readonly KuajieCalls calls;

    internal ItemsClient(KuajieCalls calls) => this.calls = calls;

    /// <summary>Adds items or replaces those of the same id, all or none.</summary>
    public Task<ItemsResponse> PutAsync(string domain, IReadOnlyList<ItemRequest> items, CancellationToken cancellation = default) =>
        calls.PutAsync(
            Paths.Of("domains", domain, "items"),
            new ItemsRequest(items),
            CatalogJson.Default.ItemsRequest,
            CatalogJson.Default.ItemsResponse,
            cancellation
        );

    /// <summary>One item.</summary>
    public Task<ItemResponse> GetAsync(string domain, string item, CancellationToken cancellation = default) =>
        calls.GetAsync(Paths.Of("domains", domain, "items", item), CatalogJson.Default.ItemResponse, cancellation);

    /// <summary>A page of the items that fit.</summary>
    public Task<ItemPageResponse> FindAsync(string domain, ItemQuery? query = null, CancellationToken cancellation = default)
    {
        var asked = query ?? new ItemQuery();
        (string, object?)[] parts =
        [
            ("q", asked.Words),
            .. (asked.Kinds ?? []).Select(kind => ("kind", (object?)kind)),
            .. (asked.Tags ?? []).Select(tag => ("tag", (object?)tag)),
            ("minPrice", asked.MinPrice),
            ("maxPrice", asked.MaxPrice),
            ("currency", asked.Currency),
            ("available", asked.IsAvailable ? true : null),
            ("limit", asked.Limit),
            ("cursor", asked.Cursor),
        ];
        return calls.GetAsync(Paths.With(Paths.Of("domains", domain, "items"), parts), CatalogJson.Default.ItemPageResponse, cancellation);
    }

    /// <summary>All items that fit, page by page.</summary>
    public async IAsyncEnumerable<ItemResponse> FindAllAsync(
        string domain,
        ItemQuery? query = null,
        [EnumeratorCancellation] CancellationToken cancellation = default
    )
    {
        for (var asked = query ?? new ItemQuery(); ; )
        {
            var page = await FindAsync(domain, asked, cancellation).ConfigureAwait(false);
            foreach (var item in page.Items)
            {
                yield return item;
            }
            if (page.Cursor is null)
            {
                yield break;
            }
            asked = asked with { Cursor = page.Cursor };
        }
    }

    /// <summary>Who did something with an item, in counts.</summary>
    /// <param name="domain">The item's domain.</param>
    /// <param name="item">The item.</param>
    /// <param name="period"><c>day</c>, <c>week</c> or <c>month</c>; the week where left out.</param>
    /// <param name="cancellation">Ends the waiting.</param>
    public Task<AudienceResponse> AudienceAsync(
        string domain,
        string item,
        string? period = null,
        CancellationToken cancellation = default
    ) =>
        calls.GetAsync(
            Paths.With(Paths.Of("domains", domain, "items", item, "audience"), ("period", period)),
            CatalogJson.Default.AudienceResponse,
            cancellation
        );

    /// <summary>Removes an item from the catalog. What users did with it stays.</summary>
    public Task RemoveAsync(string domain, string item, CancellationToken cancellation = default) =>
        calls.DeleteAsync(Paths.Of("domains", domain, "items", item), cancellation);
}
