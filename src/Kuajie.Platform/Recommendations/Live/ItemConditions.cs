namespace Kuajie.Platform.Recommendations.Live;

/// <summary>A filter's conditions in the numbers of one domain's words.</summary>
internal readonly struct ItemConditions
{
    private readonly int[]? kinds;
    private readonly int[]? any;
    private readonly int[]? all;
    private readonly int[]? none;
    private readonly int[]? owners;
    private readonly bool hasPrice;
    private readonly long priceFrom;
    private readonly long priceTo;
    private readonly int? currency;

    public ItemConditions(ItemFilter filter, WordNumbers words)
    {
        kinds = Numbers(filter.Kinds, words);
        any = Numbers(filter.TagsAny, words);
        all = Numbers(filter.TagsAll, words);
        none = Numbers(filter.TagsNone, words);
        owners = Numbers(filter.Owners, words);
        hasPrice = filter.PriceFrom is not null || filter.PriceTo is not null;
        priceFrom = filter.PriceFrom ?? 0;
        priceTo = filter.PriceTo ?? long.MaxValue;
        // A currency no item has is number −2: not even that of items without a price.
        currency =
            filter.Currency is null ? null
            : words.Find(filter.Currency) is >= 0 and var number ? number
            : ItemChunk.None - 1;
    }

    /// <summary>Whether an item meets them all.</summary>
    public bool Hold(ItemChunk chunk, int place)
    {
        ReadOnlySpan<int> tags = chunk.Tags[place];
        return (kinds is null || kinds.AsSpan().Contains(chunk.Kinds[place]))
            && (owners is null || owners.AsSpan().Contains(chunk.Owners[place]))
            && (currency is null || chunk.Currencies[place] == currency)
            && (!hasPrice || (chunk.Prices[place] >= priceFrom && chunk.Prices[place] <= priceTo))
            && (any is null || tags.ContainsAny(any))
            && (none is null || !tags.ContainsAny(none))
            && (all is null || HasAll(tags, all));
    }

    private static bool HasAll(ReadOnlySpan<int> tags, int[] wanted)
    {
        foreach (var tag in wanted)
        {
            if (!tags.Contains(tag))
            {
                return false;
            }
        }
        return true;
    }

    /// <summary>Null where nothing is asked for; −1 stands for a word that no item has.</summary>
    private static int[]? Numbers(IReadOnlyList<string> wanted, WordNumbers words) =>
        wanted.Count == 0 ? null : [.. wanted.Select(words.Find)];
}
