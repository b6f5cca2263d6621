namespace Kuajie.Client.Catalog;

/// <summary>Which items to find. What is left out holds for all.</summary>
/// <param name="Words">Words in Chinese or English, or an item's id.</param>
/// <param name="Kinds">Kinds, any of which will do.</param>
/// <param name="Tags">Tags, all of which the item must have.</param>
/// <param name="MinPrice">Least price in minor units.</param>
/// <param name="MaxPrice">Highest price in minor units.</param>
/// <param name="Currency">Currency of the price.</param>
/// <param name="IsAvailable">Whether only items that may be recommended now are found.</param>
/// <param name="Limit">Items of a page, 1 to 100; 20 where left out.</param>
/// <param name="Cursor">The cursor of the page before.</param>
public sealed record ItemQuery(
    string? Words = null,
    IReadOnlyList<string>? Kinds = null,
    IReadOnlyList<string>? Tags = null,
    long? MinPrice = null,
    long? MaxPrice = null,
    string? Currency = null,
    bool IsAvailable = false,
    int? Limit = null,
    string? Cursor = null
);
