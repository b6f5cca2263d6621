using System.Text.Json;
using DuckDB.NET.Data;
using Kuajie.Platform.Faults;
using Kuajie.Platform.Imports;
using Kuajie.Storage.Files;

namespace Kuajie.Storage.DuckDb.Importing;

/// <summary>Runs an import: everything in one transaction, whose commit is the acknowledgement.</summary>
internal sealed class DuckDbImporter(DuckDbFile file, TimeProvider clock)
{
    /// <summary>With the process itself this stays below 4 GB; the rest spills into the staging folder.</summary>
    private const string EngineMemory = "2200MB";

    public ImportReport? FindCommitted(string domain, string fingerprint)
    {
        using var session = file.Session();
        return session
            .Connection.Query(
                """
                SELECT c.report FROM committed_imports c JOIN domains d ON d.domain_number = c.domain_number
                WHERE d.name = $domain AND c.content_hash = $hash ORDER BY c.import_number DESC LIMIT 1
                """,
                row => JsonSerializer.Deserialize<ImportReport>(row.GetString(0), ImportWorkflow.Json)!,
                ("domain", domain),
                ("hash", fingerprint)
            )
            .FirstOrDefault();
    }

    public ImportReport Import(
        ImportRequest request,
        string fingerprint,
        ImportPlace place,
        IImportObserver observer,
        CancellationToken cancellation
    )
    {
        Directory.CreateDirectory(place.StagingFolder);
        try
        {
            using var session = file.WritingSession();
            Configure(session.Connection, request);
            return Import(session.Connection, request, fingerprint, place, observer, cancellation);
        }
        catch (DuckDBException fault) when (cancellation.IsCancellationRequested)
        {
            throw new OperationCanceledException(fault.Message, fault, cancellation);
        }
        catch (DuckDBException fault) when (fault.Message.Contains("No space left", StringComparison.Ordinal))
        {
            throw ImportTexts.Source.Fault("disk-full", "DiskFull", place.StagingFolder, inner: fault);
        }
        finally
        {
            Directory.Delete(place.StagingFolder, recursive: true);
        }
    }

    private ImportReport Import(
        DuckDBConnection connection,
        ImportRequest request,
        string fingerprint,
        ImportPlace place,
        IImportObserver observer,
        CancellationToken cancellation
    )
    {
        var number = connection.Scalar<int>("SELECT (coalesce(max(import_number), 0) + 1)::INTEGER FROM committed_imports");
        var files = new[] { request.Interactions, request.Items, request.Users }.Select(SourceFiles.Expand).ToArray();
        var domain = DomainNumbers.Ensure(connection, request.Domain);
        var scope = new ImportScope(request, connection, place, domain, number, clock.GetUtcNow(), observer, cancellation);
        using var interactions = new InteractionImport(scope);
        interactions.Prepare(files[0]);
        using var items = new ItemImport(scope, file);
        items.Prepare(files[1]);
        using var users = new UserImport(scope, file);
        users.Prepare(files[2]);
        using var transaction = connection.BeginTransaction();
        var report = Fill(scope, files[0].Count == 0 ? null : interactions.Run(), items.Run(), users.Run());
        cancellation.ThrowIfCancellationRequested();
        if (request.IsDryRun)
        {
            transaction.Rollback();
            return report;
        }
        var rejected = Path.Combine(place.StagingFolder, "rejected.csv");
        RejectedRows.WriteFile(connection, place.ImportId, request.EffectiveRatingRange, rejected);
        connection.Execute(
            "INSERT INTO committed_imports VALUES ($number, $id, $domain, $hash, $now, $report)",
            ("number", number),
            ("id", place.ImportId),
            ("domain", domain),
            ("hash", fingerprint),
            ("now", clock.GetUtcNow().UtcDateTime),
            ("report", JsonSerializer.Serialize(report, ImportWorkflow.Json))
        );
        transaction.Commit();
        Directory.CreateDirectory(Path.GetDirectoryName(place.RejectedFile)!);
        System.IO.File.Move(rejected, place.RejectedFile, overwrite: true);
        return report;
    }

    private static ImportReport Fill(ImportScope scope, PartCounts? interactions, PartCounts? items, PartCounts? users)
    {
        scope.Observer.Begin(ImportPhase.Measure, null);
        if (!scope.AreUsersAndItemsCounted)
        {
            QualityQueries.CountUsersAndItems(scope);
        }
        if (interactions is not null)
        {
            RobotFlags.Update(scope, RobotRule.Default);
        }
        var counts = interactions ?? PartCounts.Of(0, 0, new Dictionary<string, long>());
        return new ImportReport
        {
            ImportId = scope.Place.ImportId,
            Domain = scope.Request.Domain,
            DryRun = scope.Request.IsDryRun,
            RowsRead = counts.RowsRead,
            RowsKept = counts.RowsKept,
            RowsRejected = counts.RowsRejected,
            DuplicateRows = counts.DuplicateRows,
            RejectedByReason = counts.RejectedByReason,
            Items = items,
            Users = users,
            Sources = scope.Sources,
            FilesWithoutTime =
            [
                .. scope
                    .Sources.Where(source => source.Part == InteractionImport.Part && !source.Columns.ContainsKey("time"))
                    .Select(source => source.File),
            ],
            Examples = RejectedRows.Examples(scope),
            Quality = QualityQueries.Measure(scope),
            DroppedColumns = [.. scope.DroppedColumns],
        };
    }

    private static void Configure(DuckDBConnection connection, ImportRequest request)
    {
        connection.Execute($"SET memory_limit = '{EngineMemory}'; SET preserve_insertion_order = false");
        var zones = connection.Query("SELECT name FROM pg_timezone_names()", row => row.GetString(0));
        if (!zones.Contains(request.TimeZone))
        {
            var ending = request.TimeZone.Split('/')[^1];
            var near = zones.Where(zone => zone.Contains(ending, StringComparison.OrdinalIgnoreCase)).Take(3).ToArray();
            throw ImportTexts.Source.Fault(
                "unknown-time-zone",
                "UnknownTimeZone",
                "--time-zone",
                isUsage: true,
                arguments: [request.TimeZone, near.Length == 0 ? "Asia/Shanghai, UTC" : string.Join(", ", near)]
            );
        }
        connection.Execute($"SET TimeZone = {DuckDbCommands.Literal(request.TimeZone)}");
        if (request.Pseudonymizer is { } pseudonymizer)
        {
            connection.RegisterScalarFunction<string, string>("pseudonym", user => pseudonymizer.UserPseudonym(user));
        }
    }
}
