using System.Text.Json;
using Kuajie.Marketing.Audience;
using Kuajie.Platform.Catalog;
using Kuajie.Platform.Interactions;

namespace Kuajie.Platform.Audience;

/// <summary>Interactions as profiles count them: weighed by kind, with what the catalog says of the item.</summary>
internal static class AudienceEvents
{
    private const string Category = "category";

    /// <summary>
    /// The event; null for one that has no time or counts nothing. Enrolled, bought and completed items are taken; a purchase paid the item's price in the catalog. Of an item that the
    /// catalog does not know, only time and weight count.
    /// </summary>
    public static AudienceEvent? Of(InteractionKind kind, double? value, DateTimeOffset? at, string itemId, Item? item)
    {
        var weight = KindWeights.Default.WeightOf(kind, value);
        if (at is not { } moment || !(weight > 0))
        {
            return null;
        }
        var paid = kind == InteractionKind.Purchase && item is { PriceMinorUnits: >= 0, Currency.Length: 3 } ? item.PriceMinorUnits : null;
        return new AudienceEvent(itemId, moment, weight)
        {
            Tags = item?.Tags ?? [],
            Format = item?.Kind,
            Category = item is null ? null : CategoryOf(item),
            IsTaken = kind is InteractionKind.Enrol or InteractionKind.Purchase or InteractionKind.Complete,
            PaidMinorUnits = paid,
            Currency = paid is null ? null : item!.Currency,
        };
    }

    private static string? CategoryOf(Item item)
    {
        if (!item.AttributesJson.Contains(Category, StringComparison.Ordinal))
        {
            return null;
        }
        using var attributes = JsonDocument.Parse(item.AttributesJson);
        return attributes.RootElement.TryGetProperty(Category, out var category) && category.ValueKind == JsonValueKind.String
            ? category.GetString()
            : null;
    }
}
