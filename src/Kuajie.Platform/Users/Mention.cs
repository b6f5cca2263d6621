using System.Text.Json;
using System.Text.Json.Nodes;

namespace Kuajie.Platform.Users;

/// <summary>
/// Finds and removes a user id in text that was written about something else. An id is mentioned where it stands between characters that could not be part
/// of it (anything but letters of ASCII, digits and underscores), so erasing <c>u1</c> leaves <c>u10</c> alone; where in doubt it counts as mentioned.
/// </summary>
public static class Mention
{
    /// <summary>What stands in the place of an erased id.</summary>
    public const string Erased = "[erased]";

    /// <summary>Whether a text mentions the id.</summary>
    public static bool Of(string userId, string text) => IndexOf(userId, text, 0) >= 0;

    /// <summary>The text without the id.</summary>
    public static string Remove(string userId, string text)
    {
        for (var at = IndexOf(userId, text, 0); at >= 0; at = IndexOf(userId, text, at + Erased.Length))
        {
            text = string.Concat(text.AsSpan(0, at), Erased, text.AsSpan(at + userId.Length));
        }
        return text;
    }

    /// <summary>A JSON document without the id in its texts and names; numbers are figures, not ids, and stay.</summary>
    /// <returns>The document rewritten, or null where it does not mention the id.</returns>
    /// <exception cref="JsonException">The text is no JSON.</exception>
    public static string? RemoveFromJson(string userId, string json, JsonSerializerOptions? options = null)
    {
        var document = JsonNode.Parse(json);
        var isChanged = false;
        var cleaned = Clean(document, userId, ref isChanged);
        return isChanged ? cleaned?.ToJsonString(options) ?? "null" : null;
    }

    private static JsonNode? Clean(JsonNode? node, string userId, ref bool isChanged)
    {
        switch (node)
        {
            case JsonObject properties:
                var cleanedProperties = new JsonObject();
                foreach (var (name, value) in properties)
                {
                    cleanedProperties[CleanText(name, userId, ref isChanged)] = Clean(value, userId, ref isChanged);
                }
                return cleanedProperties;
            case JsonArray elements:
                var cleanedElements = new JsonArray();
                foreach (var element in elements)
                {
                    cleanedElements.Add(Clean(element, userId, ref isChanged));
                }
                return cleanedElements;
            case JsonValue text when text.TryGetValue<string>(out var value):
                return JsonValue.Create(CleanText(value, userId, ref isChanged));
            default:
                return node?.DeepClone();
        }
    }

    private static string CleanText(string text, string userId, ref bool isChanged)
    {
        if (!Of(userId, text))
        {
            return text;
        }
        isChanged = true;
        return Remove(userId, text);
    }

    private static int IndexOf(string userId, string text, int from)
    {
        ArgumentException.ThrowIfNullOrEmpty(userId);
        while (from < text.Length)
        {
            var at = text.IndexOf(userId, from, StringComparison.Ordinal);
            if (at < 0 || (IsEdge(text, at - 1) && IsEdge(text, at + userId.Length)))
            {
                return at;
            }
            from = at + 1;
        }
        return -1;
    }

    private static bool IsEdge(string text, int at) =>
        at < 0 || at >= text.Length || !(char.IsAsciiLetterOrDigit(text[at]) || text[at] == '_');
}
