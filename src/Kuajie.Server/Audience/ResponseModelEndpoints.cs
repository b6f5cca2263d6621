using Kuajie.Client.Audience;
using Kuajie.Marketing.Response;
using Kuajie.Platform.Access;
using Kuajie.Platform.Audience;
using Kuajie.Platform.Partners;
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

namespace Kuajie.Server.Audience;

/// <summary>What makes users of one's own domains respond: models trained beside the base rate, reported in counts and coefficients, kept under names, and asked later what they expect.</summary>
internal static class ResponseModelEndpoints
{
    private const int MostDays = 365;
    private const int MostPredictions = 1_000;
    private static readonly TimeSpan LongestTraining = TimeSpan.FromMinutes(5);

    public static void Add(IServiceCollection services)
    {
        services.AddSingleton(parts => new ResponseShelf(
            parts.GetRequiredService<Workspace>().ResponseModels,
            parts.GetRequiredService<TimeProvider>()
        ));
        services.AddSingleton(parts =>
        {
            var workspace = parts.GetRequiredService<Workspace>();
            return new ResponseWorkflow(workspace.Partners, workspace.Events, workspace.Catalog, workspace.Impressions, workspace.Events);
        });
    }

    public static void Map(IEndpointRouteBuilder v1)
    {
        const Role Deciders = Role.Owner | Role.Growth | Role.Data;
        const Role SeesUsers = Role.Owner | Role.Data;
        var models = v1.MapGroup("/domains/{domain}/response-models").WithTags("response models");
        models.MapPost("", Train).WithName("trainResponseModels").LeavesNoActivity().Allow(Scope.Manage, Deciders, DomainNeed.Own);
        models.MapGet("", List).WithName("listResponseModels").Allow(Scope.Manage, Deciders, DomainNeed.Own);
        models.MapGet("/{model}", Get).WithName("getResponseModel").Allow(Scope.Manage, Deciders, DomainNeed.Own);
        models.MapPut("/{model}", Keep).WithName("keepResponseModel").Allow(Scope.Manage, Deciders, DomainNeed.Own);
        models.MapDelete("/{model}", Delete).WithName("deleteResponseModel").Allow(Scope.Manage, Deciders, DomainNeed.Own);
        models
            .MapPost("/{model}/predictions", Predict)
            .WithName("predictResponses")
            .LeavesNoActivity()
            .Allow(Scope.Manage, SeesUsers, DomainNeed.Own);
    }

    /// <summary>Trains response models of a domain and sets them beside the base rate. It takes seconds, of many interactions a minute; it ends with the request, and stores nothing.</summary>
    private static async Task<Ok<ResponseModelsResponse>> Train(
        string domain,
        ResponseModelRequest request,
        HttpContext context,
        Workspace workspace,
        ResponseWorkflow workflow,
        CurrentAccess access,
        TimeProvider clock,
        CancellationToken cancellation
    )
    {
        var asked = Asked(domain, request, context, access, workspace.Partners);
        var report = await SolveDesk.SolveAsync(token => workflow.Train(asked, token).Report, clock, cancellation, LongestTraining);
        return TypedResults.Ok(ResponseWire.ToResponse(report));
    }

    /// <summary>The response models that are kept, in name order.</summary>
    private static Ok<IReadOnlyList<KeptResponseEntryResponse>> List(string domain, ResponseShelf shelf) =>
        TypedResults.Ok<IReadOnlyList<KeptResponseEntryResponse>>([.. shelf.Of(domain).Select(ResponseWire.ToResponse)]);

    /// <summary>A response model that is kept, with the normalisation, calibration, metrics and window it was recorded with.</summary>
    private static Ok<KeptResponseResponse> Get(string domain, string model, ResponseShelf shelf) =>
        TypedResults.Ok(ResponseWire.ToResponse(shelf.Find(domain, model)));

    /// <summary>Trains response models of a domain and keeps the chosen one, in place of the one of its name. Where there is not enough to learn from, nothing is kept and the one of the name stays.</summary>
    private static async Task<Ok<KeptResponseResponse>> Keep(
        string domain,
        string model,
        ResponseModelRequest request,
        HttpContext context,
        Workspace workspace,
        ResponseWorkflow workflow,
        ResponseShelf shelf,
        CurrentAccess access,
        TimeProvider clock,
        CancellationToken cancellation
    )
    {
        shelf.ThrowIfNoPlace(domain, model);
        context.Note().Object = model;
        var asked = Asked(domain, request, context, access, workspace.Partners);
        var training = await SolveDesk.SolveAsync(token => workflow.Train(asked, token), clock, cancellation, LongestTraining);
        return TypedResults.Ok(ResponseWire.ToResponse(shelf.Keep(model, asked, training)));
    }

