using System.Text.Json.Nodes;
using DuckDB.NET.Data;
using Kuajie.Platform.Imports;
using Kuajie.Storage.Files;

namespace Kuajie.Storage.DuckDb.Importing;

/// <summary>
/// What importing items and users have in common: rows become records in C#, wait in a temporary table, and replace the stored records of the same id. Of several rows
/// for one id the last wins; rows equal to what is stored change nothing. Both count as duplicates.
/// </summary>
internal abstract class RecordImport(ImportScope scope, DuckDbFile store, string part) : IDisposable
{
    private const int RowsPerReport = 1024;
    private bool isPrepared;

    protected ImportScope Scope { get; } = scope;

    /// <summary>Name of the temporary table.</summary>
    protected string Waiting => $"waiting_{part}";

    protected abstract IReadOnlyList<ColumnRole> Roles { get; }

    protected abstract IReadOnlyList<string> Headerless { get; }

    /// <summary>The record's columns and their types, id first.</summary>
    protected abstract string RecordColumns { get; }

    /// <summary>Reads the row into the current record, or tells what is wrong with it.</summary>
    protected abstract RowFault? Test(ISourceReader reader, IReadOnlyDictionary<string, int> roles, SourceRow row);

    /// <summary>Adds the current record's columns, nulls where the row is faulty.</summary>
    protected abstract void Append(IDuckDBAppenderRow target, IReadOnlyDictionary<string, int> roles, SourceRow row, bool isFaulty);

    /// <summary>SQL of the reason that only SQL can tell, over the waiting table; NULL where the row is sound.</summary>
    protected virtual string LateReason => "NULL::VARCHAR";

    /// <summary>SQL of the field and of what was found for <see cref="LateReason"/>.</summary>
    protected virtual (string Field, string Found) LateFault => ("NULL::VARCHAR", "NULL::VARCHAR");

    /// <summary>Replaces stored records by the waiting ones in <c>chosen</c> and returns how many were new or changed.</summary>
    protected abstract long Store();

    /// <summary>Opens every file, checks columns and reads the rows. Needs no transaction.</summary>
    public void Prepare(IReadOnlyList<SourceFile> files)
    {
        if (files.Count == 0)
        {
            return;
        }
        isPrepared = true;
        Scope.Connection.Execute(
            $"CREATE TEMP TABLE {Waiting}(place BIGINT, file VARCHAR, line BIGINT, reason VARCHAR, field VARCHAR, found VARCHAR, user_id VARCHAR, raw VARCHAR, {RecordColumns})"
        );
        var opened = files.Select(Open).ToList();
        var progress = new StagingProgress(Scope.Observer, files);
        long place = 0;
        foreach (var (reader, roles) in opened)
        {
            var rows = Add(reader, roles, ref place, progress);
            progress.FileDone(reader.File, rows);
            Scope.Sources.Add(
                new(
                    part,
                    reader.File.Name,
                    reader.Format,
                    reader.Format == "parquet" ? null : reader.EncodingName,
                    roles.ToDictionary(role => role.Key, role => reader.Columns[role.Value]),
                    rows
                )
            );
        }
    }

    /// <summary>Stores the records inside the caller's transaction; null where there were no files.</summary>
    public PartCounts? Run()
    {
        if (!isPrepared)
        {
            return null;
        }
        var read = Scope.Connection.Scalar<long>($"SELECT count(*) FROM {Waiting}");
        var (field, found) = LateFault;
        Scope.Connection.Execute(
            $"""
            INSERT INTO rejected_rows
            SELECT {Scope.Domain}, {DuckDbCommands.Literal(
                Scope.Place.ImportId
            )}, '{part}', file, line, coalesce(reason, late), coalesce(field, late_field),
                coalesce(found, late_found), user_id, raw
            FROM (SELECT *, {LateReason} AS late, {field} AS late_field, {found} AS late_found FROM {Waiting}) WHERE reason IS NOT NULL OR late IS NOT NULL
            """,
            Scope.Cancellation
        );
        var rejected = RejectedRows.CountByReason(Scope, part);
        var kept = Store();
        return PartCounts.Of(read, read - rejected.Values.Sum() - kept, rejected);
    }

