using System.Globalization;
using Kuajie.Client.Campaigns;
using Kuajie.Client.Problems;
using Kuajie.Platform.Access;
using Kuajie.Platform.Campaigns.Decisions;
using Kuajie.Platform.Users;
using Kuajie.Server.Access;
using Kuajie.Server.Compliance;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Kuajie.Server.Campaigns;

/// <summary>Places filled by campaigns.</summary>
internal static class DecisionEndpoints
{
    public static void Map(IEndpointRouteBuilder v1) =>
        v1.MapPost("/domains/{domain}/decisions", Decide)
            .WithTags("campaigns")
            .WithName("decide")
            .Produces<ProblemResponse>(StatusCodes.Status409Conflict, "application/problem+json")
            .Produces<ProblemResponse>(StatusCodes.Status429TooManyRequests, "application/problem+json")
            .Produces<ProblemResponse>(StatusCodes.Status503ServiceUnavailable, "application/problem+json")
            // The decision itself is recorded.
            .LeavesNoActivity()
            .Allow(Scope.Recommend, Role.Owner | Role.Growth | Role.Data, DomainNeed.Own);

    /// <summary>
    /// Fills a place with a campaign, or leaves it empty. Answers after decision and charge are safely stored: asking again with the same request id, for example after a lost answer, gives the same
    /// answer and is paid once. Events that name the decision as their list are what came of it.
    /// </summary>
    private static async Task<Ok<DecisionResponse>> Decide(
        string domain,
        DecisionRequest request,
        HttpContext context,
        CampaignDecisions decisions,
        Pseudonyms pseudonyms
    )
    {
        if (request.Language is { } language)
        {
            CultureInfo.CurrentUICulture = SpokenLanguage.Choose(language);
        }
        var user = request.User is { Length: > 0 } raw && pseudonyms.Of(domain) is not null ? pseudonyms.Stored(domain, raw) : request.User;
        var query = new DecisionQuery(domain, request.Slot, user, request.Session, request.Request, request.Explain == true);
        return TypedResults.Ok(CampaignWire.ToResponse(await decisions.DecideAsync(query, context.RequestAborted)));
    }
}
