using DuckDB.NET.Data;
using Kuajie.Platform.Imports;
using Kuajie.Platform.Interactions;
using Kuajie.Storage.Files;

namespace Kuajie.Storage.DuckDb.Importing;

/// <summary>Brings interaction files into the store: read or stage, clean, add, remove duplicates.</summary>
internal sealed class InteractionImport(ImportScope scope) : IDisposable
{
    public const string Part = "interactions";
    private readonly List<InteractionSource> sources = [];
    private TextStaging? staging;

    /// <summary>Opens every file, checks its columns and stages text. Needs no transaction.</summary>
    public void Prepare(IReadOnlyList<SourceFile> files)
    {
        if (files.Any(file => file.Format != SourceFormat.Parquet))
        {
            staging = new TextStaging(scope.Connection, scope.Place.StagingFolder, scope.Request.Pseudonymizer);
        }
        var opened = files.Select(Open).ToList();
        var stager = new StagingProgress(scope.Observer, [.. opened.Where(file => file.Reader is not null).Select(file => file.File)]);
        foreach (var (file, reader, roles, columns) in opened)
        {
            scope.Cancellation.ThrowIfCancellationRequested();
            if (reader is null)
            {
                AddParquet(file, columns, roles);
            }
            else
            {
                AddText(file, reader, roles, stager);
            }
        }
    }

    /// <summary>Cleans and adds the rows inside the caller's transaction.</summary>
    public PartCounts Run()
    {
        var read = sources.Sum(source => source.Rows);
        CreateKindWords();
        scope.Observer.Begin(ImportPhase.Clean, read);
        long added = 0;
        using (var progress = new QueryProgress(scope, read))
        {
            foreach (var source in sources)
            {
                progress.Next(source.Rows);
                added += AddRows(source);
                progress.Done += source.Rows;
            }
            added += PutRightOddIds();
        }
        var rejected = added == read ? new Dictionary<string, long>() : Reject();
        scope.Observer.Begin(ImportPhase.Deduplicate, added);
        var duplicates = Duplicates.Remove(scope);
        scope.AreUsersAndItemsCounted &= duplicates == 0;
        return PartCounts.Of(read, duplicates, rejected);
    }

    public void Dispose() => staging?.Dispose();

    private (
        SourceFile File,
        ISourceReader? Reader,
        IReadOnlyDictionary<string, int> Roles,
        IReadOnlyList<(string Name, string Type)> Columns
    ) Open(SourceFile file)
    {
        var request = scope.Request;
        if (file.Format == SourceFormat.Parquet)
        {
            var columns = ParquetSource.Columns(scope.Connection, file);
            var names = columns.Select(column => column.Name).ToArray();
            return (file, null, ColumnRecognizer.Recognize(ColumnRole.Interactions, names, request.Map, file.FilePath), columns);
        }
        var reader = SourceReaders.Open(file, ColumnRole.Interactions, request.Preset?.InteractionColumns ?? [], request);
        return (file, reader, ColumnRecognizer.Recognize(ColumnRole.Interactions, reader.Columns, request.Map, file.FilePath), []);
    }

    private void AddParquet(SourceFile file, IReadOnlyList<(string Name, string Type)> columns, IReadOnlyDictionary<string, int> roles)
    {
        var isHidden = scope.Request.Pseudonymizer is not null;
        var rows = ParquetSource.RowCount(scope.Connection, file);
        sources.Add(
            new(
                ParquetSource.Of(file, columns, roles, !isHidden, scope.Request.TimeZone == "UTC"),
                KindWithout(roles),
                isHidden,
                file,
                rows
            )
        );
        scope.Sources.Add(
            new(Part, file.Name, "parquet", null, roles.ToDictionary(role => role.Key, role => columns[role.Value].Name), rows)
        );
    }

    private void AddText(SourceFile file, ISourceReader reader, IReadOnlyDictionary<string, int> roles, StagingProgress progress)
    {
        var table = sources.Count;
        var rows = staging!.Add(table, reader, roles, progress.Report, scope.Cancellation);
        progress.FileDone(file, rows);
        sources.Add(new(TextStaging.Source(table, file, roles), KindWithout(roles), false, file, rows));
        scope.Sources.Add(
            new(
                Part,
                file.Name,
                reader.Format,
                reader.EncodingName,
                roles.ToDictionary(role => role.Key, role => reader.Columns[role.Value]),
                rows
            )
        );
    }