    /// <summary>Forgets a response model.</summary>
    private static NoContent Delete(string domain, string model, ResponseShelf shelf)
    {
        shelf.Remove(domain, model);
        return TypedResults.NoContent();
    }

    /// <summary>
    /// What a kept model expects of users and items now, with what each feature adds: every item for every user, 1,000 pairs at most. Features come from everything before the moment, in the same way as in
    /// training, so it takes as long as reading the domain's interactions.
    /// </summary>
    private static async Task<Ok<ResponsePredictionsResponse>> Predict(
        string domain,
        string model,
        ResponsePredictionsRequest request,
        HttpContext context,
        ResponseWorkflow workflow,
        ResponseShelf shelf,
        CurrentAccess access,
        Pseudonyms pseudonyms,
        TimeProvider clock,
        CancellationToken cancellation
    )
    {
        var pairs = (long)request.Users.Count * request.Items.Count;
        if (pairs > MostPredictions)
        {
            throw RecommendationsTexts.OutOfRange("users × items", pairs, $"1 – {MostPredictions}");
        }
        ThrowIfMissing(request);
        var (kept, at) = (StillShared(shelf.Find(domain, model), context, access), clock.GetUtcNow());
        string[] users = [.. request.Users.Select(user => pseudonyms.Stored(domain, user))];
        ResponseItem[] items =
        [
            .. request.Items.Select(item => new ResponseItem(
                item.Domain ?? domain,
                item.Item,
                new ShownAs(item.Position, item.Placement, item.Creative, item.Slot, item.Score)
            )),
        ];
        var found = await SolveDesk.SolveAsync(token => workflow.Predict(kept, users, items, at, token), clock, cancellation);
        return TypedResults.Ok(
            new ResponsePredictionsResponse(
                WireWords.Of($"{kept.Model.Outcome}"),
                at,
                [.. found.Select((each, place) => ResponseWire.ToResponse(each, request.Users[place / items.Length]))]
            )
        );
    }

    private static void ThrowIfMissing(ResponsePredictionsRequest request)
    {
        foreach (var (name, isMissing) in new[] { ("users", request.Users.Contains(null!)), ("items", request.Items.Contains(null!)) })
        {
            if (isMissing)
            {
                throw ServerTexts.FaultAt(name, "missing-entry", "MissingEntry");
            }
        }
    }

    private static ResponseRequest Asked(
        string domain,
        ResponseModelRequest request,
        HttpContext context,
        CurrentAccess access,
        IPartnerStore partners
    )
    {
        if (request.Days is < 1 or > MostDays)
        {
            throw RecommendationsTexts.OutOfRange("days", request.Days, $"1 – {MostDays}");
        }
        if (request.Seed is < 0 and { } below)
        {
            throw RecommendationsTexts.OutOfRange("seed", below, "≥ 0");
        }
        var outcome = WireWords.Read("outcome", request.Outcome, ResponseOutcome.Conversion);
        return new ResponseRequest
        {
            Domain = domain,
            Outcome = outcome,
            Occasion = WireWords.Read("after", request.After, ResponseRequest.UsualOccasion(outcome)),
            Window = TimeSpan.FromDays(request.Days ?? ResponseRequest.UsualDays(outcome)),
            OtherDomains = Shared(domain, context, access),
            TimeZone = partners.ZoneOf(domain).Id,
            Options = new ResponseOptions { Seed = (ulong)(request.Seed ?? 1) },
        };
    }

    /// <summary>Domains whose part in what was shown may be counted: where the partnership shares aggregates, as in experiments.</summary>
    private static string[] Shared(string domain, HttpContext context, CurrentAccess access)
    {
        var caller = context.Caller();
        return
        [
            .. access
                .Current.Known(caller)
                .Where(other =>
                    other != domain && (caller.IsOperator || access.Current.Share(domain, other, PartnershipShares.Aggregates))
                ),
        ];
    }

    /// <summary>A model that may read no more than is shared now: a partnership may have ended since it was trained.</summary>
    private static KeptResponse StillShared(KeptResponse kept, HttpContext context, CurrentAccess access)
    {
        var request = kept.Summary.Request;
        var shared = Shared(kept.Domain, context, access);
        return kept with
        {
            Summary = kept.Summary with { Request = request with { OtherDomains = [.. request.OtherDomains.Intersect(shared)] } },
        };
    }
}
