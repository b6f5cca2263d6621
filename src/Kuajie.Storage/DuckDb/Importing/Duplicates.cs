using DuckDB.NET.Data;

namespace Kuajie.Storage.DuckDb.Importing;

/// <summary>
/// Collapses exact duplicates (same user, item, kind, time and value), within an import and against what the domain holds. Rows are first compared by a 64-bit
/// hash, which is cheap; only those whose hash occurs twice are compared in full, so no row is lost to a collision.
/// </summary>
internal static class Duplicates
{
    private const string RowHash = "hash(user_id, item_id, kind, occurred_at, value)";

    /// <summary>Removes the import's rows that are there already and returns how many.</summary>
    public static long Remove(ImportScope scope)
    {
        var connection = scope.Connection;
        var fresh = $"domain_number = {scope.Domain} AND import_number = {scope.ImportNumber}";
        var stored = $"domain_number = {scope.Domain} AND import_number <> {scope.ImportNumber}";
        connection.Execute(
            $"""
            CREATE OR REPLACE TEMP TABLE repeated AS
            SELECT h FROM (SELECT {RowHash} AS h FROM interactions WHERE {fresh}) GROUP BY h HAVING count(*) > 1
            """,
            scope.Cancellation
        );
        if (connection.Scalar<bool>($"SELECT EXISTS (SELECT 1 FROM interactions WHERE {stored})"))
        {
            connection.Execute(
                $"""
                INSERT INTO repeated
                SELECT DISTINCT h FROM (SELECT {RowHash} AS h FROM interactions WHERE {stored})
                WHERE h IN (SELECT {RowHash} FROM interactions WHERE {fresh})
                """,
                scope.Cancellation
            );
        }
        if (connection.Scalar<long>("SELECT count(*) FROM repeated") == 0)
        {
            return 0;
        }
        return connection.Execute(
            $"""
            DELETE FROM interactions WHERE {fresh} AND rowid IN (
                SELECT place FROM (
                    SELECT rowid AS place, import_number, row_number() OVER (
                        PARTITION BY user_id, item_id, kind, occurred_at, value ORDER BY import_number = {scope.ImportNumber}, rowid) AS copy
                    FROM interactions WHERE domain_number = {scope.Domain} AND {RowHash} IN (SELECT h FROM repeated))
                WHERE copy > 1 AND import_number = {scope.ImportNumber})
            """,
            scope.Cancellation
        );
    }
}
