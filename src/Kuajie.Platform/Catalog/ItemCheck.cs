using System.Text.Json.Nodes;
using Kuajie.Platform.Faults;

namespace Kuajie.Platform.Catalog;

/// <summary>The rules for items that programs send. Every fault is named, not only the first.</summary>
/// <param name="domain">The owning domain.</param>
/// <param name="faults">Takes what is wrong.</param>
public sealed class ItemCheck(string domain, ICollection<KuajieException> faults)
{
    private const int MostTitleCharacters = 500;
    private const int MostDescriptionCharacters = 20_000;
    private const int MostTags = 100;
    private const int MostTagCharacters = 100;
    private const int MostUrlCharacters = 2_000;
    private const long HighestPrice = 100_000_000_000_000;
    private static readonly string KindNames = string.Join(", ", ItemKinds.All.Select(kind => kind.WireName));
    private readonly FieldRules rules = new(faults);
    private readonly HashSet<string> seen = new(StringComparer.Ordinal);

    /// <summary>The item, or null where something is wrong with it.</summary>
    /// <param name="fields">What was sent.</param>
    /// <param name="where">The item's place in the request, for example <c>items[3]</c>.</param>
    public Item? Check(ItemFields fields, string where)
    {
        ArgumentNullException.ThrowIfNull(fields);
        var before = faults.Count;
        var id = rules.Id(fields.ItemId, where, "item");
        if (id is not null && !seen.Add(id))
        {
            rules.Add("item-twice", "ItemTwice", $"{where}.item", FieldRules.Shown(id));
        }
        var kind = Kind(fields.Kind, where);
        var attributes = rules.Attributes(fields.Attributes, $"{where}.attributes");
        CheckRisk(kind, attributes, where);
        CheckPrice(fields, where);
        CheckWindow(fields, where);
        var item = new Item(
            domain,
            id ?? "",
            kind ?? "",
            rules.Text(fields.Title, $"{where}.title", MostTitleCharacters),
            rules.Text(fields.Description, $"{where}.description", MostDescriptionCharacters),
            Tags(fields.Tags, where),
            fields.PriceMinorUnits,
            fields.PriceMinorUnits is null ? null : fields.Currency ?? PriceText.DefaultCurrency,
            ImageUrl(fields.ImageUrl, where),
            Stored(fields.AvailableFrom),
            Stored(fields.AvailableUntil),
            FieldRules.Written(attributes)
        );
        return faults.Count == before ? item : null;
    }

    private string? Kind(string? text, string where)
    {
        if (string.IsNullOrWhiteSpace(text))
        {
            return ItemKinds.DefaultOf(domain);
        }
        var kind = ItemKinds.Parse(text) ?? ItemKinds.All.FirstOrDefault(known => known.WireName == text)?.WireName;
        if (kind is null)
        {
            rules.Add("unknown-kind", "UnknownKind", $"{where}.kind", FieldRules.Shown(text), KindNames);
        }
        return kind;
    }

    private void CheckRisk(string? kind, JsonObject attributes, string where)
    {
        if (kind != ItemKinds.FinancialProduct || attributes[AttributeNames.RiskLevel] is not { } risk)
        {
            return;
        }
        if (RiskLevels.Parse(risk.ToString()) is { } level)
        {
            attributes[AttributeNames.RiskLevel] = level;
        }
        else
        {
            rules.Add(
                "invalid-risk-level",
                "InvalidRiskLevel",
                $"{where}.attributes.{AttributeNames.RiskLevel}",
                FieldRules.Shown(risk.ToString())
            );
        }
    }

    private void CheckPrice(ItemFields fields, string where)
    {
        if (fields.PriceMinorUnits is < 0 or > HighestPrice)
        {
            rules.Add("price-out-of-range", "PriceOutOfRange", $"{where}.priceMinorUnits", fields.PriceMinorUnits, HighestPrice);
        }
        if (fields.Currency is { } currency && (currency.Length != 3 || !currency.All(char.IsAsciiLetterUpper)))
        {
            rules.Add("unknown-currency", "UnknownCurrency", $"{where}.currency", FieldRules.Shown(currency));
        }
    }

    private void CheckWindow(ItemFields fields, string where)
    {
        if (fields is { AvailableFrom: { } from, AvailableUntil: { } until } && until <= from)
        {
            rules.Add("empty-window", "EmptyWindow", $"{where}.availableUntil", from.UtcDateTime, until.UtcDateTime);
        }
    }

    private List<string> Tags(IReadOnlyList<string?>? sent, string where)
    {
        if (sent is null)
        {
            return [];
        }
        if (sent.Count > MostTags)
        {
            rules.Add("too-many-tags", "TooManyTags", $"{where}.tags", sent.Count, MostTags);
            return [];
        }
        var tags = new List<string>();
        for (var place = 0; place < sent.Count; place++)
        {
            if (rules.Text(sent[place], $"{where}.tags[{place}]", MostTagCharacters) is { } tag && !tags.Contains(tag))
            {
                tags.Add(tag);
            }
        }
        return tags;
    }

    private string? ImageUrl(string? sent, string where)
    {
        var url = rules.Text(sent, $"{where}.imageUrl", MostUrlCharacters);
        if (url is not null && !(Uri.TryCreate(url, UriKind.Absolute, out var address) && (address.Scheme is "https" or "http")))
        {
            rules.Add("bad-address", "BadAddress", $"{where}.imageUrl", FieldRules.Shown(url));
        }
        return url;
    }

    /// <summary>The store keeps microseconds.</summary>
    private static DateTimeOffset? Stored(DateTimeOffset? moment) =>
        moment is { } at ? new DateTimeOffset(at.UtcTicks - (at.UtcTicks % TimeSpan.TicksPerMicrosecond), TimeSpan.Zero) : null;
}
