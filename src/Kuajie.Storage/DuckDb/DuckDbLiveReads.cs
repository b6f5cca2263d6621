using System.Text.Json;
using DuckDB.NET.Data;
using Kuajie.Platform.Interactions;
using Kuajie.Platform.Recommendations.Live;
using Kuajie.Platform.Users;

namespace Kuajie.Storage.DuckDb;

/// <summary>What the live read side reads: the latest of a user, of a visit, of everybody who was active last, and of items.</summary>
internal sealed class DuckDbLiveReads(DuckDbFile file) : ILiveHistoryStore, IItemActivityStore, IAudienceStore
{
    /// <summary>In an order that has nothing to do with what is said, so that the first ones are as good as drawn.</summary>
    private const string Attributed =
        $"SELECT user_id, attributes FROM users WHERE {Domain} AND attributes <> '{{}}' ORDER BY hash(user_id), user_id LIMIT $most";

    private const string Domain = "domain_number = (SELECT domain_number FROM domains WHERE name = $domain)";

    public IReadOnlyList<Interaction> OfUser(string domain, string userId, int most) =>
        Query(
            $"""
            SELECT user_id, item_id, kind, occurred_at, value FROM interactions
            WHERE {Domain} AND user_id = $id ORDER BY occurred_at DESC NULLS LAST, item_id LIMIT $most
            """,
            domain,
            userId,
            most
        );

    public IReadOnlyList<Interaction> OfSession(string domain, string sessionId, int most) =>
        Query(
            $"""
            SELECT session_id, item_id, kind, occurred_at, value FROM session_events
            WHERE {Domain} AND session_id = $id AND kind <> {(byte)
                InteractionKind.Seen} ORDER BY occurred_at DESC, event_number DESC LIMIT $most
            """,
            domain,
            sessionId,
            most
        );

    public DateTimeOffset? LastActivity(string domain)
    {
        using var session = file.Session();
        return session.Connection.Query(
            $"SELECT max(occurred_at) FROM interactions WHERE {Domain}",
            row => row.Time(0),
            ("domain", domain)
        )[0];
    }

    public IReadOnlyDictionary<string, IReadOnlyList<Interaction>> OfItems(string domain, IReadOnlyCollection<string> itemIds, int most)
    {
        using var session = file.Session();
        return session
            .Connection.Query(
                $"""
                WITH ranked AS (
                    SELECT user_id, item_id, kind, occurred_at, value,
                        row_number() OVER (PARTITION BY item_id ORDER BY occurred_at DESC NULLS LAST, user_id, kind) AS place
                    FROM interactions WHERE {Domain} AND item_id IN (SELECT unnest(from_json($ids, '["VARCHAR"]'))))
                SELECT user_id, item_id, kind, occurred_at, value FROM ranked WHERE place <= $most ORDER BY item_id, place
                """,
                row => Read(domain, row, 0),
                ("domain", domain),
                ("ids", JsonSerializer.Serialize(itemIds)),
                ("most", most)
            )
            .GroupBy(row => row.ItemId, StringComparer.Ordinal)
            .ToDictionary(rows => rows.Key, rows => (IReadOnlyList<Interaction>)[.. rows], StringComparer.Ordinal);
    }

    public IEnumerable<IReadOnlyList<Interaction>> RecentUsers(int users, int mostOfUser, CancellationToken cancellation)
    {
        using var session = file.Session();
        using var command = session.Connection.Command(
            """
            WITH recent AS (
                SELECT domain_number, user_id, max(occurred_at) AS last_at FROM interactions
                GROUP BY domain_number, user_id ORDER BY last_at DESC NULLS LAST, domain_number, user_id LIMIT $users),
            ranked AS (
                SELECT d.name, i.user_id, i.item_id, i.kind, i.occurred_at, i.value, r.last_at,
                    row_number() OVER (PARTITION BY i.domain_number, i.user_id ORDER BY i.occurred_at DESC NULLS LAST, i.item_id) AS place
                FROM interactions i
                JOIN recent r ON r.domain_number = i.domain_number AND r.user_id = i.user_id
                JOIN domains d ON d.domain_number = i.domain_number)
            SELECT name, user_id, item_id, kind, occurred_at, value FROM ranked WHERE place <= $most
            ORDER BY last_at DESC NULLS LAST, name, user_id, place
            """,
            ("users", users),
            ("most", mostOfUser)
        );
        command.UseStreamingMode = true;
        using var reader = command.ExecuteReader();
        var rows = new List<Interaction>();
        while (reader.Read())
        {
            cancellation.ThrowIfCancellationRequested();
            var row = Read(reader.GetString(0), reader, 1);
            if (rows.Count > 0 && (rows[0].UserId != row.UserId || rows[0].Domain != row.Domain))
            {
                yield return rows;
                rows = [];
            }
            rows.Add(row);
        }
        if (rows.Count > 0)
        {
            yield return rows;
        }
    }

