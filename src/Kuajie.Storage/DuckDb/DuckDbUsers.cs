using System.Text.Json;
using DuckDB.NET.Data;
using Kuajie.Platform.Users;

namespace Kuajie.Storage.DuckDb;

/// <summary>Who the users are, and what domains say of them.</summary>
internal sealed class DuckDbUsers(DuckDbFile file)
{
    private const string OfDomain = "domain_number = (SELECT domain_number FROM domains WHERE name = $domain)";
    private const string AmongIds = "list_contains(from_json($ids, '[\"VARCHAR\"]'), user_id)";

    public IReadOnlyList<KnownUser> Of(string domain)
    {
        using var session = file.Session();
        return session.Connection.Query(
            """
            WITH d AS (SELECT domain_number FROM domains WHERE name = $domain)
            SELECT user_id, bool_or(acted) FROM (
                SELECT DISTINCT user_id, true AS acted FROM interactions WHERE domain_number = (FROM d)
                UNION ALL
                SELECT DISTINCT user_id, false FROM users WHERE domain_number = (FROM d))
            GROUP BY user_id
            """,
            row => new KnownUser(row.GetString(0), row.GetBoolean(1)),
            ("domain", domain)
        );
    }

    public IReadOnlySet<string> KnownAmong(string domain, IReadOnlyCollection<string> userIds)
    {
        using var session = file.Session();
        return session
            .Connection.Query(
                $"""
                SELECT user_id FROM interactions WHERE {OfDomain} AND {AmongIds}
                UNION SELECT user_id FROM users WHERE {OfDomain} AND {AmongIds}
                """,
                row => row.GetString(0),
                ("domain", domain),
                ("ids", JsonSerializer.Serialize(userIds))
            )
            .ToHashSet(StringComparer.Ordinal);
    }

    public IReadOnlyDictionary<string, UserRecord> RecordsOf(string domain, IReadOnlyCollection<string> userIds)
    {
        using var session = file.Session();
        return session
            .Connection.Query(
                $"SELECT user_id, attributes FROM users WHERE {OfDomain} AND {AmongIds}",
                row => new UserRecord(row.GetString(0), row.GetString(1)),
                ("domain", domain),
                ("ids", JsonSerializer.Serialize(userIds))
            )
            .ToDictionary(record => record.UserId, StringComparer.Ordinal);
    }

    public void Put(string domain, IReadOnlyList<UserRecord> records)
    {
        ArgumentNullException.ThrowIfNull(records);
        using var session = file.WritingSession();
        var number = DomainNumbers.Ensure(session.Connection, domain);
        using var transaction = session.Connection.BeginTransaction();
        session.Connection.Execute(
            $"DELETE FROM users WHERE domain_number = $d AND {AmongIds}",
            ("d", number),
            ("ids", JsonSerializer.Serialize(records.Select(record => record.UserId)))
        );
        using (var appender = session.Connection.CreateAppender("users"))
        {
            foreach (var record in records)
            {
                appender
                    .CreateRow()
                    .AppendValue(number)
                    .AppendValue(record.UserId)
                    .AppendValue(record.AttributesJson)
                    .AppendValue((int?)0)
                    .EndRow();
            }
        }
        transaction.Commit();
    }
}
