using System.Globalization;
using System.Text.Json;
using Kuajie.Algorithms.Models;
using Kuajie.Client.Training;
using Kuajie.Platform.Access;
using Kuajie.Platform.Faults;
using Kuajie.Platform.Interactions;
using Kuajie.Platform.Progress;
using Kuajie.Platform.Training;
using Kuajie.Platform.Training.Runs;
using Kuajie.Server.Access;
using Kuajie.Server.Compliance;
using Kuajie.Server.Operations;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Kuajie.Server.Training;

/// <summary>Trainings in the background: asked for, followed, cancelled.</summary>
internal static class TrainingRunEndpoints
{
    private const Role Trainers = Role.Owner | Role.Data;

    public static void Map(IEndpointRouteBuilder v1)
    {
        v1.MapGet("/model-kinds", Choices).WithTags("training").WithName("listModelKinds").Allow(Scope.Manage, Role.Staff);
        var runs = v1.MapGroup("/domains/{domain}/training-runs").WithTags("training");
        runs.MapPost("", Start).WithName("startTraining").Allow(Scope.Manage, Trainers, DomainNeed.Own);
        runs.MapGet("", List).WithName("listTrainings").Allow(Scope.Manage, Role.Staff, DomainNeed.Own);
        runs.MapGet("/{run}", Get).WithName("getTraining").Allow(Scope.Manage, Role.Staff, DomainNeed.Own);
        runs.MapGet("/{run}/progress", Follow).WithName("followTraining").Allow(Scope.Manage, Role.Staff, DomainNeed.Own);
        runs.MapDelete("/{run}", Cancel).WithName("cancelTraining").Allow(Scope.Manage, Trainers, DomainNeed.Own);
    }

    /// <summary>The kinds of model that can be trained, with their options and defaults, and what one interaction of each kind counts.</summary>
    internal static Ok<TrainingChoicesResponse> Choices() =>
        TypedResults.Ok(
            new TrainingChoicesResponse(
                [new ModelKindResponse(TrainingWorkflow.Auto, false, false, false), .. ModelCatalog.Kinds.Select(ToResponse)],
                KindWeights.Default.Weights.ToDictionary(pair => InteractionKinds.WireName(pair.Key), pair => pair.Value)
            )
        );

    /// <summary>Puts a training for this domain's items at the end of the queue. While it runs the service goes on serving.</summary>
    internal static Accepted<TrainingRunResponse> Start(
        string domain,
        TrainingRunRequest request,
        HttpContext context,
        TrainingBacklog backlog,
        CurrentAccess access
    )
    {
        var caller = context.Caller();
        var run = backlog.Submit(TrainingOrdersOnTheWire.ToOrder(request, domain, caller, access.Current), caller.Id);
        context.Note().Object = run.RunId;
        return TypedResults.Accepted($"/v1/domains/{Uri.EscapeDataString(domain)}/training-runs/{run.RunId}", ToResponse(run));
    }

    /// <summary>The trainings for this domain's items, newest first.</summary>
    internal static Ok<IReadOnlyList<TrainingRunResponse>> List(string domain, TrainingBacklog backlog) =>
        TypedResults.Ok<IReadOnlyList<TrainingRunResponse>>([.. backlog.All().Where(run => IsOf(run, domain)).Select(ToResponse)]);

    /// <summary>One training.</summary>
    internal static Ok<TrainingRunResponse> Get(string domain, string run, TrainingBacklog backlog) =>
        TypedResults.Ok(ToResponse(Find(domain, run, backlog)));

    /// <summary>
    /// The progress as server-sent events: what has been said so far, then each message as it comes, until the training is over. A reader that comes back with
    /// <c>Last-Event-ID</c> goes on where it was.
    /// </summary>
    internal static ServerSentEventsResult<TrainingStepResponse> Follow(
        string domain,
        string run,
        HttpContext context,
        TrainingBacklog backlog,
        CancellationToken cancellation
    )
    {
        Find(domain, run, backlog);
        var progress = backlog.ProgressOf(run) ?? throw TrainingFaults.NoProgress(run);
        return FollowedEvents.Of(progress.Log, context, ToResponse, cancellation);
    }

    /// <summary>Ends a training that waits or runs. Nothing of it is left; what serves goes on serving.</summary>
    internal static Ok<TrainingRunResponse> Cancel(string domain, string run, TrainingBacklog backlog)
    {
        Find(domain, run, backlog);
        return TypedResults.Ok(ToResponse(backlog.Cancel(run)!));
    }

    private static TrainingRunRecord Find(string domain, string runId, TrainingBacklog backlog) =>
        backlog.Find(runId) is { } run && IsOf(run, domain) ? run : throw TrainingFaults.UnknownRun(runId);

    private static bool IsOf(TrainingRunRecord run, string domain) =>
        string.Equals(run.Order.TargetDomain, domain, StringComparison.Ordinal);

    private static ModelKindResponse ToResponse(ModelKind kind) =>
        new(
            kind.Name,
            kind.IsCrossDomain,
            kind.NeedsContent,
            kind.HoldsUserRows,
            JsonDocument.Parse(OptionsJson.Write(kind.CreateTrainer().Options)).RootElement
        );

    private static TrainingStepResponse ToResponse(TrainingStep step) =>
        new(
            step.At,
            JsonNamingPolicy.CamelCase.ConvertName(step.Stage.ToString()),
            step.Done,
            step.Total,
            step.Model,
            step.Ndcg,
            step.Loss,
            step.RatePerSecond,
            step.SecondsLeft
        );

    private static TrainingRunResponse ToResponse(TrainingRunRecord run) =>
        new(
            run.RunId,
            JsonNamingPolicy.CamelCase.ConvertName(run.State.ToString()),
            run.Order.TargetDomain,
            run.Order.SourceDomains,
            run.Order.Model,
            run.Order.IsRefresh,
            run.RequestedBy,
            run.RequestedAt,
            run.StartedAt,
            run.EndedAt,
            run.VersionId,
            run.IsPromoted,
            run.ValidationNdcg,
            run.PopularityNdcg,
            run.FaultCode,
            run.FaultText
        );
}
