using DuckDB.NET.Data;
using Kuajie.Platform.Users;

namespace Kuajie.Storage.DuckDb;

/// <summary>What a workspace asks of the event store besides interactions and catalogs: users, committed imports, soundness.</summary>
internal sealed class DuckDbUpkeep(DuckDbFile file)
{
    public IReadOnlyList<KnownUser> UsersOf(string domain)
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

    public IReadOnlyDictionary<string, string> CommittedImports()
    {
        using var session = file.Session();
        return session
            .Connection.Query("SELECT import_id, report FROM committed_imports", row => (Id: row.GetString(0), Report: row.GetString(1)))
            .ToDictionary(import => import.Id, import => import.Report, StringComparer.Ordinal);
    }
}
