using Kuajie.Client.Experiments;
using Kuajie.Platform.Access;
using Kuajie.Platform.Audience;
using Kuajie.Platform.Experiments;
using Kuajie.Platform.Partners;
using Kuajie.Platform.Users;
using Kuajie.Server.Access;
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
        services.AddSingleton(parts =>
        {
            var events = parts.GetRequiredService<Workspace>().Events;
            return new ExperimentReader(events, events, parts.GetRequiredService<TimeProvider>());
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
                [
                    .. found.Assignments.Select(each => new UserExperimentResponse(
                        each.Experiment,
                        each.Arm,
                        ExperimentWire.Wire($"{each.Reason}")
                    )),
                ]
            )
        );
    }
}
