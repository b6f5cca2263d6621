using System.Buffers;
using System.Text;
using System.Text.Json;
using Kuajie.Platform.Recommendations.Impressions;

namespace Kuajie.Storage.DuckDb;

/// <summary>
/// The places of a shown list as one text, since a row per place costs the store ten times as much as the list itself:
/// <c>{"domains":[…],"versions":[…],"places":[[item, domain, version, slot, score, propensity], …]}</c>, domains and versions by their number from 0, −1 for none, in the
/// order shown. Writes for one thread.
/// </summary>
internal sealed class ImpressionPlaces : IDisposable
{
    private readonly ArrayBufferWriter<byte> buffer = new(2048);
    private readonly Utf8JsonWriter json;
    private readonly List<string> domains = [];
    private readonly List<string> versions = [];

    public ImpressionPlaces() => json = new Utf8JsonWriter(buffer, new JsonWriterOptions { SkipValidation = true });

    /// <summary>The text of some places; their positions are 1, 2, ….</summary>
    public string Write(IReadOnlyList<ImpressionItem> items)
    {
        buffer.Clear();
        json.Reset(buffer);
        domains.Clear();
        versions.Clear();
        json.WriteStartObject();
        json.WriteStartArray("places");
        for (var place = 0; place < items.Count; place++)
        {
            Write(items[place]);
        }
        json.WriteEndArray();
        WriteNames("domains", domains);
        WriteNames("versions", versions);
        json.WriteEndObject();
        json.Flush();
        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    public void Dispose() => json.Dispose();

    /// <summary>The places of a text.</summary>
    public static IReadOnlyList<ImpressionItem> Read(string text)
    {
        using var document = JsonDocument.Parse(text);
        var names = Names(document.RootElement, "domains");
        var models = Names(document.RootElement, "versions");
        return [.. document.RootElement.GetProperty("places").EnumerateArray().Select((place, at) => Read(place, at + 1, names, models))];
    }

    private void Write(ImpressionItem item)
    {
        json.WriteStartArray();
        json.WriteStringValue(item.ItemId);
        json.WriteNumberValue(NumberOf(item.Domain, domains));
        json.WriteNumberValue(item.ModelVersion is null ? -1 : NumberOf(item.ModelVersion, versions));
        json.WriteStringValue(item.Slot);
        json.WriteNumberValue(item.Score);
        if (item.Propensity is { } propensity)
        {
            json.WriteNumberValue(propensity);
        }
        else
        {
            json.WriteNullValue();
        }
        json.WriteEndArray();
    }

    private void WriteNames(string property, List<string> names)
    {
        json.WriteStartArray(property);
        names.ForEach(json.WriteStringValue);
        json.WriteEndArray();
    }

    private static int NumberOf(string name, List<string> names)
    {
        var known = names.IndexOf(name);
        if (known < 0)
        {
            names.Add(name);
            known = names.Count - 1;
        }
        return known;
    }

    private static string[] Names(JsonElement root, string property) =>
        [.. root.GetProperty(property).EnumerateArray().Select(name => name.GetString()!)];

    private static ImpressionItem Read(JsonElement place, int position, string[] domains, string[] versions) =>
        new(
            domains[place[1].GetInt32()],
            place[0].GetString()!,
            position,
            place[2].GetInt32() is >= 0 and var version ? versions[version] : null,
            place[3].GetString(),
            place[4].GetDouble(),
            place[5].ValueKind == JsonValueKind.Null ? null : place[5].GetDouble()
        );
}
