using System.Globalization;
using System.Security.Cryptography;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Kuajie.Platform.Faults;
using Kuajie.Platform.Users;
using Kuajie.Platform.Workspaces;

namespace Kuajie.Platform.Imports;

/// <summary>
/// One import into a workspace from request to report: known content is recognised, the import is recorded before and after, a cut-off one leaves no rows.
/// </summary>
public sealed class ImportWorkflow(IWorkspace workspace, IEventImporter importer, string stagingFolder, TimeProvider clock)
{
    /// <summary>How reports are written as JSON: web names, Chinese readable.</summary>
    public static JsonSerializerOptions Json { get; } =
        new(JsonSerializerDefaults.Web)
        {
            WriteIndented = true,
            Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
            DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
            Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) },
        };

    /// <summary>Folder of an import's report files.</summary>
    public string ReportFolder(string importId) => Path.Combine(workspace.ReportsFolder, "imports", importId);

    /// <summary>Imports.</summary>
    /// <param name="request">What to import.</param>
    /// <param name="observer">Told of the progress.</param>
    /// <param name="cancellation">Ends it; the store is as before then.</param>
    /// <param name="importId">The id that the import was given already; null for a new one.</param>
    /// <exception cref="KuajieException">Nothing to import, or a file cannot be read; nothing was changed.</exception>
    public ImportReport Run(ImportRequest request, IImportObserver observer, CancellationToken cancellation, string? importId = null)
    {
        ArgumentNullException.ThrowIfNull(request);
        if (request.Interactions.Count + request.Items.Count + request.Users.Count == 0)
        {
            throw ImportTexts.Source.Fault("nothing-to-import", "NothingToImport", isUsage: true);
        }
        Pseudonyms.ThrowIfRaw(workspace.Partners, request.Domain, request.Pseudonymizer);
        var fingerprint = importer.Fingerprint(request, observer, cancellation);
        if (importer.FindCommitted(request.Domain, fingerprint) is { } earlier)
        {
            return Repeated(earlier);
        }
        importId ??= NewImportId();
        var place = new ImportPlace(importId, Path.Combine(stagingFolder, importId), Path.Combine(ReportFolder(importId), "rejected.csv"));
        if (!request.IsDryRun)
        {
            workspace.Partners.EnsureDomain(request.Domain);
            workspace.Imports.Begin(
                new ImportRecord(importId, request.Domain, fingerprint, ImportState.Running, clock.GetUtcNow(), null, null)
            );
        }
        return Record(request, importId, () => importer.Import(request, fingerprint, place, observer, cancellation));
    }

    /// <summary>Takes the rows of a completed import back; false where there is none of that id.</summary>
    public bool Withdraw(string importId)
    {
        if (workspace.Imports.All().FirstOrDefault(import => import.ImportId == importId) is not { State: ImportState.Completed })
        {
            return false;
        }
        workspace.Imports.BeginWithdrawal(importId);
        importer.Withdraw(importId);
        workspace.Imports.Withdraw(importId, clock.GetUtcNow());
        if (Directory.Exists(ReportFolder(importId)))
        {
            Directory.Delete(ReportFolder(importId), recursive: true);
        }
        return true;
    }

    /// <summary>How files would be read; nothing is stored.</summary>
    public IReadOnlyList<FilePreview> Preview(ImportRequest request) => importer.Preview(request);

    private ImportReport Record(ImportRequest request, string importId, Func<ImportReport> import)
    {
        var isCommitted = false;
        try
        {
            var started = clock.GetTimestamp();
            var report = import() with { Seconds = Math.Round(clock.GetElapsedTime(started).TotalSeconds, 3) };
            isCommitted = true;
            report = WithLinks(report);
            if (!request.IsDryRun)
            {
                workspace.Imports.Complete(importId, clock.GetUtcNow(), JsonSerializer.Serialize(report, Json));
            }
            return report;
        }
        finally
        {
            if (!isCommitted && !request.IsDryRun)
            {
                workspace.Imports.Interrupt(importId, clock.GetUtcNow());
            }
        }
    }

    private ImportReport WithLinks(ImportReport report)
    {
        if (report.Quality is not { } quality)
        {
            return report;
        }
        var links = workspace
            .Links.Totals()
            .Where(total => total.FirstDomain == report.Domain || total.SecondDomain == report.Domain)
            .GroupBy(total => total.FirstDomain == report.Domain ? total.SecondDomain : total.FirstDomain)
            .ToDictionary(group => group.Key, group => group.Sum(total => total.Links));
        var overlaps = quality.Overlaps.Select(overlap => overlap with { Links = links.GetValueOrDefault(overlap.Domain) });
        return report with { Quality = quality with { Overlaps = [.. overlaps] } };
    }

    /// <summary>What reading the same content again would have found: every acceptable row is there already.</summary>
    private static ImportReport Repeated(ImportReport earlier) =>
        earlier with
        {
            AlreadyImported = true,
            DryRun = false,
            RowsKept = 0,
            DuplicateRows = earlier.RowsKept + earlier.DuplicateRows,
            Items = Repeated(earlier.Items),
            Users = Repeated(earlier.Users),
            Seconds = 0,
        };

    private static PartCounts? Repeated(PartCounts? part) =>
        part is null ? null : part with { RowsKept = 0, DuplicateRows = part.RowsKept + part.DuplicateRows };

    /// <summary>An id for an import that begins now.</summary>
    public string NewImportId() =>
        clock.GetUtcNow().ToString("yyyyMMdd'T'HHmmssfff", CultureInfo.InvariantCulture)
        + "-"
        + Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(3));
}
