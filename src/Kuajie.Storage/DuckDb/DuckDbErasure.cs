using DuckDB.NET.Data;
using Kuajie.Platform.Imports;
using Kuajie.Platform.Users;
using Kuajie.Storage.DuckDb.EventIds;
using Kuajie.Storage.Sqlite;

namespace Kuajie.Storage.DuckDb;

/// <summary>
/// Takes a user out of the store: what is kept by the user's id, what is kept by visits the user was seen in, and mentions. Of live events the hash of the id stays, so
/// that a sender's retry does not bring them back.
/// </summary>
internal sealed class DuckDbErasure(DuckDbFile file, ImpressionFile lists, TimeProvider clock)
{
    private const string OfUser = "domain_number = $d AND user_id = $user";

    private const string VisitsOfUser = $"SELECT session_id FROM interactions WHERE {OfUser} AND session_id IS NOT NULL";

    private const string OfVisits = $"domain_number = $d AND session_id IN ({VisitsOfUser})";

    public long EraseUser(string domain, string userId, CancellationToken cancellation)
    {
        long removed;
        var shown = 0L;
        using (var session = file.WritingSession())
        {
            if (DomainNumbers.Find(session.Connection, domain) is not { } number)
            {
                // Lists may have been shown all the same.
                return lists.Existing()?.Erase(domain, userId, new HashSet<string>()) ?? 0;
            }
            // Before the interactions, by which the visits are found: cut off in between, it is done again.
            shown = lists.Existing()?.Erase(domain, userId, Visits(session.Connection, number, userId)) ?? 0;
            using var transaction = session.Connection.BeginTransaction();
            removed = EraseRows(session.Connection, domain, number, userId);
            if (EraseFromReports(session.Connection, number, userId) + removed > 0)
            {
                session.Connection.Execute("INSERT INTO pending_rewrite VALUES ($now)", ("now", clock.GetUtcNow().UtcDateTime));
            }
            transaction.Commit();
            // Where there was nothing, the file is left alone, unless an earlier erasure was cut off before it was rewritten.
            if (session.Connection.Scalar<long>("SELECT count(*) FROM pending_rewrite") == 0)
            {
                return shown;
            }
        }
        file.Rewrite(cancellation);
        return removed + shown;
    }

    private static HashSet<string> Visits(DuckDBConnection connection, short number, string userId) =>
        [.. connection.Query(VisitsOfUser, row => row.GetString(0), ("d", number), ("user", userId))];

    private static long EraseRows(DuckDBConnection connection, string domain, short number, string userId)
    {
        KeepHashes(connection, domain, number, userId);
        long removed = 0;
        // Visits are found through the interactions, so these go last.
        foreach (
            var rows in (string[])
                [
                    $"session_events WHERE {OfVisits}",
                    $"impressions WHERE user_{OfUser}",
                    $"impressions WHERE user_{OfVisits}",
                    $"interactions WHERE {OfUser}",
                    $"users WHERE {OfUser}",
                    $"rejected_rows WHERE {OfUser}",
                    $"flagged_users WHERE {OfUser}",
                ]
        )
        {
            removed += connection.Execute($"DELETE FROM {rows}", ("d", number), ("user", userId));
        }
        return removed + EraseRejectedRows(connection, number, userId);
    }

    private static long EraseRejectedRows(DuckDBConnection connection, short number, string userId)
    {
        var mentioning = connection
            .Query(
                "SELECT rowid, found, raw FROM rejected_rows WHERE domain_number = $d AND (contains(found, $user) OR contains(raw, $user))",
                row => (Place: row.GetInt64(0), Found: row.Text(1), Raw: row.Text(2)),
                ("d", number),
                ("user", userId)
            )
            .Where(row => Mention.Of(userId, row.Found ?? "") || Mention.Of(userId, row.Raw ?? ""))
            .Select(row => row.Place)
            .ToArray();
        return mentioning.Length == 0
            ? 0
            : connection.Execute($"DELETE FROM rejected_rows WHERE rowid IN ({string.Join(", ", mentioning)})");
    }

    private static void KeepHashes(DuckDBConnection connection, string domain, short number, string userId)
    {
        var erased = connection.Query(
            $"""
            SELECT event_number, event_id FROM interactions WHERE {OfUser} AND event_number IS NOT NULL
            UNION ALL SELECT event_number, event_id FROM session_events WHERE {OfVisits}
            """,
            row => (Number: row.GetInt64(0), Hash: EventIdHash.Of(domain, row.GetString(1))),
            ("d", number),
            ("user", userId)
        );
        foreach (var (eventNumber, hash) in erased)
        {
            connection.Execute($"INSERT INTO erased_events VALUES ($number, '{hash}'::UHUGEINT)", ("number", eventNumber));
        }
    }

    private static int EraseFromReports(DuckDBConnection connection, short domain, string userId)
    {
        var changed = 0;
        var reports = connection.Query(
            "SELECT import_number, report FROM committed_imports WHERE domain_number = $d",
            row => (Number: row.GetInt32(0), Json: row.GetString(1)),
            ("d", domain)
        );
        foreach (var (number, json) in reports)
        {
            if (ReportMentions.Remove(userId, json) is { } cleaned)
            {
                connection.Execute(
                    "UPDATE committed_imports SET report = $report WHERE import_number = $n",
                    ("report", cleaned),
                    ("n", number)
                );
                changed++;
            }
        }
        return changed;
    }
}
