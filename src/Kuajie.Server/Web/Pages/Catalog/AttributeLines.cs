using System.Globalization;
using System.Text.Json;

namespace Kuajie.Server.Web.Pages.Catalog;

/// <summary>Attributes as lines to read: lists with commas, the rest as it is written.</summary>
internal static class AttributeLines
{
    public static IEnumerable<(string Name, string Value)> Of(JsonElement attributes) =>
        attributes.ValueKind == JsonValueKind.Object ? attributes.EnumerateObject().Select(each => (each.Name, Text(each.Value))) : [];

    /// <summary>A moment as people write it; anything else as it stands.</summary>
    private static string Written(string text) =>
        DateTime.TryParseExact(text, "yyyy-MM-dd'T'HH:mm:ss", CultureInfo.InvariantCulture, DateTimeStyles.None, out var moment)
            ? moment.ToString("g", CultureInfo.CurrentCulture)
            : text;

    private static string Text(JsonElement value) =>
        value.ValueKind switch
        {
            JsonValueKind.String => Written(value.GetString()!),
            JsonValueKind.Array => string.Join(", ", value.EnumerateArray().Select(Text)),
            _ => value.GetRawText(),
        };
}
