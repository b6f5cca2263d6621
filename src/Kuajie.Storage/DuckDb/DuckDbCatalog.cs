using System.Text.Json;
using DuckDB.NET.Data;
using Kuajie.Platform.Catalog;

namespace Kuajie.Storage.DuckDb;

/// <summary>Reading and writing items.</summary>
internal sealed class DuckDbCatalog(DuckDbFile file, TimeProvider clock)
{
    private const string Columns =
        "item_id, kind, title, description, to_json(tags)::VARCHAR, price_minor_units, currency, image_url, available_from, available_until, attributes";

    private const string OfDomain = "domain_number = (SELECT domain_number FROM domains WHERE name = $domain)";

    public void Put(IReadOnlyList<Item> items)
    {
        ArgumentNullException.ThrowIfNull(items);
        using var session = file.WritingSession();
        var numbers = items
            .Select(item => item.Domain)
            .Distinct()
            .ToDictionary(name => name, name => DomainNumbers.Ensure(session.Connection, name));
        var now = clock.GetUtcNow();
        using var transaction = session.Connection.BeginTransaction();
        foreach (var domain in items.GroupBy(item => item.Domain))
        {
            var number = numbers[domain.Key];
            var ids = JsonSerializer.Serialize(domain.Select(item => item.ItemId));
            var known = AddedAt(session, domain.Key, "list_contains(from_json($ids, '[\"VARCHAR\"]'), item_id)", ("ids", ids));
            session.Connection.Execute(
                "DELETE FROM items WHERE domain_number = $d AND list_contains(from_json($ids, '[\"VARCHAR\"]'), item_id)",
                ("d", number),
                ("ids", ids)
            );
            using var appender = session.Connection.CreateAppender("items");
            foreach (var item in domain)
            {
                var addedAt = known.TryGetValue(item.ItemId, out var before) ? before : now;
                AppendItem(appender.CreateRow().AppendValue(number), item).AppendValue((int?)0).AppendValue(addedAt?.UtcDateTime).EndRow();
            }
        }
        transaction.Commit();
    }

    /// <summary>When items came, as far as that is known.</summary>
    public IReadOnlyDictionary<string, DateTimeOffset> AddedAt(string domain)
    {
        using var session = file.Session();
        return AddedAt(session, domain, "added_at IS NOT NULL")
            .ToDictionary(item => item.Key, item => item.Value!.Value, StringComparer.Ordinal);
    }

    private static Dictionary<string, DateTimeOffset?> AddedAt(
        DuckDbSession session,
        string domain,
        string which,
        params (string Name, object? Value)[] parameters
    ) =>
        session
            .Connection.Query(
                $"SELECT item_id, added_at FROM items WHERE {OfDomain} AND {which}",
                row => (Id: row.GetString(0), At: row.Time(1)),
                [("domain", domain), .. parameters]
            )
            .ToDictionary(item => item.Id, item => item.At, StringComparer.Ordinal);

    public long Remove(string domain, IReadOnlyCollection<string> itemIds)
    {
        using var session = file.WritingSession();
        return session.Connection.Execute(
            $"DELETE FROM items WHERE {OfDomain} AND list_contains(from_json($ids, '[\"VARCHAR\"]'), item_id)",
            ("domain", domain),
            ("ids", JsonSerializer.Serialize(itemIds))
        );
    }

    /// <summary>Rows and an order-independent hash over all their columns.</summary>
    public string Stamp(string domain)
    {
        using var session = file.Session();
        return session.Connection.Scalar<string>(
            $"""
            SELECT count(*) || '-' || coalesce(bit_xor(hash(item_id, kind, title, description, tags, price_minor_units, currency, available_from,
                available_until, attributes)), 0)
            FROM items WHERE {OfDomain}
            """,
            ("domain", domain)
        );
    }

