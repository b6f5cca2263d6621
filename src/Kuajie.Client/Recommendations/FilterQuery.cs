namespace Kuajie.Client.Recommendations;

/// <summary>A filter as an address says it.</summary>
internal static class FilterQuery
{
    /// <summary>Names and values; a word each where there are several.</summary>
    public static IEnumerable<(string Name, object? Value)> Of(FilterRequest? filter) =>
        filter is null
            ? []
            :
            [
                .. Each("kinds", filter.Kinds),
                .. Each("tagsAny", filter.TagsAny),
                .. Each("tagsAll", filter.TagsAll),
                .. Each("tagsNone", filter.TagsNone),
                .. Each("owners", filter.Owners),
                ("priceFrom", filter.PriceFrom),
                ("priceTo", filter.PriceTo),
                ("currency", filter.Currency),
                ("includeUnavailable", filter.IncludeUnavailable),
            ];

    private static IEnumerable<(string Name, object? Value)> Each(string name, IReadOnlyList<string>? words) =>
        (words ?? []).Select(word => (name, (object?)word));
}
