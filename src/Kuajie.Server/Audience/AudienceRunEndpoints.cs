using Kuajie.Client.Audience;
using Kuajie.Marketing.Response;
using Kuajie.Platform.Access;
using Kuajie.Platform.Audience;
using Kuajie.Platform.Audience.Runs;
using Kuajie.Platform.Partners;
using Kuajie.Server.Access;
using Kuajie.Server.Compliance;
using Kuajie.Server.Operations;
using Kuajie.Storage.Workspaces;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Kuajie.Server.Audience;

/// <summary>Long work on the audiences of one's own domains in the background: asked for, followed, cancelled, found again with what came of it.</summary>
internal static class AudienceRunEndpoints
{
    private const Role Deciders = Role.Owner | Role.Growth | Role.Data;
    private const Role SeesUsers = Role.Owner | Role.Data | Role.Compliance;
    private static readonly Dictionary<int, string> NoNames = [];

    public static void Map(IEndpointRouteBuilder v1)
    {
        var runs = v1.MapGroup("/domains/{domain}/audience-runs").WithTags("audience runs");
        runs.MapPost("", Start).WithName("startAudienceRun").Allow(Scope.Manage, Deciders, DomainNeed.Own);
        runs.MapGet("", List).WithName("listAudienceRuns").Allow(Scope.Manage, Deciders, DomainNeed.Own);
        runs.MapGet("/{run}", Get).WithName("getAudienceRun").Allow(Scope.Manage, Deciders, DomainNeed.Own);
        runs.MapGet("/{run}/progress", Follow).WithName("followAudienceRun").Allow(Scope.Manage, Deciders, DomainNeed.Own);
        runs.MapPost("/{run}/segments", Save).WithName("saveClusters").Allow(Scope.Manage, Deciders, DomainNeed.Own);
        runs.MapDelete("/{run}", Cancel).WithName("cancelAudienceRun").Allow(Scope.Manage, Deciders, DomainNeed.Own);
    }

    /// <summary>
    /// Puts work on the domain's audience at the end of the queue: clusters to look for (stored as segments where <c>saveAs</c> names them), or response models to train beside the base rate (the
    /// chosen one kept where <c>keepAs</c> names it). It takes seconds, of many users minutes, while the service goes on serving; what comes of it is kept with the run.
    /// </summary>
    private static Accepted<AudienceRunResponse> Start(
        string domain,
        AudienceRunRequest request,
        HttpContext context,
        AudienceBacklog backlog,
        CurrentAccess access,
        Workspace workspace
    )
    {
        var caller = context.Caller();
        var order = AudienceOrdersOnTheWire.ToOrder(
            request,
            domain,
            ResponseModelEndpoints.Shared(domain, context, access),
            workspace.Partners.ZoneOf(domain).Id
        );
        var run = backlog.Submit(order, caller.Id);
        context.Note().Object = request.Clusters?.SaveAs ?? request.Responses?.KeepAs ?? run.RunId;
        return TypedResults.Accepted(
            $"/v1/domains/{Uri.EscapeDataString(domain)}/audience-runs/{run.RunId}",
            AudienceOrdersOnTheWire.ToResponse(run)
        );
    }

    /// <summary>The runs of a domain, newest first, without what came of them; the last fifty are kept.</summary>
    private static Ok<IReadOnlyList<AudienceRunResponse>> List(string domain, AudienceBacklog backlog) =>
        TypedResults.Ok<IReadOnlyList<AudienceRunResponse>>([.. backlog.Of(domain).Select(AudienceOrdersOnTheWire.ToResponse)]);

    /// <summary>One run, with what came of it. Whoever may not see users is told no count that would speak of few people.</summary>
    private static Ok<AudienceRunResponse> Get(
        string domain,
        string run,
        HttpContext context,
        AudienceBacklog backlog,
        AudienceSegments segments,
        CurrentAccess access,
        ServerSettings settings
    ) => TypedResults.Ok(Answered(Find(domain, run, backlog), context, backlog, segments, access, settings));

