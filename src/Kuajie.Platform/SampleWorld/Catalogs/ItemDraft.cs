namespace Kuajie.Platform.SampleWorld.Catalogs;

/// <summary>Text and attributes of an item before it gets its id, popularity and flaws.</summary>
internal sealed record ItemDraft(
    string IdPrefix,
    string Kind,
    string Title,
    string Description,
    IReadOnlyList<string> Tags,
    long? PriceMinorUnits,
    IReadOnlyList<KeyValuePair<string, object>> Attributes
);