    /// <summary>Appends an item's columns from <c>item_id</c> to <c>attributes</c>.</summary>
    public static IDuckDBAppenderRow AppendItem(IDuckDBAppenderRow row, Item item) =>
        row.AppendValue(item.ItemId)
            .AppendValue(item.Kind)
            .AppendValue(item.Title)
            .AppendValue(item.Description)
            .AppendValue(item.Tags)
            .AppendValue(item.PriceMinorUnits)
            .AppendValue(item.Currency)
            .AppendValue(item.ImageUrl)
            .AppendValue(item.AvailableFrom?.UtcDateTime)
            .AppendValue(item.AvailableUntil?.UtcDateTime)
            .AppendValue(item.AttributesJson);

    public IReadOnlyList<Item> ItemsOf(string domain)
    {
        using var session = file.Session();
        // Many items have the same few tags.
        var tagsRead = new Dictionary<string, string[]>(StringComparer.Ordinal);
        return session.Connection.Query(
            $"SELECT {Columns} FROM items WHERE {OfDomain} ORDER BY item_id",
            row => Read(domain, row, tagsRead),
            ("domain", domain)
        );
    }

    public IReadOnlyDictionary<string, Item> Find(string domain, IReadOnlyCollection<string> itemIds)
    {
        if (itemIds.Count == 0)
        {
            return new Dictionary<string, Item>();
        }
        using var session = file.Session();
        var found = session.Connection.Query(
            $"SELECT {Columns} FROM items WHERE {OfDomain} AND list_contains(from_json($ids, '[\"VARCHAR\"]'), item_id)",
            row => Read(domain, row),
            ("domain", domain),
            ("ids", JsonSerializer.Serialize(itemIds))
        );
        return found.ToDictionary(item => item.ItemId, StringComparer.Ordinal);
    }

    /// <summary>Every word must occur somewhere; a word in the title counts 8, in tags 4, in attributes 2, in the description 1. Case does not matter.</summary>
    public IReadOnlyList<Item> Search(string domain, string words, int most)
    {
        var wanted = words.Split((char[])[' ', '\u3000', '\t', ',', '，'], StringSplitOptions.RemoveEmptyEntries);
        if (wanted.Length == 0 || most <= 0)
        {
            return [];
        }
        using var session = file.Session();
        return session.Connection.Query(
            $"""
            WITH words AS (SELECT unnest(from_json($words, '["VARCHAR"]')) AS word),
            scored AS (
                SELECT i.item_id, sum(score) AS score, bool_and(score > 0) AS all_found
                FROM (
                    SELECT item_id, word,
                        8 * contains(lower(coalesce(title, '')), word)::INTEGER + 4 * contains(lower(array_to_string(tags, ' ')), word)::INTEGER
                        + 2 * contains(lower(attributes), word)::INTEGER + contains(lower(coalesce(description, '')), word)::INTEGER AS score
                    FROM items, words WHERE {OfDomain}) i
                GROUP BY i.item_id)
            SELECT {Columns} FROM items JOIN (SELECT item_id AS found_id, score FROM scored WHERE all_found) ON found_id = item_id
            WHERE {OfDomain} ORDER BY score DESC, item_id LIMIT $most
            """,
            row => Read(domain, row),
            ("domain", domain),
            ("words", JsonSerializer.Serialize(wanted.Select(word => word.ToLowerInvariant()))),
            ("most", most)
        );
    }

    private static Item Read(string domain, DuckDBDataReader row, Dictionary<string, string[]>? tagsRead = null) =>
        new(
            domain,
            row.GetString(0),
            row.GetString(1),
            row.Text(2),
            row.Text(3),
            Tags(row.GetString(4), tagsRead),
            row.IsDBNull(5) ? null : row.GetInt64(5),
            row.Text(6),
            row.Text(7),
            row.Time(8),
            row.Time(9),
            row.GetString(10)
        );

    private static string[] Tags(string json, Dictionary<string, string[]>? read)
    {
        if (read is not null && read.TryGetValue(json, out var known))
        {
            return known;
        }
        var tags = JsonSerializer.Deserialize<string[]>(json)!;
        read?.TryAdd(json, tags);
        return tags;
    }
}
