using DuckDB.NET.Data;
using Kuajie.Platform.Imports;
using Kuajie.Platform.Users;
using Kuajie.Storage.Files;

namespace Kuajie.Storage.DuckDb.Importing;

/// <summary>
/// The table that rows of text files wait in until the cleaning rules run over them: in a file of its own in the staging folder, so that memory stays
/// bounded and the event store is not touched. User ids are replaced on the way in, where that is wished.
/// </summary>
internal sealed class TextStaging : IDisposable
{
    private const int RowsPerReport = 4096;
    private static readonly string[] Roles = ["user", "item", "kind", "time", "rating", "seconds", "value"];
    private readonly DuckDBConnection connection;
    private readonly Pseudonymizer? pseudonymizer;

    public TextStaging(DuckDBConnection connection, string folder, Pseudonymizer? pseudonymizer)
    {
        this.connection = connection;
        this.pseudonymizer = pseudonymizer;
        connection.Execute($"ATTACH {DuckDbCommands.Literal(Path.Combine(folder, "rows.duckdb"))} AS staging");
    }

    /// <summary>Adds a file's rows in a table of its own and returns how many.</summary>
    /// <param name="table">Number of the table.</param>
    /// <param name="reader">The file.</param>
    /// <param name="roles">Role → column.</param>
    /// <param name="progress">Told rows so far and packed bytes read so far.</param>
    /// <param name="cancellation">Stops between rows.</param>
    public long Add(
        int table,
        ISourceReader reader,
        IReadOnlyDictionary<string, int> roles,
        Action<long, long> progress,
        CancellationToken cancellation
    )
    {
        connection.Execute(
            $"CREATE TABLE staging.rows{table}(line BIGINT, fault VARCHAR, found VARCHAR, raw VARCHAR, {string.Join(", ", Roles.Select(role => $"{role}_text VARCHAR"))})"
        );
        var places = Roles.Select(role => roles.TryGetValue(role, out var place) ? place : -1).ToArray();
        var (rows, bytes) = (0L, 0L);
        using var appender = connection.CreateAppender("staging", "main", $"rows{table}");
        foreach (var row in reader.Rows(consumed => bytes = consumed))
        {
            Append(appender.CreateRow(), row, places);
            if (++rows % RowsPerReport == 0)
            {
                cancellation.ThrowIfCancellationRequested();
                progress(rows, bytes);
            }
        }
        return rows;
    }

    /// <summary>The table as a source of interactions.</summary>
    public static CleanSource Source(int table, SourceFile file, IReadOnlyDictionary<string, int> roles)
    {
        NumberSql Number(string role) => roles.ContainsKey(role) ? FieldSql.NumberOfText($"{role}_text") : NumberSql.Absent;
        return new CleanSource(
            $"staging.rows{table}",
            DuckDbCommands.Literal(file.Name),
            "line",
            "fault",
            "found",
            "raw",
            "user_text",
            "item_text",
            roles.ContainsKey("kind") ? "kind_text" : null,
            roles.ContainsKey("time") ? FieldSql.TimeOfText("time_text") : null,
            Number("rating"),
            Number("seconds"),
            Number("value")
        );
    }

    public void Dispose() => connection.Execute("DETACH staging");

    private void Append(IDuckDBAppenderRow target, SourceRow row, int[] places)
    {
        var (fault, found, raw) = (row.Fault, row.Found, row.Raw);
        if (pseudonymizer is not null)
        {
            var user = IdText.Clean(ValueAt(row, places[0]));
            fault ??= user?.Length > IdText.MostLength ? ImportReasons.TooLongId : null;
            // A row that fell apart may show the id anywhere: nothing of it is kept.
            (found, raw) = row.Fault is null ? (found, Redacted(row, places, user)) : (null, "");
            target.AppendValue(row.Line).AppendValue(fault).AppendValue(found).AppendValue(raw);
            target.AppendValue(row.Fault is null && user is not null ? pseudonymizer.UserPseudonym(user) : null);
        }
        else
        {
            target.AppendValue(row.Line).AppendValue(fault).AppendValue(found).AppendValue(raw).AppendValue(ValueAt(row, places[0]));
        }
        for (var role = 1; role < places.Length; role++)
        {
            target.AppendValue(ValueAt(row, places[role]));
        }
        target.EndRow();
    }

    private static string? ValueAt(SourceRow row, int place) => place < 0 ? null : row.Values[place];

    private string Redacted(SourceRow row, int[] places, string? user) =>
        string.Join(
            ", ",
            Roles.Select(
                (role, place) =>
                    $"{role}={(place == 0 ? user is null ? "" : pseudonymizer!.UserPseudonym(user) : ValueAt(row, places[place]))}"
            )
        );
}
