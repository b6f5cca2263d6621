using DuckDB.NET.Data;
using Kuajie.Storage.DuckDb.EventIds;
using Kuajie.Storage.Texts;

namespace Kuajie.Storage.DuckDb;

/// <summary>Reads everything the event store holds, for <c>kuajie doctor</c>.</summary>
internal static class StoreChecks
{
    private static readonly string[] Tables =
    [
        "domains",
        "interactions",
        "flagged_users",
        "items",
        "item_vectors",
        "users",
        "rejected_rows",
        "committed_imports",
        "session_events",
        "erased_events",
        "impressions",
    ];

    /// <summary>What is wrong, one sentence each.</summary>
    public static IReadOnlyList<string> Run(DuckDbFile file, string indexFolder)
    {
        using var session = file.Session();
        var faults = new List<string>();
        foreach (var table in Tables)
        {
            try
            {
                // Hashing every column makes the engine read and check every block.
                session.Connection.Scalar<long>($"SELECT (coalesce(bit_xor(hash(t)), 0)::HUGEINT % 1000000007)::BIGINT FROM {table} AS t");
            }
            catch (DuckDBException damage)
            {
                faults.Add(StoreTexts.UnreadableTable(table, damage.Message.Split('\n')[0]));
            }
        }
        if (faults.Count == 0)
        {
            Check(
                session.Connection,
                faults,
                "interactions",
                "items",
                "item_vectors",
                "users",
                "flagged_users",
                "rejected_rows",
                "session_events"
            );
            CheckEvents(session.Connection, faults);
        }
        CheckIndex(indexFolder, faults);
        return faults;
    }

    private static void CheckEvents(DuckDBConnection connection, List<string> faults)
    {
        var repeated = connection.Scalar<long>(
            """
            SELECT coalesce(sum(n - 1), 0)::BIGINT FROM (
                SELECT count(*) AS n FROM (
                    SELECT domain_number, event_id FROM interactions WHERE event_id IS NOT NULL
                    UNION ALL SELECT domain_number, event_id FROM session_events)
                GROUP BY domain_number, event_id HAVING count(*) > 1)
            """
        );
        if (repeated > 0)
        {
            faults.Add(StoreTexts.RepeatedEvents(repeated));
        }
    }

    private static void CheckIndex(string folder, List<string> faults)
    {
        if (Directory.Exists(folder))
        {
            var damaged = Directory.EnumerateFiles(folder, "*" + EventIdRun.Ending).Where(path => !EventIdRun.IsWhole(path));
            faults.AddRange(damaged.Select(path => StoreTexts.DamagedIndex(Path.GetFileName(path))));
        }
    }

    private static void Check(DuckDBConnection connection, List<string> faults, params string[] tables)
    {
        foreach (var table in tables)
        {
            var orphans = connection.Scalar<long>(
                $"SELECT count(*) FROM {table} WHERE domain_number NOT IN (SELECT domain_number FROM domains)"
            );
            if (orphans > 0)
            {
                faults.Add(StoreTexts.RowsWithoutDomain(table, orphans));
            }
        }
        foreach (
            var domain in connection.Query(
                "SELECT name FROM item_vectors JOIN domains USING (domain_number) GROUP BY name HAVING min(len(vector)) < max(len(vector)) ORDER BY name",
                row => row.GetString(0)
            )
        )
        {
            faults.Add(StoreTexts.UnevenVectors(domain));
        }
        var strays = connection.Scalar<long>(
            "SELECT count(*) FROM interactions WHERE import_number > 0 AND import_number NOT IN (SELECT import_number FROM committed_imports)"
        );
        if (strays > 0)
        {
            faults.Add(StoreTexts.RowsWithoutImport(strays));
        }
    }
}