    public void Dispose()
    {
        if (isPrepared)
        {
            Scope.Connection.Execute($"DROP TABLE IF EXISTS {Waiting}");
        }
    }

    /// <summary>The columns that play no role, with their values, typed where the file has types.</summary>
    protected static IEnumerable<KeyValuePair<string, JsonNode?>> Others(
        ISourceReader reader,
        IReadOnlyDictionary<string, int> roles,
        SourceRow row
    )
    {
        if (row.Json is { } json)
        {
            var taken = roles.Values.Select(place => reader.Columns[place]).ToHashSet(StringComparer.Ordinal);
            foreach (var property in json.EnumerateObject().Where(property => !taken.Contains(property.Name)))
            {
                yield return KeyValuePair.Create(property.Name, JsonNode.Parse(property.Value.GetRawText()));
            }
            yield break;
        }
        for (var column = 0; column < reader.Columns.Count; column++)
        {
            if (row.Values[column] is { } text && !roles.Values.Contains(column))
            {
                yield return KeyValuePair.Create(BareName(reader.Columns[column]), (JsonNode?)JsonValue.Create(text));
            }
        }
    }

    /// <summary>A column's name without RecBole's type after the colon.</summary>
    private static string BareName(string column) => column.Split(':')[0];

    private (ISourceReader Reader, IReadOnlyDictionary<string, int> Roles) Open(SourceFile file)
    {
        var reader =
            file.Format == SourceFormat.Parquet
                ? new ParquetJsonReader(store, file, [.. ParquetSource.Columns(Scope.Connection, file).Select(column => column.Name)])
                : SourceReaders.Open(file, Roles, Headerless, Scope.Request);
        var names = reader.Columns.ToHashSet(StringComparer.Ordinal);
        var map = Scope.Request.Map.Where(entry => names.Contains(entry.Value)).ToDictionary(entry => entry.Key, entry => entry.Value);
        return (reader, ColumnRecognizer.Recognize(Roles, reader.Columns, map, file.FilePath));
    }

    private long Add(ISourceReader reader, IReadOnlyDictionary<string, int> roles, ref long place, StagingProgress progress)
    {
        var (rows, bytes) = (0L, 0L);
        using var appender = Scope.Connection.CreateAppender("temp", "main", Waiting);
        foreach (var row in reader.Rows(consumed => bytes = consumed))
        {
            new WaitingRow(this, appender, ++place).Add(reader, roles, row);
            if (++rows % RowsPerReport == 0)
            {
                Scope.Cancellation.ThrowIfCancellationRequested();
                progress.Report(rows, bytes);
            }
        }
        return rows;
    }

    /// <summary>The id of the user a row belongs to, as it is stored; null for items.</summary>
    protected virtual string? UserOf(IReadOnlyDictionary<string, int> roles, SourceRow row) => null;

    /// <summary>The row as it may be kept among the rejected ones.</summary>
    protected virtual string RawOf(SourceRow row) => row.Raw;

    private readonly record struct WaitingRow(RecordImport Import, DuckDBAppender Appender, long Place)
    {
        public void Add(ISourceReader reader, IReadOnlyDictionary<string, int> roles, SourceRow row)
        {
            RowFault? fault = row.Fault is { } broken ? new RowFault(broken, "", row.Found) : Import.Test(reader, roles, row);
            var target = Appender
                .CreateRow()
                .AppendValue(Place)
                .AppendValue(reader.File.Name)
                .AppendValue(row.Line)
                .AppendValue(fault?.Reason)
                .AppendValue(fault?.Field)
                .AppendValue(fault?.Found)
                .AppendValue(row.Fault is null ? Import.UserOf(roles, row) : null)
                .AppendValue(Import.RawOf(row));
            Import.Append(target, roles, row, fault is not null);
            target.EndRow();
        }
    }
}
