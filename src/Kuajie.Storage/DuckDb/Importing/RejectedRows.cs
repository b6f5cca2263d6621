using DuckDB.NET.Data;
using Kuajie.Platform.Imports;

namespace Kuajie.Storage.DuckDb.Importing;

/// <summary>The table and the file of rejected rows.</summary>
internal static class RejectedRows
{
    private const int ExamplesPerReason = 3;

    /// <summary>Adds the rejected among cleaned rows, see <see cref="CleaningSql.RejectedRows"/>.</summary>
    public static void AddFrom(ImportScope scope, string part, string rows, ReadOnlySpan<(string Name, object? Value)> parameters) =>
        scope.Connection.Execute(
            $"""
            INSERT INTO rejected_rows
            SELECT {scope.Domain}, {DuckDbCommands.Literal(scope.Place.ImportId)}, {DuckDbCommands.Literal(
                part
            )}, file, line, reason, field, found, user_id, raw
            FROM ({rows})
            """,
            scope.Cancellation,
            parameters
        );

    public static Dictionary<string, long> CountByReason(ImportScope scope, string part) =>
        scope
            .Connection.Query(
                "SELECT reason, count(*) FROM rejected_rows WHERE import_id = $import AND part = $part GROUP BY reason",
                row => (Reason: row.GetString(0), Rows: row.GetInt64(1)),
                ("import", scope.Place.ImportId),
                ("part", part)
            )
            .OrderBy(count => ImportReasons.All.ToList().IndexOf(count.Reason))
            .ToDictionary(count => count.Reason, count => count.Rows);

    /// <summary>The first rows of each part and reason.</summary>
    public static IReadOnlyList<RejectedExample> Examples(ImportScope scope) =>
        scope.Connection.Query(
            $"""
            SELECT part, reason, source_file, line, field, found, left(raw, 300) FROM rejected_rows WHERE import_id = $import
            QUALIFY row_number() OVER (PARTITION BY part, reason ORDER BY source_file, line) <= {ExamplesPerReason}
            ORDER BY part, reason, source_file, line
            """,
            row => new RejectedExample(
                row.GetString(0),
                row.GetString(1),
                row.GetString(2),
                row.GetInt64(3),
                row.GetString(4),
                row.Text(5),
                ImportReasons.Expected(row.GetString(1), scope.Request.EffectiveRatingRange),
                row.Text(6)
            ),
            ("import", scope.Place.ImportId)
        );

    /// <summary>Writes all of an import's rejected rows as CSV with a header.</summary>
    public static void WriteFile(DuckDBConnection connection, string importId, RatingRange ratings, string path)
    {
        var expected = string.Join(
            ", ",
            ImportReasons.All.Select(reason =>
                $"({DuckDbCommands.Literal(reason)}, {DuckDbCommands.Literal(ImportReasons.Expected(reason, ratings))})"
            )
        );
        connection.Execute(
            $"""
            COPY (
                SELECT r.part, r.source_file, r.line, r.reason, r.field, r.found, e.expected, r.raw
                FROM rejected_rows r JOIN (VALUES {expected}) AS e(reason, expected) ON e.reason = r.reason
                WHERE r.import_id = {DuckDbCommands.Literal(importId)} ORDER BY r.part, r.source_file, r.line)
            TO {DuckDbCommands.Literal(path)} (FORMAT csv, HEADER)
            """
        );
    }
}
