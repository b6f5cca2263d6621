using Kuajie.Client.Recommendations;
using Kuajie.Platform.Access;
using Kuajie.Platform.Recommendations.Impressions;
using Kuajie.Platform.Recommendations.Live;
using Kuajie.Server.Access;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Kuajie.Server.Recommendations;

/// <summary>Lists that were served. A caller sees those of its own domains; any other is as if there were none.</summary>
internal static class ListEndpoints
{
    private const int UsualReasons = 2;
    private const int MostReasons = 10;

    public static void Map(IEndpointRouteBuilder v1)
    {
        var lists = v1.MapGroup("/lists/{list}").WithTags("recommendations");
        lists.MapGet("", Get).WithName("getList").Allow(Scope.Recommend | Scope.Manage, Role.Staff);
        lists
            .MapGet("/items/{item}/explanation", Explain)
            .WithName("explainItem")
            .Allow(Scope.Recommend | Scope.Manage, Role.Owner | Role.Growth | Role.Data | Role.Compliance);
    }

    /// <summary>A list as it was served.</summary>
    private static async Task<Ok<StoredListResponse>> Get(string list, HttpContext context, ImpressionLog impressions, CurrentAccess access)
    {
        var stored = await FindAsync(list, context, impressions, access);
        return TypedResults.Ok(
            new StoredListResponse(
                stored.ListId,
                stored.At,
                stored.UserDomain,
                [
                    .. stored.Items.Select(item => new RecommendedItemResponse(
                        item.ItemId,
                        item.Domain,
                        item.Score,
                        item.Slot ?? SlotNames.Ranked,
                        Model: item.ModelVersion,
                        Propensity: item.Propensity
                    )),
                ],
                stored.UserId,
                stored.SessionId,
                stored.Scene,
                stored.Arm
            )
        );
    }

    /// <summary>Why an item stands in a list: by the version that made it and what is known of the user now. Name its domain where the list holds several.</summary>
    private static async Task<Ok<ExplanationResponse>> Explain(
        string list,
        string item,
        HttpContext context,
        ImpressionLog impressions,
        CurrentAccess access,
        LiveRecommendations live,
        string? domain = null,
        int mostReasons = UsualReasons
    )
    {
        if (mostReasons is < 1 or > MostReasons)
        {
            throw RecommendationsTexts.OutOfRange("mostReasons", mostReasons, FormattableString.Invariant($"1 … {MostReasons}"));
        }
        var stored = await FindAsync(list, context, impressions, access);
        var place = domain ?? stored.Items.FirstOrDefault(each => each.ItemId == item).Domain ?? stored.UserDomain;
        var may = new RequestAccess(access.Current, context.Caller(), stored.UserDomain);
        may.ThrowIfRefused(place);
        var reasons = live.Recommender.Explain(stored, place, item, mostReasons, may);
        return TypedResults.Ok(new ExplanationResponse(list, item, place, ReasonWire.Of(reasons)));
    }

    private static async Task<Impression> FindAsync(string list, HttpContext context, ImpressionLog impressions, CurrentAccess access)
    {
        var stored = await impressions.FindAsync(list, context.RequestAborted);
        return stored is not null && access.Current.Allows(context.Caller(), stored.UserDomain, DomainNeed.Own)
            ? stored
            : throw RecommendationsTexts.UnknownList(list);
    }
}
