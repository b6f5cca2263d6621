namespace Kuajie.Platform.Catalog;

/// <summary>What is recommended: a course, book, event, star, product, stream, culture item, financial product.</summary>
/// <param name="Domain">The owning domain.</param>
/// <param name="ItemId">The domain's opaque id.</param>
/// <param name="Kind">The kind's wire name, see <see cref="ItemKinds"/>.</param>
/// <param name="Title">Title as people read it, or null where the export has none.</param>
/// <param name="Description">Longer text, or null.</param>
/// <param name="Tags">Tags, empty where there are none.</param>
/// <param name="PriceMinorUnits">Price in minor units of <paramref name="Currency"/>, or null.</param>
/// <param name="Currency">ISO 4217 code, or null.</param>
/// <param name="ImageUrl">Address of a picture, or null.</param>
/// <param name="AvailableFrom">First moment it may be recommended, or null for always.</param>
/// <param name="AvailableUntil">First moment it may no longer be recommended, or null for ever.</param>
/// <param name="AttributesJson">Kind-specific attributes as a JSON object with typed values; <c>{}</c> where there are none.</param>
public sealed record Item(
    string Domain,
    string ItemId,
    string Kind,
    string? Title,
    string? Description,
    IReadOnlyList<string> Tags,
    long? PriceMinorUnits,
    string? Currency,
    string? ImageUrl,
    DateTimeOffset? AvailableFrom,
    DateTimeOffset? AvailableUntil,
    string AttributesJson
)
{
    /// <summary>Whether it may be recommended at a moment.</summary>
    public bool IsAvailableAt(DateTimeOffset moment) =>
        (AvailableFrom is null || AvailableFrom <= moment) && (AvailableUntil is null || moment < AvailableUntil);
}
