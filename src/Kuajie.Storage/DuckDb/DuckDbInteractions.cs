using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using DuckDB.NET.Data;
using Kuajie.Platform.Interactions;
using Kuajie.Platform.Users;

namespace Kuajie.Storage.DuckDb;

/// <summary>Reading interactions.</summary>
internal sealed class DuckDbInteractions(DuckDbFile file)
{
    private const string NotFlagged =
        "NOT EXISTS (SELECT 1 FROM flagged_users f WHERE f.domain_number = i.domain_number AND f.user_id = i.user_id)";

    public void Append(IReadOnlyList<Interaction> added)
    {
        ArgumentNullException.ThrowIfNull(added);
        using var session = file.WritingSession();
        var numbers = added
            .Select(row => row.Domain)
            .Distinct()
            .ToDictionary(name => name, name => DomainNumbers.Ensure(session.Connection, name));
        using var transaction = session.Connection.BeginTransaction();
        using (var appender = session.Connection.CreateAppender("interactions"))
        {
            foreach (var row in added)
            {
                appender
                    .CreateRow()
                    .AppendValue(numbers[row.Domain])
                    .AppendValue(row.UserId)
                    .AppendValue(row.ItemId)
                    .AppendValue((byte)row.Kind)
                    .AppendValue(row.At?.UtcDateTime)
                    .AppendValue(row.Value)
                    .AppendValue((int?)0)
                    .AppendNullValue()
                    .AppendNullValue()
                    .AppendNullValue()
                    .AppendNullValue()
                    .AppendNullValue()
                    .EndRow();
            }
        }
        transaction.Commit();
    }

    public IReadOnlyList<InteractionTotals> Totals()
    {
        using var session = file.Session();
        return session.Connection.Query(
            """
            SELECT d.name, t.interactions, t.users, t.items,
                (SELECT count(DISTINCT f.user_id) FROM flagged_users f WHERE f.domain_number = t.domain_number), t.first_at, t.last_at
            FROM (
                SELECT domain_number, count(*) AS interactions, count(DISTINCT user_id) AS users, count(DISTINCT item_id) AS items,
                    min(occurred_at) AS first_at, max(occurred_at) AS last_at
                FROM interactions GROUP BY domain_number) t
            JOIN domains d ON d.domain_number = t.domain_number
            ORDER BY d.name
            """,
            row => new InteractionTotals(
                row.GetString(0),
                row.GetInt64(1),
                row.GetInt64(2),
                row.GetInt64(3),
                row.GetInt64(4),
                row.Time(5),
                row.Time(6)
            )
        );
    }

    public IEnumerable<WeightedInteraction> ReadWeighted(string domain, KindWeights weights, CancellationToken cancellation)
    {
        using var session = file.Session();
        using var command = session.Connection.Command(
            $"""
            SELECT user_id, item_id, (sum(millionths) / 1e6)::FLOAT, epoch_us(max(occurred_at)) // 1000000
            FROM (
                SELECT i.user_id, i.item_id, i.occurred_at, {WeightSql.Millionths(weights)} AS millionths
                FROM interactions i
                WHERE i.domain_number = (SELECT domain_number FROM domains WHERE name = $domain) AND {NotFlagged})
            WHERE millionths > 0
            GROUP BY user_id, item_id
            ORDER BY user_id, item_id
            """,
            ("domain", domain)
        );
        command.UseStreamingMode = true;
        using var reader = command.ExecuteReader();
        while (reader.Read())
        {
            cancellation.ThrowIfCancellationRequested();
            yield return new WeightedInteraction(
                reader.GetString(0),
                reader.GetString(1),
                reader.GetFloat(2),
                reader.IsDBNull(3) ? null : reader.GetInt64(3)
            );
        }
    }

