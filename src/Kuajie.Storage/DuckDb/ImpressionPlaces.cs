using System.Text.Json;
using Kuajie.Platform.Recommendations.Impressions;

namespace Kuajie.Storage.DuckDb;

/// <summary>
/// The places of a shown list as one text: <c>{"domains":[…],"versions":[…],"places":[[item, domain, version, slot, score, propensity], …]}</c>, domains and versions by
/// their number from 0, −1 for none, in the order shown.
/// </summary>
internal static class ImpressionPlaces
{
    /// <summary>The places of a text.</summary>
    public static IReadOnlyList<ImpressionItem> Read(string text)
    {
        using var document = JsonDocument.Parse(text);
        var names = Names(document.RootElement, "domains");
        var models = Names(document.RootElement, "versions");
        return [.. document.RootElement.GetProperty("places").EnumerateArray().Select((place, at) => Read(place, at + 1, names, models))];
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
