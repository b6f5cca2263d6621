using Kuajie.Client.Experiments;
using Kuajie.Client.Recommendations;
using Kuajie.Platform.Access;
using Kuajie.Platform.Audience;
using Kuajie.Platform.Experiments;
using Kuajie.Platform.Partners;
using Kuajie.Platform.Recommendations.Live;
using Kuajie.Platform.Recommendations.Scenes;
using Kuajie.Platform.Users;
using Kuajie.Server.Access;
using Kuajie.Server.Compliance;
using Kuajie.Server.Operations;
using Kuajie.Server.Problems;
using Kuajie.Server.Recommendations;
using Kuajie.Storage.Workspaces;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Kuajie.Server.Experiments;

/// <summary>Experiments of the caller's own domains: draft → running → stopped, and what they show.</summary>
internal static class ExperimentEndpoints
{
    private const Role Writers = Role.Owner | Role.Growth | Role.Data;
    private const Role Readers = Writers | Role.Compliance | Role.ReadOnly | Role.Partner;
    private const Role SeesUsers = Role.Owner | Role.Data | Role.Compliance;
    private const int PlanDays = 28;
    private static readonly TimeSpan LongestPreview = TimeSpan.FromMinutes(5);

    public static void Add(IServiceCollection services)
    {
        services.AddSingleton(parts =>
        {
            var workspace = parts.GetRequiredService<Workspace>();
            return new ExperimentShelf(
                workspace.Experiments,
                workspace.Models,
                workspace.Scenes,
                workspace.Segments,
                parts.GetRequiredService<AudienceProfiles>(),
                parts.GetRequiredService<TimeProvider>()
            );
        });
        services.AddSingleton<PreviewParts>();
        services.AddSingleton(parts =>
        {
            var events = parts.GetRequiredService<Workspace>().Events;
            return new TrafficReader(events, events, parts.GetRequiredService<TimeProvider>());
        });
        services.AddSingleton(parts =>
        {
            var workspace = parts.GetRequiredService<Workspace>();
            return new ExperimentReader(
                workspace.Events,
                workspace.Events,
                new SegmentsAtStart(workspace.Interactions, workspace.Catalog, workspace.Segments, workspace.Partners.TallyOf),
                parts.GetRequiredService<TimeProvider>()
            );
        });
    }

    public static void Map(IEndpointRouteBuilder v1)
    {
        var domain = v1.MapGroup("/domains/{domain}").WithTags("experiments");
        domain.MapGet("/experiments", List).WithName("listExperiments").Allow(Scope.Manage, Readers, DomainNeed.Own);
        domain.MapGet("/experiments/{experiment}", Get).WithName("getExperiment").Allow(Scope.Manage, Readers, DomainNeed.Own);
        domain.MapPut("/experiments/{experiment}", Put).WithName("putExperiment").Allow(Scope.Manage, Writers, DomainNeed.Own);
        domain.MapDelete("/experiments/{experiment}", Delete).WithName("deleteExperiment").Allow(Scope.Manage, Writers, DomainNeed.Own);
        domain.MapPost("/experiments/{experiment}/start", Start).WithName("startExperiment").Allow(Scope.Manage, Writers, DomainNeed.Own);
        domain.MapPost("/experiments/{experiment}/stop", Stop).WithName("stopExperiment").Allow(Scope.Manage, Writers, DomainNeed.Own);
        domain
            .MapPut("/experiments/{experiment}/traffic", Raise)
            .WithName("raiseExperimentTraffic")
            .Allow(Scope.Manage, Writers, DomainNeed.Own);
        domain.MapGet("/experiments/{experiment}/reading", Read).WithName("readExperiment").Allow(Scope.Manage, Readers, DomainNeed.Own);
        domain.MapPost("/experiment-plan", Plan).WithName("planExperiment").LeavesNoActivity().Allow(Scope.Manage, Readers, DomainNeed.Own);
        domain
            .MapPost("/experiment-preview", Preview)
            .WithName("previewExperiment")
            .LeavesNoActivity()
            .Allow(Scope.Manage, Writers, DomainNeed.Own);
        domain.MapGet("/experiment-holdout", Holdout).WithName("experimentHoldout").Allow(Scope.Manage, Readers, DomainNeed.Own);
        domain.MapPut("/experiment-holdout", SetHoldout).WithName("putExperimentHoldout").Allow(Scope.Manage, Writers, DomainNeed.Own);
        domain
            .MapGet("/users/{user}/experiments", OfUser)
            .WithName("userExperiments")
            .Allow(Scope.Recommend | Scope.Manage, SeesUsers, DomainNeed.Own);
    }

