using System.Text.Json;

namespace Kuajie.Client.Catalog;

/// <summary>Items to add to a catalog or to replace.</summary>
/// <param name="Items">The items, no id twice.</param>
public sealed record ItemsRequest(IReadOnlyList<ItemRequest?> Items);

/// <summary>An item: what may be recommended. It replaces what was stored under its id whole.</summary>
/// <param name="Item">The domain's own id.</param>
/// <param name="Kind">
/// <c>course</c>, <c>book</c>, <c>audio</c>, <c>column</c>, <c>event</c>, <c>star</c>, <c>product</c>, <c>stream</c>, <c>streamer</c>, <c>cultureItem</c>,
/// <c>financialProduct</c>, or another word for one of them; the domain's usual kind where left out.
/// </param>
/// <param name="Title">Title as people read it.</param>
/// <param name="Description">Longer text.</param>
/// <param name="Tags">Tags.</param>
/// <param name="PriceMinorUnits">Price in minor units: 19900 for 199.00 yuan.</param>
/// <param name="Currency">ISO 4217 code of the price; CNY where left out.</param>
/// <param name="ImageUrl">Address of a picture.</param>
/// <param name="AvailableFrom">First moment it may be recommended; always where left out.</param>
/// <param name="AvailableUntil">First moment it may no longer be recommended; for ever where left out.</param>
/// <param name="Attributes">What else there is to say, by name: lecturer, venue, brand, riskLevel and the like.</param>
public sealed record ItemRequest(
    string? Item = null,
    string? Kind = null,
    string? Title = null,
    string? Description = null,
    IReadOnlyList<string?>? Tags = null,
    long? PriceMinorUnits = null,
    string? Currency = null,
    string? ImageUrl = null,
    DateTimeOffset? AvailableFrom = null,
    DateTimeOffset? AvailableUntil = null,
    JsonElement? Attributes = null
);

/// <summary>What the upsert did; a retry finds everything unchanged.</summary>
/// <param name="Added">Items that the catalog did not have.</param>
/// <param name="Changed">Items that were different.</param>
/// <param name="Unchanged">Items that were stored already as they were sent.</param>
public sealed record ItemsResponse(int Added, int Changed, int Unchanged);

/// <summary>An item of a catalog.</summary>
/// <param name="Domain">The owning domain.</param>
/// <param name="Item">The domain's own id.</param>
/// <param name="Kind">The kind.</param>
/// <param name="Title">Title.</param>
/// <param name="Description">Longer text.</param>
/// <param name="Tags">Tags.</param>
/// <param name="PriceMinorUnits">Price in minor units.</param>
/// <param name="Currency">ISO 4217 code.</param>
/// <param name="ImageUrl">Address of a picture.</param>
/// <param name="AvailableFrom">First moment it may be recommended.</param>
/// <param name="AvailableUntil">First moment it may no longer be recommended.</param>
/// <param name="Attributes">What else there is to say, by name.</param>
public sealed record ItemResponse(
    string Domain,
    string Item,
    string Kind,
    string? Title,
    string? Description,
    IReadOnlyList<string> Tags,
    long? PriceMinorUnits,
    string? Currency,
    string? ImageUrl,
    DateTimeOffset? AvailableFrom,
    DateTimeOffset? AvailableUntil,
    JsonElement Attributes
);

/// <summary>A page of what was found.</summary>
/// <param name="Total">How many items fit in all.</param>
/// <param name="Items">Those of this page: best first where words were asked for, else in order of id.</param>
/// <param name="Cursor">Where the next page begins; absent on the last one.</param>
public sealed record ItemPageResponse(long Total, IReadOnlyList<ItemResponse> Items, string? Cursor = null);