    private InteractionKind KindWithout(IReadOnlyDictionary<string, int> roles) =>
        scope.Request.DefaultKind
        ?? (
            roles.ContainsKey("rating") ? InteractionKind.Rating
            : roles.ContainsKey("seconds") ? InteractionKind.Watch
            : InteractionKind.View
        );

    private void CreateKindWords()
    {
        scope.Connection.Execute("CREATE OR REPLACE TEMP TABLE kind_words(word VARCHAR, kind UTINYINT)");
        using var appender = scope.Connection.CreateAppender("temp", "main", "kind_words");
        foreach (var (word, kind) in InteractionKinds.Words)
        {
            appender.CreateRow().AppendValue(word).AppendValue((byte)kind).EndRow();
        }
    }

    private long AddRows(InteractionSource source) =>
        Insert(
            source,
            source.HasUntestedIds
                ? CleaningSql.RowsWithUntestedIds(source.Rules, source.Kind)
                : CleaningSql.Rows(source.Rules, source.Kind, source.Pseudonymize)
        );

    /// <summary>Brings rows whose untested ids turn out odd under the whole rules; the change in rows of the store.</summary>
    private long PutRightOddIds()
    {
        var untested = sources.Where(source => source.HasUntestedIds).ToList();
        var takenOut = untested.Count == 0 ? 0 : OddIds.TakeOut(scope);
        if (takenOut == 0)
        {
            return 0;
        }
        return untested.Sum(source =>
            {
                var rows = source.Rules with { From = $"(SELECT * FROM {source.Rules.From} WHERE {OddIds.Of(source.Rules)})" };
                return Insert(source, CleaningSql.Rows(rows, source.Kind, pseudonymize: false));
            }) - takenOut;
    }

    private Dictionary<string, long> Reject()
    {
        foreach (var source in sources)
        {
            var rejected = CleaningSql.RejectedRows(source.Rules, source.Kind, source.Pseudonymize);
            Guarded(source, () => RejectedRows.AddFrom(scope, Part, rejected, Parameters));
        }
        return RejectedRows.CountByReason(scope, Part);
    }

    private long Insert(InteractionSource source, string rows)
    {
        long added = 0;
        Guarded(
            source,
            () =>
                added = scope.Connection.Execute(
                    $"""
                    INSERT INTO interactions(domain_number, user_id, item_id, kind, occurred_at, value, import_number)
                    SELECT {scope.Domain}, user_id, item_id, kind, occurred_at, value, {scope.ImportNumber} FROM ({rows}) WHERE reason IS NULL
                    """,
                    scope.Cancellation,
                    Parameters
                )
        );
        return added;
    }

    private (string, object?)[] Parameters =>
        [
            ("now", scope.Now.UtcDateTime),
            ("least", scope.Request.EffectiveRatingRange.Least),
            ("most", scope.Request.EffectiveRatingRange.Most),
        ];

    private static void Guarded(InteractionSource source, Action action)
    {
        try
        {
            action();
        }
        catch (DuckDBException damage)
            when (source.File.Format == SourceFormat.Parquet && damage.ErrorType != DuckDB.NET.Native.DuckDBErrorType.OutOfMemory)
        {
            throw ParquetSource.Broken(source.File, damage);
        }
    }
}

/// <summary>A file ready to be cleaned.</summary>
/// <param name="Rules">Its fields as SQL.</param>
/// <param name="Kind">Kind of rows where it has no column of kinds.</param>
/// <param name="Pseudonymize">Whether user ids are still to be replaced.</param>
/// <param name="File">The file.</param>
/// <param name="Rows">Its rows.</param>
internal sealed record InteractionSource(CleanSource Rules, InteractionKind Kind, bool Pseudonymize, SourceFile File, long Rows)
{
    /// <summary>Whether ids are tested once each after adding (<see cref="OddIds"/>): in large columnar files, unless ids are replaced on the way in.</summary>
    public bool HasUntestedIds => File.Format == SourceFormat.Parquet && !Pseudonymize;
}
