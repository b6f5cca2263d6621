using Kuajie.Client.Recommendations;
using Kuajie.Platform.Access;
using Kuajie.Platform.Recommendations.Impressions;
using Kuajie.Platform.Recommendations.Live;
using Kuajie.Platform.Users;
using Kuajie.Server.Access;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Kuajie.Server.Recommendations;

/// <summary>Lists that are about items rather than about a person, and users like a user.</summary>
internal static class ShelfEndpoints
{
    private const Role Readers = Role.Owner | Role.Growth | Role.Data;

    public static void Map(IEndpointRouteBuilder v1)
    {
        var domain = v1.MapGroup("/domains/{domain}").WithTags("recommendations");
        domain.MapGet("/items/{item}/similar", Similar).WithName("similarItems").Allow(Scope.Recommend, Readers, DomainNeed.Own);
        domain.MapGet("/users/{user}/similar", SimilarUsers).WithName("similarUsers").Allow(Scope.Manage, Readers, DomainNeed.Own);
        domain.MapGet("/trending", Trending).WithName("trendingItems").Allow(Scope.Recommend, Readers, DomainNeed.Own);
        domain.MapGet("/new", Newest).WithName("newItems").Allow(Scope.Recommend, Readers, DomainNeed.Own);
    }

    /// <summary>Items like an item, in its own domain or in another (<c>in</c>) whose recommendations are shared.</summary>
    private static async Task<ListResult> Similar(
        string domain,
        string item,
        [AsParameters] ShelfQuery query,
        HttpContext context,
        LiveRecommendations live,
        CurrentAccess access,
        ImpressionLog impressions,
        string? @in = null
    )
    {
        var may = new RequestAccess(access.Current, context.Caller(), domain);
        may.ThrowIfRefused(@in ?? domain);
        var list = live.Shelves.Similar(domain, item, @in ?? domain, query.ToPage(), may);
        return await RecordedAsync(domain, list, "similar", impressions, context);
    }

    /// <summary>
    /// What is taken up most within the last <c>hour</c>, <c>day</c>, <c>week</c> or <c>month</c>, the recent counting more. Where nothing happened within the window, the next
    /// longer one answers, and at last the 30 days that end with the domain's last activity: the answer's <c>window</c> and <c>windowEnd</c> say which.
    /// </summary>
    private static Task<ListResult> Trending(
        string domain,
        [AsParameters] ShelfQuery query,
        HttpContext context,
        LiveRecommendations live,
        CurrentAccess access,
        ImpressionLog impressions,
        string? window = null
    )
    {
        var may = new RequestAccess(access.Current, context.Caller(), domain);
        return RecordedAsync(
            domain,
            live.Shelves.Trending(domain, ToWindow(window), query.ToPage(), may),
            "trending",
            impressions,
            context
        );
    }

    /// <summary>The newest items.</summary>
    private static Task<ListResult> Newest(
        string domain,
        [AsParameters] ShelfQuery query,
        HttpContext context,
        LiveRecommendations live,
        CurrentAccess access,
        ImpressionLog impressions
    )
    {
        var may = new RequestAccess(access.Current, context.Caller(), domain);
        return RecordedAsync(domain, live.Shelves.Newest(domain, query.ToPage(), may), "new", impressions, context);
    }

    /// <summary>Users whose items are most like a user's.</summary>
    private static Ok<SimilarUsersResponse> SimilarUsers(
        string domain,
        string user,
        LiveRecommendations live,
        Pseudonyms pseudonyms,
        int count = 10
    ) =>
        TypedResults.Ok(
            new SimilarUsersResponse([
                .. live
                    .Shelves.UsersLike(domain, pseudonyms.Stored(domain, user), count)
                    .Select(like => new SimilarUserResponse(like.UserId, like.Likeness, like.Shared)),
            ])
        );

    private static async Task<ListResult> RecordedAsync(
        string domain,
        LiveList list,
        string scene,
        ImpressionLog impressions,
        HttpContext context
    )
    {
        var request = new LiveRequest { UserDomain = domain, Scene = scene };
        await impressions.AddAsync(LiveRecommender.ToImpression(request, list), context.RequestAborted);
        return new ListResult(list);
    }

    private static TrendWindow ToWindow(string? window) =>
        window switch
        {
            null or "day" => TrendWindow.Day,
            "hour" => TrendWindow.Hour,
            "week" => TrendWindow.Week,
            "month" => TrendWindow.Month,
            _ => throw RecommendationsTexts.UnknownWord("window", window, ["hour", "day", "week", "month"]),
        };
}
