using System.Text.Json;

namespace Kuajie.Platform.Catalog;

/// <summary>An item as it was sent: nothing checked.</summary>
public sealed record ItemFields
{
    public string? ItemId { get; init; }

    public string? Kind { get; init; }

    public string? Title { get; init; }

    public string? Description { get; init; }

    public IReadOnlyList<string?>? Tags { get; init; }

    public long? PriceMinorUnits { get; init; }

    public string? Currency { get; init; }

    public string? ImageUrl { get; init; }

    public DateTimeOffset? AvailableFrom { get; init; }

    public DateTimeOffset? AvailableUntil { get; init; }

    public JsonElement? Attributes { get; init; }
}
