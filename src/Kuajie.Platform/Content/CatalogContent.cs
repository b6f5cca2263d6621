using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Kuajie.Algorithms.Datasets;
using Kuajie.Algorithms.Text;
using Kuajie.Platform.Catalog;

namespace Kuajie.Platform.Content;

/// <summary>Catalogs → what models know of items: titles, tags, descriptions and attributes as terms, supplied vectors beside them.</summary>
public static class CatalogContent
{
    /// <summary>Longer values than this are prose, not something two items have in common.</summary>
    private const int LongestValue = 24;

    /// <summary>The dataset with the content of its items.</summary>
    /// <param name="dataset">Interactions of the domains.</param>
    /// <param name="catalogs">The catalog of each domain, in the dataset's order; items it lacks have no content.</param>
    /// <param name="vectors">Vectors by domain, or null.</param>
    /// <param name="cancellation">Checked from item to item.</param>
    public static InteractionDataset AddTo(
        InteractionDataset dataset,
        IReadOnlyList<IReadOnlyDictionary<string, Item>> catalogs,
        IReadOnlyDictionary<string, ItemVectors>? vectors = null,
        CancellationToken cancellation = default
    )
    {
        ArgumentNullException.ThrowIfNull(dataset);
        ArgumentNullException.ThrowIfNull(catalogs);
        var builder = new TextContentBuilder();
        for (var domain = 0; domain < dataset.Domains.Count; domain++)
        {
            var index = builder.AddDomain();
            foreach (var id in dataset.Domains[domain].Items.Ids)
            {
                cancellation.ThrowIfCancellationRequested();
                builder.Add(index, catalogs[domain].TryGetValue(id, out var item) ? TextOf(item) : null);
            }
        }
        var contents = builder.Build();
        return dataset.WithContent([.. contents.Select((content, domain) => WithVectors(content, dataset.Domains[domain], vectors))]);
    }

    /// <summary>What the catalog says of an item.</summary>
    public static ItemText TextOf(Item item)
    {
        ArgumentNullException.ThrowIfNull(item);
        var (attributes, prose) = Attributes(item.AttributesJson);
        var description = string.Join('\n', prose.Prepend(item.Description ?? "").Where(text => text.Length > 0));
        return new ItemText(item.Title, description, item.Tags, attributes);
    }

    /// <summary>Adds what is known of the items to a hash; nothing where nothing is.</summary>
    public static void HashInto(IncrementalHash hash, InteractionDataset dataset)
    {
        ArgumentNullException.ThrowIfNull(hash);
        ArgumentNullException.ThrowIfNull(dataset);
        foreach (var content in dataset.Domains.Select(domain => domain.Content).OfType<ItemContent>())
        {
            foreach (var term in content.Vocabulary.Ids)
            {
                hash.AppendData(Encoding.UTF8.GetBytes(term));
                hash.AppendData([0]);
            }
            hash.AppendData(MemoryMarshal.AsBytes(content.Terms.RowOffsets.Span));
            hash.AppendData(MemoryMarshal.AsBytes(content.Terms.Columns.Span));
            hash.AppendData(MemoryMarshal.AsBytes(content.Terms.Values.Span));
            hash.AppendData(MemoryMarshal.AsBytes(content.Vectors.Span));
        }
    }

    private static ItemContent WithVectors(
        ItemContent content,
        DomainInteractions domain,
        IReadOnlyDictionary<string, ItemVectors>? vectors
    )
    {
        if (vectors?.GetValueOrDefault(domain.Domain) is not { } own)
        {
            return content;
        }
        var rows = new float[domain.Items.Count * own.Length];
        for (var item = 0; item < domain.Items.Count; item++)
        {
            own.ByItem.GetValueOrDefault(domain.Items[item])?.CopyTo(rows, item * own.Length);
        }
        return content.WithVectors(rows, own.Length);
    }

    /// <summary>Texts among the attributes: short ones by name, long ones as prose. Numbers, dates and truth values say little about taste.</summary>
    private static (List<(string Name, string Value)> Attributes, List<string> Prose) Attributes(string json)
    {
        var attributes = new List<(string, string)>();
        var prose = new List<string>();
        using var document = JsonDocument.Parse(json);
        foreach (var property in document.RootElement.EnumerateObject())
        {
            foreach (var value in TextsOf(property.Value))
            {
                if (value.Length > LongestValue)
                {
                    prose.Add(value);
                }
                else
                {
                    attributes.Add((property.Name, value));
                }
            }
        }
        return (attributes, prose);
    }

    private static IEnumerable<string> TextsOf(JsonElement value) =>
        value.ValueKind switch
        {
            JsonValueKind.String when IsWords(value.GetString()!) => [value.GetString()!],
            JsonValueKind.Array => value.EnumerateArray().SelectMany(TextsOf),
            _ => [],
        };

    /// <summary>Dates, codes and addresses are no words: words have letters and few digits.</summary>
    private static bool IsWords(string text) =>
        !text.Contains("://", StringComparison.Ordinal) && text.Count(char.IsLetter) > text.Count(char.IsDigit);
}