    public IEnumerable<Interaction> ReadTimed(string domain, CancellationToken cancellation)
    {
        using var session = file.Session();
        using var command = session.Connection.Command(
            $"""
            SELECT i.user_id, i.item_id, i.kind, i.occurred_at, i.value FROM interactions i
            WHERE i.domain_number = (SELECT domain_number FROM domains WHERE name = $domain) AND i.occurred_at IS NOT NULL AND {NotFlagged}
            ORDER BY i.user_id, i.occurred_at, i.item_id, i.kind, i.value
            """,
            ("domain", domain)
        );
        command.UseStreamingMode = true;
        using var reader = command.ExecuteReader();
        while (reader.Read())
        {
            cancellation.ThrowIfCancellationRequested();
            yield return new Interaction(
                domain,
                reader.GetString(0),
                reader.GetString(1),
                (InteractionKind)reader.GetByte(2),
                reader.Time(3),
                reader.Number(4)
            );
        }
    }

    public IReadOnlyList<Interaction> OfUser(string domain, string userId)
    {
        using var session = file.Session();
        return session.Connection.Query(
            """
            SELECT item_id, kind, occurred_at, value FROM interactions
            WHERE domain_number = (SELECT domain_number FROM domains WHERE name = $domain) AND user_id = $user
            ORDER BY occurred_at DESC NULLS LAST, item_id, kind, value
            """,
            row => new Interaction(domain, userId, row.GetString(0), (InteractionKind)row.GetByte(1), row.Time(2), row.Number(3)),
            ("domain", domain),
            ("user", userId)
        );
    }

    public IReadOnlyList<DayCount> PerDay(string domain, DateOnly from, DateOnly until)
    {
        using var session = file.Session();
        return session.Connection.Query(
            $"""
            SELECT epoch_ms(date_trunc('day', i.occurred_at)) // 86400000, count(*) FROM interactions i
            WHERE i.domain_number = (SELECT domain_number FROM domains WHERE name = $domain) AND i.occurred_at >= $from AND i.occurred_at < $until AND {NotFlagged}
            GROUP BY 1 ORDER BY 1
            """,
            row => new DayCount(DateOnly.FromDateTime(DateTime.UnixEpoch.AddDays(row.GetInt64(0))), row.GetInt64(1)),
            ("domain", domain),
            ("from", from.ToDateTime(TimeOnly.MinValue, DateTimeKind.Utc)),
            ("until", until.ToDateTime(TimeOnly.MinValue, DateTimeKind.Utc))
        );
    }

    public IReadOnlyList<string> ActiveUsers(string domain, DateTimeOffset after, int most)
    {
        using var session = file.Session();
        return session.Connection.Query(
            $"""
            SELECT user_id FROM (
                SELECT DISTINCT i.user_id FROM interactions i
                WHERE i.domain_number = (SELECT domain_number FROM domains WHERE name = $domain) AND i.occurred_at > $after AND {NotFlagged})
            ORDER BY sha256(user_id) LIMIT $most
            """,
            row => row.GetString(0),
            ("domain", domain),
            ("after", after.UtcDateTime),
            ("most", most)
        );
    }

    public IReadOnlyList<ItemPairSupport> Support(IReadOnlyList<ItemPair> pairs, IReadOnlyList<Link> links)
    {
        using var session = file.Session();
        return PairSupport.Count(session.Connection, pairs, links);
    }

    /// <summary>Sums and exclusive-ors of row hashes do not depend on the order of rows; together with the counts they tell data apart.</summary>
    public string ContentHash(IReadOnlyList<string> domains)
    {
        using var session = file.Session();
        var parts = domains
            .Order(StringComparer.Ordinal)
            .SelectMany(domain =>
                (string[])
                    [
                        domain,
                        Fingerprint(
                            session.Connection,
                            $"SELECT hash(user_id, item_id, kind, occurred_at, value) AS h FROM interactions i WHERE i.domain_number = $d AND {NotFlagged}",
                            domain
                        ),
                        Fingerprint(
                            session.Connection,
                            "SELECT hash(item_id, kind, title, description, tags, price_minor_units, currency, available_from, available_until, attributes) AS h FROM items WHERE domain_number = $d",
                            domain
                        ),
                    ]
            );
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', parts))));
    }

    private static string Fingerprint(DuckDBConnection connection, string rows, string domain) =>
        DomainNumbers.Find(connection, domain) is { } number
            ? connection.Scalar<string>(
                $"SELECT concat_ws(':', count(*), coalesce(bit_xor(h), 0), coalesce(sum(h::HUGEINT), 0)) FROM ({rows})",
                ("d", number)
            )
            : "0";
}
