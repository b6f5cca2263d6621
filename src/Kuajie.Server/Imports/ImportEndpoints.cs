using System.Globalization;
using System.Text.Json;
using Kuajie.Client.Imports;
using Kuajie.Client.Problems;
using Kuajie.Platform.Access;
using Kuajie.Platform.Faults;
using Kuajie.Platform.Imports;
using Kuajie.Platform.Imports.Live;
using Kuajie.Platform.Progress;
using Kuajie.Server.Access;
using Kuajie.Server.Catalog;
using Kuajie.Server.Compliance;
using Kuajie.Server.Operations;
using Kuajie.Storage.Workspaces;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Kuajie.Server.Imports;

/// <summary>Imports of files: looked at, uploaded, followed, cancelled or taken back, and what they rejected.</summary>
internal static class ImportEndpoints
{
    private const int MostListed = 100;
    private const Role Importers = Role.Owner | Role.Data;
    private const Role Readers = Role.Owner | Role.Data | Role.Compliance;

    public static void Map(IEndpointRouteBuilder v1)
    {
        var imports = v1.MapGroup("/domains/{domain}/imports").WithTags("imports");
        imports
            .MapPost("", Post)
            .WithName("startImport")
            // Not Accepts: that would have the router answer other media types before the gate has asked who calls.
            .AddOpenApiOperationTransformer(ImportFormDescription.AddAsync)
            .Produces<ImportResponse>(StatusCodes.Status202Accepted)
            .Produces<ProblemResponse>(StatusCodes.Status413PayloadTooLarge, "application/problem+json")
            .Produces<ProblemResponse>(StatusCodes.Status429TooManyRequests, "application/problem+json")
            .Allow(Scope.Manage, Importers, DomainNeed.Own);
        imports
            .MapPost("/preview", Preview)
            .WithName("previewImport")
            // It looks at files and keeps nothing.
            .LeavesNoActivity()
            .AddOpenApiOperationTransformer(ImportFormDescription.AddAsync)
            .Produces<ImportPreviewResponse>()
            .Produces<ProblemResponse>(StatusCodes.Status413PayloadTooLarge, "application/problem+json")
            .Allow(Scope.Manage, Importers, DomainNeed.Own);
        imports.MapGet("", List).WithName("listImports").Allow(Scope.Manage, Readers, DomainNeed.Own);
        imports.MapGet("/{import}", Get).WithName("getImport").Allow(Scope.Manage, Readers, DomainNeed.Own);
        imports.MapGet("/{import}/rejected", Rejected).WithName("getRejectedRows").Allow(Scope.Manage, Readers, DomainNeed.Own);
        imports.MapGet("/{import}/progress", Follow).WithName("followImport").Allow(Scope.Manage, Readers, DomainNeed.Own);
        imports.MapDelete("/{import}", Withdraw).WithName("withdrawImport").Allow(Scope.Manage, Importers, DomainNeed.Own);
    }

    /// <summary>
    /// Takes files with interactions, items or users and imports them in the background, all or nothing; the same files again change nothing. Answers when the files have arrived and the import
    /// is on record: it is done even if the service ends meanwhile, by the next one.
    /// </summary>
    internal static async Task<IResult> Post(
        string domain,
        HttpContext context,
        ImportBacklog backlog,
        ImportWorkflow workflow,
        Workspace workspace,
        CatalogMeters meters,
        ServerSettings settings
    )
    {
        var boundary = ImportUpload.BoundaryOf(context.Request) ?? throw ImportFaults.MediaType;
        backlog.ThrowIfFull();
        var folder = Path.Combine(workspace.Layout.Staging, $"upload-{workflow.NewImportId()}");
        var isTaken = false;
        try
        {
            var upload = new ImportUpload(folder, settings.MostUploadBytes);
            var form = await upload.ReadAsync(context, boundary);
            var run = backlog.Submit(domain, form, folder, context.Caller().Id);
            isTaken = true;
            context.Note().Object = run.ImportId;
            meters.Uploaded(domain, upload.Bytes);
            context.Response.Headers.Location = $"/v1/domains/{Uri.EscapeDataString(domain)}/imports/{run.ImportId}";
            return TypedResults.Json(ToResponse(run), ImportsJson.Default.ImportResponse, statusCode: StatusCodes.Status202Accepted);
        }
        finally
        {
            if (!isTaken)
            {
                LeftFolder.Remove(folder);
            }
        }
    }

