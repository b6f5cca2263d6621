using System.Globalization;
using System.Text.Json;
using Kuajie.Client.Catalog;

namespace Kuajie.Server.Web.Pages.Catalog;

/// <summary>An item's fields as somebody writes them.</summary>
internal sealed class ItemForm
{
    private static readonly char[] Between = [',', '，', '、', ';', '；', '\n'];
    private static readonly JsonSerializerOptions Readable = new()
    {
        WriteIndented = true,
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    public string Item { get; set; } = "";

    public string Kind { get; set; } = "course";

    public string Title { get; set; } = "";

    public string Description { get; set; } = "";

    public string Tags { get; set; } = "";

    public string Price { get; set; } = "";

    public string Currency { get; set; } = "CNY";

    public string ImageUrl { get; set; } = "";

    public string From { get; set; } = "";

    public string Until { get; set; } = "";

    public string Attributes { get; set; } = "{}";

    /// <summary>The fields of an item that is there.</summary>
    public static ItemForm Of(ItemResponse item, TimeZoneInfo zone)
    {
        ArgumentNullException.ThrowIfNull(item);
        return new ItemForm
        {
            Item = item.Item,
            Kind = item.Kind,
            Title = item.Title ?? "",
            Description = item.Description ?? "",
            Tags = string.Join(", ", item.Tags),
            Price = item.PriceMinorUnits is { } price
                ? Parts.Money.ToMajor(price, item.Currency).ToString("0.##", CultureInfo.InvariantCulture)
                : "",
            Currency = item.Currency ?? "CNY",
            ImageUrl = item.ImageUrl ?? "",
            From = Written(item.AvailableFrom, zone),
            Until = Written(item.AvailableUntil, zone),
            Attributes = JsonSerializer.Serialize(item.Attributes, Readable),
        };
    }

    /// <summary>What was stored, to be stored again.</summary>
    public static ItemRequest ToRequest(ItemResponse item)
    {
        ArgumentNullException.ThrowIfNull(item);
        return new ItemRequest(
            item.Item,
            item.Kind,
            item.Title,
            item.Description,
            [.. item.Tags],
            item.PriceMinorUnits,
            item.Currency,
            item.ImageUrl,
            item.AvailableFrom,
            item.AvailableUntil,
            item.Attributes
        );
    }

    /// <summary>The item, or the key of the text that says what cannot be read.</summary>
    public (ItemRequest? Request, string? Fault) Read(TimeZoneInfo zone)
    {
        decimal? price = null;
        if (Price.Trim().Length > 0)
        {
            if (
                !decimal.TryParse(Price.Trim(), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var read)
                || read > 1_000_000_000
            )
            {
                return (null, "BadPrice");
            }
            price = read;
        }
        JsonElement? attributes = null;
        try
        {
            attributes = string.IsNullOrWhiteSpace(Attributes) ? null : JsonSerializer.Deserialize<JsonElement>(Attributes);
        }
        catch (JsonException)
        {
            return (null, "BadAttributes");
        }
        return (
            new ItemRequest(
                Item.Trim(),
                Kind,
                Text(Title),
                Text(Description),
                [.. Tags.Split(Between, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)],
                price is { } major ? Parts.Money.ToMinor(major, Currency) : null,
                price is null ? null : Currency.Trim().ToUpperInvariant(),
                Text(ImageUrl),
                Moment(From, zone),
                Moment(Until, zone),
                attributes
            ),
            null
        );
    }

    private static string? Text(string written) => string.IsNullOrWhiteSpace(written) ? null : written.Trim();

    private static string Written(DateTimeOffset? at, TimeZoneInfo zone) =>
        at is { } moment ? TimeZoneInfo.ConvertTime(moment, zone).ToString("yyyy-MM-dd'T'HH:mm:ss", CultureInfo.InvariantCulture) : "";

    private static DateTimeOffset? Moment(string written, TimeZoneInfo zone) =>
        DateTime.TryParse(written, CultureInfo.InvariantCulture, DateTimeStyles.None, out var local)
            ? new DateTimeOffset(local, zone.GetUtcOffset(local))
            : null;
}
