using System.Text;
using System.Text.Json;
using Kuajie.Platform.Catalog;
using Lucene.Net.Documents;
using Lucene.Net.Util;

namespace Kuajie.Storage.Catalog;

/// <summary>What the index holds of an item. Texts are indexed, not kept.</summary>
internal static class ItemDocuments
{
    public const string Id = "id";
    public const string Title = "title";
    public const string Tags = "tags";
    public const string Attributes = "attributes";
    public const string Description = "description";
    public const string Kind = "kind";
    public const string Tag = "tag";
    public const string Price = "price";
    public const string Currency = "currency";
    public const string From = "from";
    public const string Until = "until";

    public static Document Of(Item item)
    {
        var document = new Document
        {
            new StringField(Id, item.ItemId, Field.Store.YES),
            new SortedDocValuesField(Id, new BytesRef(item.ItemId)),
            new StringField(Kind, item.Kind, Field.Store.NO),
            new Int64Field(From, item.AvailableFrom?.UtcTicks ?? 0, Field.Store.NO),
            new Int64Field(Until, item.AvailableUntil?.UtcTicks ?? long.MaxValue, Field.Store.NO),
        };
        foreach (var tag in item.Tags)
        {
            document.Add(new StringField(Tag, Folded(tag), Field.Store.NO));
            document.Add(new TextField(Tags, tag, Field.Store.NO));
        }
        if (item.PriceMinorUnits is { } price)
        {
            document.Add(new Int64Field(Price, price, Field.Store.NO));
        }
        if (item.Currency is { } currency)
        {
            document.Add(new StringField(Currency, currency, Field.Store.NO));
        }
        Add(document, Title, item.Title);
        Add(document, Description, item.Description);
        Add(document, Attributes, Words(item.AttributesJson));
        return document;
    }

    /// <summary>Tags are compared without regard to case.</summary>
    public static string Folded(string tag) => tag.Trim().ToLowerInvariant();

    private static void Add(Document document, string field, string? text)
    {
        if (!string.IsNullOrEmpty(text))
        {
            document.Add(new TextField(field, text, Field.Store.NO));
        }
    }

    private static string Words(string attributesJson)
    {
        if (attributesJson is "{}")
        {
            return "";
        }
        var words = new StringBuilder();
        using var attributes = JsonDocument.Parse(attributesJson);
        Collect(attributes.RootElement, words);
        return words.ToString();
    }

    private static void Collect(JsonElement value, StringBuilder words)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.Object:
                foreach (var member in value.EnumerateObject())
                {
                    Collect(member.Value, words);
                }
                break;
            case JsonValueKind.Array:
                foreach (var entry in value.EnumerateArray())
                {
                    Collect(entry, words);
                }
                break;
            case JsonValueKind.String or JsonValueKind.Number:
                words.AppendLine(value.ToString());
                break;
            default:
                break;
        }
    }
}