    /// <summary>The experiments of a domain, in name order.</summary>
    private static Ok<IReadOnlyList<ExperimentResponse>> List(string domain, ExperimentShelf experiments) =>
        TypedResults.Ok<IReadOnlyList<ExperimentResponse>>([.. experiments.Of(domain).Select(ExperimentWire.ToResponse)]);

    /// <summary>One experiment.</summary>
    private static Ok<ExperimentResponse> Get(string domain, string experiment, ExperimentShelf experiments) =>
        TypedResults.Ok(ExperimentWire.ToResponse(experiments.Find(domain, experiment)));

    /// <summary>Defines an experiment, in place of the draft of its name.</summary>
    private static Ok<ExperimentResponse> Put(string domain, string experiment, ExperimentRequest request, ExperimentShelf experiments) =>
        TypedResults.Ok(ExperimentWire.ToResponse(experiments.Define(domain, experiment, ExperimentWire.ToDefinition(request))));

    /// <summary>Forgets a draft.</summary>
    private static NoContent Delete(string domain, string experiment, ExperimentShelf experiments)
    {
        experiments.Remove(domain, experiment);
        return TypedResults.NoContent();
    }

    /// <summary>Begins an experiment: from the next request for a list on, units are put into its arms.</summary>
    private static Ok<ExperimentResponse> Start(string domain, string experiment, ExperimentShelf experiments) =>
        TypedResults.Ok(ExperimentWire.ToResponse(experiments.Start(domain, experiment)));

    /// <summary>Ends an experiment; it stays readable.</summary>
    private static Ok<ExperimentResponse> Stop(string domain, string experiment, ExperimentShelf experiments) =>
        TypedResults.Ok(ExperimentWire.ToResponse(experiments.Stop(domain, experiment)));

    /// <summary>Lets more of its units take part in a running experiment; everybody already in stays in their arm.</summary>
    private static Ok<ExperimentResponse> Raise(string domain, string experiment, ExperimentShare request, ExperimentShelf experiments) =>
        TypedResults.Ok(ExperimentWire.ToResponse(experiments.Raise(domain, experiment, request.Share)));

    /// <summary>
    /// What an experiment shows so far, from lists and events on record: effect, interval and a verdict in words for each metric. What happened in a partner's domain counts where the partnership
    /// shares aggregates. Figures of few people are told to those who may see users only.
    /// </summary>
    private static Ok<ExperimentReadingResponse> Read(
        string domain,
        string experiment,
        HttpContext context,
        ExperimentShelf experiments,
        ExperimentReader reader,
        CurrentAccess access,
        ServerSettings settings
    )
    {
        var reading = reader.Read(
            experiments.Find(domain, experiment),
            target => context.Caller().IsOperator || access.Current.Share(domain, target, PartnershipShares.Aggregates),
            context.RequestAborted
        );
        var fewest = context.Caller().HasAny(Scope.Manage, SeesUsers) ? 1 : settings.FewestPeople;
        return TypedResults.Ok(ExperimentWire.ToResponse(reading, fewest));
    }

