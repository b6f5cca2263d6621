using System.Text.Json;
using System.Text.Json.Nodes;

namespace Kuajie.Server.Tests.Api;

/// <summary>Bodies that follow the document's schemas in part and break them in part, from a seeded source.</summary>
internal sealed class FuzzedBody(JsonElement document, Random random)
{
    private const int Deepest = 6;
    private static readonly string[] Texts =
    [
        "",
        " ",
        "x",
        "knowledge",
        "sports",
        "../../etc/passwd",
        "'; DROP TABLE items; --",
        "<script>alert(1)</script>",
        "马拉松训练营",
        "\u0000\u0001",
        "\ud83d\ude80 e\u0301",
        "null",
        "2026-13-45T99:99:99Z",
        "9999999999999999999999",
        "%00%2e%2e%2f",
        "{\"a\":1}",
    ];

    /// <summary>A body for a schema.</summary>
    public JsonNode? Of(JsonElement schema, int depth = 0)
    {
        // One value in eight has nothing to do with the schema.
        if (depth > Deepest || random.Next(8) == 0)
        {
            return Anything(depth);
        }
        var resolved = Resolve(schema);
        return TypeOf(resolved) switch
        {
            "object" => AnObject(resolved, depth),
            "array" => AnArray(resolved, depth),
            "integer" => JsonValue.Create((long)(random.NextDouble() * Math.Pow(10, random.Next(1, 19))) * (random.Next(4) == 0 ? -1 : 1)),
            "number" => JsonValue.Create((random.NextDouble() - 0.5) * Math.Pow(10, random.Next(-5, 300))),
            "boolean" => JsonValue.Create(random.Next(2) == 0),
            _ => AText(resolved),
        };
    }

    /// <summary>A text for a place in an address.</summary>
    public string PathPart() =>
        random.Next(4) == 0 ? new string('x', random.Next(1, 3000)) : Texts[random.Next(Texts.Length)] + random.Next(100);

    private JsonElement Resolve(JsonElement schema)
    {
        while (schema.TryGetProperty("$ref", out var reference))
        {
            schema = document.GetProperty("components").GetProperty("schemas").GetProperty(reference.GetString()!.Split('/')[^1]);
        }
        foreach (var choice in (string[])["oneOf", "anyOf"])
        {
            if (schema.TryGetProperty(choice, out var options))
            {
                return Resolve(options[random.Next(options.GetArrayLength())]);
            }
        }
        return schema;
    }

    private static string TypeOf(JsonElement schema) =>
        !schema.TryGetProperty("type", out var type)
            ? schema.TryGetProperty("properties", out _)
                ? "object"
                : "string"
            : type.ValueKind == JsonValueKind.Array
                ? type.EnumerateArray().Last().GetString()!
                : type.GetString()!;

    private JsonObject AnObject(JsonElement schema, int depth)
    {
        var made = new JsonObject();
        if (schema.TryGetProperty("properties", out var properties))
        {
            foreach (var property in properties.EnumerateObject().Where(_ => random.Next(10) > 0))
            {
                made[property.Name] = Of(property.Value, depth + 1);
            }
        }
        if (random.Next(10) == 0)
        {
            made["noSuchMember"] = Anything(depth + 1);
        }
        return made;
    }

    private JsonArray AnArray(JsonElement schema, int depth)
    {
        var made = new JsonArray();
        // Long ones within long ones would fill the memory of the test, not that of the server.
        var count = depth <= 1 && random.Next(10) == 0 ? 2_000 : random.Next(4);
        for (var element = 0; element < count; element++)
        {
            made.Add(schema.TryGetProperty("items", out var items) ? Of(items, depth + 1) : Anything(depth + 1));
        }
        return made;
    }

    private JsonValue AText(JsonElement schema) =>
        JsonValue.Create(
            schema.TryGetProperty("format", out var format) && format.GetString() == "date-time" && random.Next(2) == 0
                ? "2026-05-01T08:00:00Z"
            : random.Next(12) == 0 ? new string('长', random.Next(1, 5_000))
            : Texts[random.Next(Texts.Length)]
        )!;

    private JsonNode? Anything(int depth) =>
        random.Next(7) switch
        {
            0 => null,
            1 => JsonValue.Create(random.Next()),
            2 => JsonValue.Create(-1.5e300),
            3 => new JsonArray(JsonValue.Create(1), null, new JsonObject()),
            4 => Nested(50),
            5 => JsonValue.Create(true),
            _ => depth > Deepest ? null : JsonValue.Create(Texts[random.Next(Texts.Length)]),
        };

    private static JsonArray Nested(int depth) => depth == 0 ? [] : [Nested(depth - 1)];
}