    public IEnumerable<ItemActivity> Activity(string domain, DateTimeOffset since)
    {
        using var session = file.Session();
        return session.Connection.Query(
            $"""
            SELECT item_id, kind, date_trunc('hour', occurred_at) + INTERVAL 30 MINUTE AS hour_of, count(*) FROM interactions
            WHERE {Domain} AND occurred_at >= $since GROUP BY item_id, kind, hour_of ORDER BY hour_of, item_id, kind
            """,
            row => new ItemActivity(row.GetString(0), (InteractionKind)row.GetByte(1), row.Time(2)!.Value, row.GetInt64(3)),
            ("domain", domain),
            ("since", since.UtcDateTime)
        );
    }

    public IReadOnlyList<(string UserId, double Likeness, int Shared)> UsersLike(string domain, string userId, int most)
    {
        using var session = file.Session();
        return session.Connection.Query(
            $"""
            WITH pairs AS (SELECT DISTINCT user_id, item_id FROM interactions WHERE {Domain}),
            own AS (SELECT item_id FROM pairs WHERE user_id = $id),
            sharing AS (SELECT user_id, count(*) AS shared FROM pairs WHERE user_id <> $id AND item_id IN (SELECT item_id FROM own)
                GROUP BY user_id HAVING count(*) >= 2),
            sizes AS (SELECT user_id, count(*) AS items FROM pairs WHERE user_id IN (SELECT user_id FROM sharing) GROUP BY user_id)
            SELECT s.user_id, s.shared / sqrt((SELECT count(*) FROM own)::DOUBLE * z.items) AS likeness, s.shared::INTEGER
            FROM sharing s JOIN sizes z ON z.user_id = s.user_id ORDER BY likeness DESC, s.user_id LIMIT $most
            """,
            row => (row.GetString(0), row.GetDouble(1), row.GetInt32(2)),
            ("domain", domain),
            ("id", userId),
            ("most", most)
        );
    }

    public string? AttributesOf(string domain, string userId)
    {
        using var session = file.Session();
        return session
            .Connection.Query(
                $"SELECT attributes FROM users WHERE {Domain} AND user_id = $id",
                row => row.GetString(0),
                ("domain", domain),
                ("id", userId)
            )
            .FirstOrDefault();
    }

    public IEnumerable<UserRecord> AttributedUsers(string domain, int most)
    {
        using var session = file.Session();
        return session.Connection.Query(
            Attributed,
            row => new UserRecord(row.GetString(0), row.GetString(1)),
            ("domain", domain),
            ("most", most)
        );
    }

    public IEnumerable<(string UserId, string ItemId)> TakenByAttributed(string domain, int most)
    {
        using var session = file.Session();
        using var command = session.Connection.Command(
            $"""
            WITH attributed AS ({Attributed})
            SELECT DISTINCT i.user_id, i.item_id FROM interactions i JOIN attributed a ON a.user_id = i.user_id WHERE i.{Domain}
            """,
            ("domain", domain),
            ("most", most)
        );
        command.UseStreamingMode = true;
        using var reader = command.ExecuteReader();
        while (reader.Read())
        {
            yield return (reader.GetString(0), reader.GetString(1));
        }
    }

    private List<Interaction> Query(string sql, string domain, string id, int most)
    {
        using var session = file.Session();
        return session.Connection.Query(sql, row => Read(domain, row, 0), ("domain", domain), ("id", id), ("most", most));
    }

    private static Interaction Read(string domain, DuckDBDataReader row, int first) =>
        new(
            domain,
            row.GetString(first),
            row.GetString(first + 1),
            (InteractionKind)row.GetByte(first + 2),
            row.Time(first + 3),
            row.Number(first + 4)
        );
}
