using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Kuajie.Platform.Catalog;

namespace Kuajie.Platform.Imports;

/// <summary>What a rule found against a row.</summary>
public readonly record struct RowFault(string Reason, string Field, string? Found);

/// <summary>The cleaning rules for one item row, except for times, which are tested where they are parsed.</summary>
public static class ItemRules
{
    private static readonly JsonSerializerOptions Json = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Reads a row into an item (without availability) or tells what is wrong with it.</summary>
    /// <param name="domain">The owning domain.</param>
    /// <param name="role">The text of a role's column, or null.</param>
    /// <param name="attributes">All other columns with their values; texts are given a type.</param>
    /// <param name="item">The item, where the row is sound.</param>
    public static RowFault? Read(
        string domain,
        Func<string, string?> role,
        IEnumerable<KeyValuePair<string, JsonNode?>> attributes,
        out Item? item
    )
    {
        ArgumentNullException.ThrowIfNull(role);
        ArgumentNullException.ThrowIfNull(attributes);
        item = null;
        if (IdText.Clean(role("item")) is not { } id)
        {
            return new RowFault(ImportReasons.MissingItem, "item", role("item"));
        }
        if (id.Length > IdText.MostLength)
        {
            return new RowFault(ImportReasons.TooLongId, "item", id[..IdText.MostLength]);
        }
        var kindText = IdText.Clean(role("kind"));
        if ((kindText is null ? ItemKinds.DefaultOf(domain) : ItemKinds.Parse(kindText)) is not { } kind)
        {
            return new RowFault(ImportReasons.UnknownKind, "kind", kindText);
        }
        if (!TryPrice(role, out var price, out var currency))
        {
            return new RowFault(ImportReasons.UnparsablePrice, "price", role("price") ?? role("priceMinorUnits"));
        }
        var typed = Typed(attributes);
        if (kind == ItemKinds.FinancialProduct && typed[AttributeNames.RiskLevel] is { } risk)
        {
            if (RiskLevels.Parse(risk.ToString()) is not { } level)
            {
                return new RowFault(ImportReasons.InvalidRiskLevel, AttributeNames.RiskLevel, risk.ToString());
            }
            typed[AttributeNames.RiskLevel] = level;
        }
        item = new Item(
            domain,
            id,
            kind,
            IdText.Clean(role("title")),
            IdText.Clean(role("description")),
            IdText.Clean(role("tags")) is { } tags ? AttributeValues.Split(tags) : [],
            price,
            currency,
            IdText.Clean(role("image")),
            null,
            null,
            typed.ToJsonString(Json)
        );
        return null;
    }

    /// <summary>Attributes under the catalog's names, texts given their type, in order of name.</summary>
    public static JsonObject Typed(IEnumerable<KeyValuePair<string, JsonNode?>> attributes)
    {
        ArgumentNullException.ThrowIfNull(attributes);
        var typed = new SortedDictionary<string, JsonNode>(StringComparer.Ordinal);
        foreach (var (column, value) in attributes)
        {
            var name = AttributeNames.Of(column);
            var node =
                value is JsonValue text && text.TryGetValue(out string? words)
                    ? AttributeValues.Read(IdText.Clean(words) ?? "", AttributeNames.Lists.Contains(name))
                    : value?.DeepClone();
            if (node is not null)
            {
                typed[name] = node;
            }
        }
        return new JsonObject(typed.Select(pair => KeyValuePair.Create(pair.Key, (JsonNode?)pair.Value)));
    }

    private static bool TryPrice(Func<string, string?> role, out long? minorUnits, out string? currency)
    {
        (minorUnits, currency) = (null, null);
        if (IdText.Clean(role("priceMinorUnits")) is { } units)
        {
            var isWhole = long.TryParse(units, System.Globalization.NumberStyles.None, null, out var whole);
            (minorUnits, currency) = (whole, PriceText.CurrencyCode(IdText.Clean(role("currency")) ?? PriceText.DefaultCurrency));
            return isWhole;
        }
        if (IdText.Clean(role("price")) is not { } text)
        {
            return true;
        }
        var isPrice = PriceText.TryRead(text, IdText.Clean(role("currency")), out var price, out var code);
        (minorUnits, currency) = (price, code);
        return isPrice;
    }
}
