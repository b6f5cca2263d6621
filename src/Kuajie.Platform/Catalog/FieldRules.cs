using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Kuajie.Platform.Faults;
using Kuajie.Platform.Imports;

namespace Kuajie.Platform.Catalog;

/// <summary>Rules for ids, texts and attributes that programs send, the same for items and users. Faults are added, not thrown, so that one answer names them all.</summary>
/// <param name="faults">Takes what is wrong.</param>
internal sealed class FieldRules(ICollection<KuajieException> faults)
{
    /// <summary>Most characters of all attributes together, written as JSON.</summary>
    public const int MostAttributeCharacters = 20_000;

    /// <summary>Most attributes of one item or user.</summary>
    public const int MostAttributes = 100;

    private static readonly JsonSerializerOptions Json = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>An id without blanks around it, or null where it is absent or wrong.</summary>
    public string? Id(string? text, string where, string member)
    {
        if (IdText.Clean(text) is not { } id)
        {
            Add("missing-member", "MissingMember", $"{where}.{member}", member);
            return null;
        }
        if (id.Length > IdText.MostLength)
        {
            Add("too-long", "TooLong", $"{where}.{member}", id.Length, IdText.MostLength);
            return null;
        }
        return IsSound(id, $"{where}.{member}") ? id : null;
    }

    /// <summary>A text without blanks around it; null where it is absent or empty.</summary>
    public string? Text(string? text, string where, int most)
    {
        var trimmed = text?.Trim(IdText.Blanks.ToCharArray());
        if (string.IsNullOrEmpty(trimmed))
        {
            return null;
        }
        if (trimmed.Length > most)
        {
            Add("too-long", "TooLong", where, trimmed.Length, most);
        }
        IsSound(trimmed, where);
        return trimmed;
    }

    /// <summary>Attributes under the catalog's names in order of name, their values as they were sent.</summary>
    public JsonObject Attributes(JsonElement? attributes, string where)
    {
        var known = new SortedDictionary<string, JsonNode>(StringComparer.Ordinal);
        if (attributes is not { ValueKind: not (JsonValueKind.Null or JsonValueKind.Undefined) } sent)
        {
            return [];
        }
        if (sent.ValueKind != JsonValueKind.Object)
        {
            Add("no-object", "NoObject", where);
            return [];
        }
        if (sent.GetRawText().Length > MostAttributeCharacters || sent.GetPropertyCount() > MostAttributes)
        {
            Add("too-many-attributes", "TooManyAttributes", where, MostAttributes, MostAttributeCharacters);
            return [];
        }
        if (!IsText(sent))
        {
            Add("broken-text", "BrokenText", where);
            return [];
        }
        foreach (var member in sent.EnumerateObject().Where(member => member.Value.ValueKind != JsonValueKind.Null))
        {
            known[AttributeNames.Of(member.Name)] = Copy(member.Value);
        }
        return new JsonObject(known.Select(pair => KeyValuePair.Create(pair.Key, (JsonNode?)pair.Value)));
    }

    /// <summary>Attributes as they are stored.</summary>
    public static string Written(JsonObject attributes) => attributes.Count == 0 ? "{}" : attributes.ToJsonString(Json);

    public void Add(string code, string key, string where, params ReadOnlySpan<object?> arguments) =>
        faults.Add(CatalogTexts.Source.Fault(code, key, where, isUsage: true, arguments: arguments));

    /// <summary>What a fault repeats of what was sent.</summary>
    public static string Shown(string? text) => text is null || text.Length <= 60 ? text ?? "" : text[..60] + "…";

    private bool IsSound(string text, string where)
    {
        if (!IdText.IsBroken(text))
        {
            return true;
        }
        Add("broken-text", "BrokenText", where);
        return false;
    }

    /// <summary>Escapes in JSON can spell halves of characters and zeros, which no later reader could take.</summary>
    private static bool IsText(JsonElement value)
    {
        try
        {
            return value.ValueKind switch
            {
                JsonValueKind.Object => value.EnumerateObject().All(member => !IdText.IsBroken(member.Name) && IsText(member.Value)),
                JsonValueKind.Array => value.EnumerateArray().All(IsText),
                JsonValueKind.String => !IdText.IsBroken(value.GetString()),
                _ => true,
            };
        }
        catch (InvalidOperationException)
        {
            return false;
        }
    }

    /// <summary>The value in its own order; of a name that comes twice the last counts.</summary>
    private static JsonNode Copy(JsonElement value) =>
        value.ValueKind switch
        {
            JsonValueKind.Object => CopyObject(value),
            JsonValueKind.Array => new JsonArray([
                .. value.EnumerateArray().Select(entry => entry.ValueKind == JsonValueKind.Null ? null : Copy(entry)),
            ]),
            _ => JsonValue.Create(value)!,
        };

    private static JsonObject CopyObject(JsonElement value)
    {
        var copy = new JsonObject();
        foreach (var member in value.EnumerateObject())
        {
            copy[member.Name] = member.Value.ValueKind == JsonValueKind.Null ? null : Copy(member.Value);
        }
        return copy;
    }
}
