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

/// <summary>Response models of one's own domains that were kept under names: read, forgotten, and asked what they expect of users.</summary>
internal static class ResponseModelEndpoints
{
    private const int MostPredictions = 1_000;

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
        models.MapGet("", List).WithName("listResponseModels").Allow(Scope.Manage, Deciders, DomainNeed.Own);
        models.MapGet("/{model}", Get).WithName("getResponseModel").Allow(Scope.Manage, Deciders, DomainNeed.Own);
        models.MapDelete("/{model}", Delete).WithName("deleteResponseModel").Allow(Scope.Manage, Deciders, DomainNeed.Own);
        models
            .MapPost("/{model}/predictions", Predict)
            .WithName("predictResponses")
            .LeavesNoActivity()
            .Allow(Scope.Manage, SeesUsers, DomainNeed.Own);
    }

    /// <summary>The response models that are kept, in name order.</summary>
    private static Ok<IReadOnlyList<KeptResponseEntryResponse>> List(string domain, ResponseShelf shelf) =>
        TypedResults.Ok<IReadOnlyList<KeptResponseEntryResponse>>([.. shelf.Of(domain).Select(ResponseWire.ToResponse)]);

    /// <summary>A response model that is kept, with the normalisation, calibration, metrics and window it was recorded with.</summary>
    private static Ok<KeptResponseResponse> Get(string domain, string model, ResponseShelf shelf) =>
        TypedResults.Ok(ResponseWire.ToResponse(shelf.Find(domain, model)));

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

    /// <summary>Domains whose part in what was shown may be counted: where the partnership shares aggregates, as in experiments.</summary>
    internal static string[] Shared(string domain, HttpContext context, CurrentAccess access)
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