    /// <summary>
    /// The progress as server-sent events: what has been said so far, then each message as it comes, until the run is over. A reader that comes back with <c>Last-Event-ID</c> goes on where it
    /// was. Whoever may not see users is told shares of what is read in place of counts, which could speak of few people.
    /// </summary>
    private static ServerSentEventsResult<AudienceStepResponse> Follow(
        string domain,
        string run,
        HttpContext context,
        AudienceBacklog backlog,
        CancellationToken cancellation
    )
    {
        var found = Find(domain, run, backlog);
        var progress =
            backlog.ProgressOf(found.RunId) ?? throw ServerTexts.FaultAt("run", "unknown-progress", "NoAudienceProgress", found.RunId);
        return FollowedEvents.Of(
            progress.Log,
            context,
            step => AudienceOrdersOnTheWire.ToResponse(step, MaySeeUsers(context)),
            cancellation
        );
    }

    /// <summary>Stores the clusters that a run found as segments <c>saveAs-1</c>, <c>saveAs-2</c> …, all or none, in place of those of their names: those that were seen, whatever happened since.</summary>
    private static Ok<AudienceRunResponse> Save(
        string domain,
        string run,
        SaveClustersRequest request,
        HttpContext context,
        AudienceBacklog backlog,
        AudienceSegments segments,
        CurrentAccess access,
        ServerSettings settings
    )
    {
        var saved = backlog.Save(Find(domain, run, backlog), request.SaveAs);
        context.Note().Object = request.SaveAs;
        return TypedResults.Ok(Answered(saved, context, backlog, segments, access, settings));
    }

    /// <summary>Ends a run that waits or is under way; nothing of it is stored or kept. One that has ended stays as it is.</summary>
    private static Ok<AudienceRunResponse> Cancel(string domain, string run, AudienceBacklog backlog)
    {
        Find(domain, run, backlog);
        return TypedResults.Ok(AudienceOrdersOnTheWire.ToResponse(backlog.Cancel(run)!));
    }

    private static AudienceRunResponse Answered(
        AudienceRunRecord run,
        HttpContext context,
        AudienceBacklog backlog,
        AudienceSegments segments,
        CurrentAccess access,
        ServerSettings settings
    )
    {
        ThrowIfNoLongerShared(run, context, access);
        var answer = backlog.AnswerOf(run);
        return AudienceOrdersOnTheWire.ToResponse(run) with
        {
            Clusters = answer?.Clusters is { } clusters
                ? ClusterWire.ToResponse(
                    clusters,
                    run.SavedAs is { } prefix ? segments.SavedNames(run.Order.Domain, clusters, prefix) : NoNames,
                    MaySeeUsers(context),
                    settings.FewestPeople
                )
                : null,
            Responses = answer?.Responses is { } report ? ResponseWire.ToResponse(report) : null,
        };
    }

    /// <summary>A report tells of items of other domains what is shared with whoever reads it now, however much was shared with whoever asked for it.</summary>
    private static void ThrowIfNoLongerShared(AudienceRunRecord run, HttpContext context, CurrentAccess access)
    {
        var others = run.Order.Responses?.Request is { Outcome: ResponseOutcome.Click } request ? request.OtherDomains : [];
        if (others.Except(ResponseModelEndpoints.Shared(run.Order.Domain, context, access), StringComparer.Ordinal).Any())
        {
            // Which one is not told: the caller may not even know that it exists.
            throw ServerTexts.Fault("not-shared", "RunNotShared", run.RunId);
        }
    }

    private static bool MaySeeUsers(HttpContext context) => context.Caller().HasAny(Scope.Manage, SeesUsers);

    private static AudienceRunRecord Find(string domain, string runId, AudienceBacklog backlog) =>
        backlog.Find(runId) is { } run && run.Order.Domain == domain
            ? run
            : throw ServerTexts.FaultAt("run", "unknown-audience-run", "UnknownAudienceRun", runId, domain);
}