    /// <summary>
    /// Says how files would be read: encoding, separator, form of times, which column means what and what else it could be, and the first rows. Nothing is stored. The beginning of a file
    /// will do, except for Parquet.
    /// </summary>
    internal static async Task<IResult> Preview(
        string domain,
        HttpContext context,
        ImportWorkflow workflow,
        Workspace workspace,
        ServerSettings settings
    )
    {
        var boundary = ImportUpload.BoundaryOf(context.Request) ?? throw ImportFaults.MediaType;
        var folder = Path.Combine(workspace.Layout.Staging, $"upload-{workflow.NewImportId()}");
        try
        {
            var form = await new ImportUpload(folder, settings.MostBodyBytes).ReadAsync(context, boundary);
            return form.Files.Any()
                ? TypedResults.Ok(PreviewOnTheWire.Of(workflow.Preview(form.ToRequest(domain, folder))))
                : throw ImportFaults.NothingToPreview;
        }
        catch (KuajieException fault)
            when (fault.Message.Contains(folder, StringComparison.Ordinal)
                || fault.Where?.Contains(folder, StringComparison.Ordinal) == true
            )
        {
            throw ImportFaults.WithoutFolder(fault, folder);
        }
        finally
        {
            LeftFolder.Remove(folder);
        }
    }

    /// <summary>The latest imports into this domain, newest first, those of the command line too.</summary>
    internal static Ok<IReadOnlyList<ImportResponse>> List(string domain, ImportBacklog backlog) =>
        TypedResults.Ok<IReadOnlyList<ImportResponse>>([.. backlog.Of(domain, MostListed).Select(run => ToResponse(run))]);

    /// <summary>One import with its report.</summary>
    internal static Ok<ImportResponse> Get(
        string domain,
        string import,
        HttpContext context,
        ImportBacklog backlog,
        CurrentAccess access,
        ServerSettings settings
    )
    {
        var run = Find(domain, import, backlog);
        var report = run.ReportJson is { } json
            ? ImportReportOnTheWire.Of(json, context.Caller(), access.Current, settings.FewestPeople)
            : (JsonElement?)null;
        return TypedResults.Ok(ToResponse(run) with { Report = report });
    }

    /// <summary>The rows that an import rejected, as CSV: file, line, reason, what was found and what was expected.</summary>
    internal static PhysicalFileHttpResult Rejected(string domain, string import, ImportBacklog backlog, ImportWorkflow workflow)
    {
        var run = Find(domain, import, backlog);
        var path = Path.Combine(workflow.ReportFolder(run.ImportId), "rejected.csv");
        return File.Exists(path)
            ? TypedResults.PhysicalFile(path, "text/csv; charset=utf-8", $"{run.ImportId}-rejected.csv")
            : throw ImportFaults.NoRejectedRows;
    }

    /// <summary>
    /// The progress as server-sent events: what has been said so far, then each message as it comes, until the import is over. A reader that comes back with
    /// <c>Last-Event-ID</c> goes on where it was.
    /// </summary>
    internal static ServerSentEventsResult<ImportStepResponse> Follow(
        string domain,
        string import,
        HttpContext context,
        ImportBacklog backlog,
        CancellationToken cancellation
    )
    {
        Find(domain, import, backlog);
        var progress = backlog.ProgressOf(import) ?? throw ImportFaults.NoProgress;
        return FollowedEvents.Of(progress, context, ToResponse, cancellation);
    }

    /// <summary>
    /// Ends an import that waits or runs, and takes back one that is done: its interactions, and the items and users that it wrote last. Nothing of it is left; what its items and users replaced
    /// does not come back, and models trained on its rows stay.
    /// </summary>
    internal static Ok<ImportResponse> Withdraw(string domain, string import, ImportBacklog backlog)
    {
        Find(domain, import, backlog);
        return TypedResults.Ok(ToResponse(backlog.Withdraw(domain, import)!));
    }

    private static ImportRun Find(string domain, string import, ImportBacklog backlog) =>
        backlog.Find(domain, import) ?? throw ImportFaults.UnknownImport(domain);

    private static ImportStepResponse ToResponse(ImportStep step) =>
        new(step.At, JsonNamingPolicy.CamelCase.ConvertName(step.Stage.ToString()), step.Rows, step.Expected);

    private static ImportResponse ToResponse(ImportRun run) =>
        new(
            run.ImportId,
            JsonNamingPolicy.CamelCase.ConvertName(run.State.ToString()),
            run.RequestedAt,
            run.RequestedBy,
            run.StartedAt,
            run.EndedAt,
            run.FaultCode,
            run.FaultText
        );
}