    /// <summary>
    /// How many users an experiment needs to find a lift that matters, or to show that a guardrail holds, how long that takes at the pace at which users came of late, and how its power grows day by day.
    /// Of several goals each is asked for by itself, with how many share the error; the one that needs the most decides.
    /// </summary>
    private static Ok<ExperimentPlanResponse> Plan(
        string domain,
        ExperimentPlanRequest request,
        HttpContext context,
        TrafficReader traffic,
        CurrentAccess access,
        ServerSettings settings,
        CancellationToken cancellation
    )
    {
        var caller = context.Caller();
        var metric = ExperimentWire.ToPlanned(request.Metric);
        var usual = new PlanQuestion();
        var seen = traffic.Read(
            domain,
            request.Scene,
            metric,
            request.Days ?? PlanDays,
            target => caller.IsOperator || access.Current.Share(domain, target, PartnershipShares.Aggregates),
            cancellation
        );
        var plan = RunningTimePlan.Of(
            new PlanQuestion
            {
                Lift = request.Lift ?? usual.Lift,
                Power = request.Power ?? usual.Power,
                Arms = request.Arms ?? usual.Arms,
                Traffic = request.Traffic ?? usual.Traffic,
                IsReadAnyTime = request.ReadAnyTime ?? usual.IsReadAnyTime,
                Goals = request.Goals ?? usual.Goals,
            },
            seen,
            metric
        );
        return TypedResults.Ok(
            ReadingWire.Of(plan, seen.Moments.Units, caller.HasAny(Scope.Manage, SeesUsers) ? 1 : settings.FewestPeople)
        );
    }

    /// <summary>
    /// What a change of model or scene would have brought on lists of a scene that are on record, before it gets any traffic: each list is made again from what its user had done by then, and weighted
    /// by the probabilities that were recorded for places left to chance. Nothing is shown to anybody. It takes seconds, of many lists minutes; it ends with the request.
    /// </summary>
    private static async Task<Ok<ExperimentPreviewResponse>> Preview(
        string domain,
        ExperimentPreviewRequest request,
        HttpContext context,
        PreviewParts parts,
        CancellationToken cancellation
    )
    {
        var caller = context.Caller();
        if (request.Model is { } model)
        {
            PreviewAccess.ThrowIfRefused(
                new RecommendationRequest(Model: model, Preview: true),
                caller,
                parts.Access.Current,
                parts.Workspace.Models
            );
        }
        var preview = await SolveDesk.SolveAsync(
            token =>
                ChangePreviews.Of(
                    parts.Workspace,
                    parts.Live.Recommender,
                    parts.Scenes,
                    new RequestAccess(parts.Access.Current, caller, domain),
                    target => caller.IsOperator || parts.Access.Current.Share(domain, target, PartnershipShares.Aggregates),
                    domain,
                    request,
                    parts.Clock,
                    token
                ),
            parts.Clock,
            cancellation,
            LongestPreview
        );
        return TypedResults.Ok(ReadingWire.Of(preview, caller.HasAny(Scope.Manage, SeesUsers) ? 1 : parts.Settings.FewestPeople));
    }

    /// <summary>The share of users that are kept from all experiments of a domain.</summary>
    private static Ok<ExperimentShare> Holdout(string domain, ExperimentShelf experiments) =>
        TypedResults.Ok(new ExperimentShare(experiments.HoldoutOf(domain)));

    /// <summary>Sets the share of users that are kept from all experiments; a larger one keeps everybody who was held out before.</summary>
    private static Ok<ExperimentShare> SetHoldout(string domain, ExperimentShare request, ExperimentShelf experiments)
    {
        experiments.SetHoldout(domain, request.Share);
        return TypedResults.Ok(request);
    }

    /// <summary>Whether a user is held out, and what each running experiment of users does with the user.</summary>
    private static Ok<UserExperimentsResponse> OfUser(string domain, string user, ExperimentShelf experiments, Pseudonyms pseudonyms)
    {
        var stored = pseudonyms.Of(domain) is null ? user : pseudonyms.Stored(domain, user);
        var found = experiments.AssignmentsOf(domain, stored);
        return TypedResults.Ok(
            new UserExperimentsResponse(
                found.IsHeldOut,
                [.. found.Assignments.Select(each => new UserExperimentResponse(each.Experiment, each.Arm, WireWords.Of($"{each.Reason}")))]
            )
        );
    }
}

/// <summary>What a preview needs.</summary>
internal sealed record PreviewParts(
    Workspace Workspace,
    LiveRecommendations Live,
    SceneShelf Scenes,
    CurrentAccess Access,
    ServerSettings Settings,
    TimeProvider Clock
);
