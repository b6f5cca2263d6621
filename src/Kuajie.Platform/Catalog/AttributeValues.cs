using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Kuajie.Platform.Catalog;

/// <summary>Gives texts from exports their type: number, truth value, date, list, else text. Codes such as 007 stay texts.</summary>
public static partial class AttributeValues
{
    private static readonly char[] ListSeparators = ['|', ';', '；', '、', ',', '，'];
    private static readonly string[] TimeFormats =
    [
        "yyyy-M-d",
        "yyyy/M/d",
        "yyyy年M月d日",
        "yyyy-M-d H:mm",
        "yyyy-M-d H:mm:ss",
        "yyyy-M-d'T'H:mm",
        "yyyy-M-d'T'H:mm:ss",
        "yyyy/M/d H:mm",
        "yyyy/M/d H:mm:ss",
        "yyyy年M月d日 H:mm",
        "yyyy年M月d日H:mm",
    ];

    /// <summary>The typed value of a text, or null where it is empty. Dates become <c>yyyy-MM-dd</c>, with a clock time <c>yyyy-MM-ddTHH:mm:ss</c>.</summary>
    /// <param name="text">The field.</param>
    /// <param name="isList">Whether the attribute is known to be a list, so that a single entry is a list too.</param>
    public static JsonNode? Read(string text, bool isList)
    {
        var trimmed = (text ?? "").Trim();
        if (trimmed.Length == 0)
        {
            return null;
        }
        if (isList || trimmed.AsSpan().IndexOfAny('|', '、') > 0)
        {
            return new JsonArray([.. Split(trimmed).Select(entry => (JsonNode?)JsonValue.Create(entry))]);
        }
        return Number(trimmed) ?? Truth(trimmed) ?? Time(trimmed) ?? JsonValue.Create(trimmed);
    }

    /// <summary>The entries of a list written with | ; , or their Chinese forms, or as a JSON array; none twice, in their order.</summary>
    public static IReadOnlyList<string> Split(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var entries = TryJsonList(text) ?? text.Split(text.Contains('|', StringComparison.Ordinal) ? ['|'] : ListSeparators);
        return [.. entries.Select(entry => entry.Trim()).Where(entry => entry.Length > 0).Distinct(StringComparer.Ordinal)];
    }

    private static string[]? TryJsonList(string text)
    {
        if (!text.TrimStart().StartsWith('['))
        {
            return null;
        }
        try
        {
            return JsonNode.Parse(text) is JsonArray array ? [.. array.Select(entry => entry?.ToString() ?? "")] : null;
        }
        catch (System.Text.Json.JsonException)
        {
            return text.Trim('[', ']', ' ')
                .Replace("'", "", StringComparison.Ordinal)
                .Replace("\"", "", StringComparison.Ordinal)
                .Split(',');
        }
    }

    private static JsonValue? Number(string text)
    {
        if (!PlainNumber().IsMatch(text))
        {
            return null;
        }
        return long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var whole) ? JsonValue.Create(whole)
            : decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? JsonValue.Create(number)
            : null;
    }

    private static JsonValue? Truth(string text) =>
        text.ToLowerInvariant() switch
        {
            "true" or "yes" or "是" => JsonValue.Create(true),
            "false" or "no" or "否" => JsonValue.Create(false),
            _ => null,
        };

    private static JsonValue? Time(string text)
    {
        if (!DateTime.TryParseExact(text, TimeFormats, CultureInfo.InvariantCulture, DateTimeStyles.AllowWhiteSpaces, out var time))
        {
            return null;
        }
        var hasClock = text.Contains(':', StringComparison.Ordinal);
        return JsonValue.Create(time.ToString(hasClock ? "yyyy-MM-dd'T'HH:mm:ss" : "yyyy-MM-dd", CultureInfo.InvariantCulture));
    }

    [GeneratedRegex(@"^-?(0|[1-9]\d{0,14})(\.\d{1,10})?$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex PlainNumber();
}
