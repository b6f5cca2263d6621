using Kuajie.Platform.Catalog;

namespace Kuajie.Server.Catalog;

/// <summary>The parameters of a search as they stand in the address, and their rules.</summary>
internal static class ItemSearchParameters
{
    private const int MostFilters = 20;

    /// <exception cref="Platform.Faults.KuajieException">One of them is out of its range.</exception>
    public static ItemQuery Read(
        string? words,
        string[]? kinds,
        string[]? tags,
        long? minPrice,
        long? maxPrice,
        string? currency,
        DateTimeOffset? availableAt,
        int? limit,
        string? cursor
    )
    {
        if (words?.Length > ItemQuery.MostCharacters)
        {
            throw CatalogFaults.At("q", "too-long", "TooLongWords", words.Length, ItemQuery.MostCharacters);
        }
        if (limit is < 1 or > ItemQuery.MostLimit)
        {
            throw CatalogFaults.At("limit", "limit-out-of-range", "Limit", limit, ItemQuery.MostLimit);
        }
        if (kinds?.Length > MostFilters || tags?.Length > MostFilters)
        {
            throw CatalogFaults.At("tag", "too-many-filters", "TooManyFilters", MostFilters);
        }
        var query = new ItemQuery
        {
            Words = string.IsNullOrWhiteSpace(words) ? null : words,
            Kinds = [.. (kinds ?? []).Select(Kind)],
            Tags = tags ?? [],
            LeastPrice = minPrice,
            MostPrice = maxPrice,
            Currency = string.IsNullOrEmpty(currency) ? null : PriceText.CurrencyCode(currency),
            AvailableAt = availableAt,
            Limit = limit ?? ItemQuery.DefaultLimit,
        };
        return string.IsNullOrEmpty(cursor)
            ? query
            : query with
            {
                After = ItemCursor.Read(cursor, query) ?? throw CatalogFaults.At("cursor", "bad-cursor", "BadCursor"),
            };
    }

    private static string Kind(string text) =>
        ItemKinds.All.FirstOrDefault(kind => string.Equals(kind.WireName, text, StringComparison.Ordinal))?.WireName
        ?? ItemKinds.Parse(text)
        ?? throw CatalogFaults.At(
            "kind",
            "unknown-kind",
            "UnknownKind",
            text.Length <= 60 ? text : text[..60] + "…",
            string.Join(", ", ItemKinds.All.Select(kind => kind.WireName))
        );
}
