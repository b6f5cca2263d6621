using Kuajie.Client.Interactions;
using Kuajie.Client.Problems;
using Kuajie.Platform.Access;
using Kuajie.Platform.Interactions.Live;
using Kuajie.Server.Access;
using Kuajie.Server.Compliance;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Kuajie.Server.Interactions;

/// <summary>What visitors do, told by their browsers from the pages of any site.</summary>
internal static class CollectEndpoints
{
    public static void Map(IEndpointRouteBuilder v1) =>
        v1.MapPost("/domains/{domain}/collect", Post)
            .WithTags("events")
            .WithName("collectEvents")
            .Accepts<EventsRequest>("application/json", "text/plain")
            .AddOpenApiOperationTransformer(EventBodyDescription.AddAsync)
            .Produces<EventsResponse>()
            .Produces<ProblemResponse>(StatusCodes.Status429TooManyRequests, "application/problem+json")
            .Produces<ProblemResponse>(StatusCodes.Status503ServiceUnavailable, "application/problem+json")
            // The events themselves are the record.
            .LeavesNoActivity()
            .OpenToPages()
            .Allow(Scope.Collect, Role.None, DomainNeed.Own);

    /// <summary>
    /// Stores events of visitors, all or none, as <c>events</c> does, sent by a browser with a key that may stand in a public page. They name a session and no user, and nothing that money hangs
    /// on. The key may come in the query (<c>?key=</c>) and the body as <c>text/plain</c>, so that a page that is being left can send it without asking first.
    /// </summary>
    internal static Task<IResult> Post(
        string domain,
        HttpContext context,
        EventIntake intake,
        EventTrace trace,
        EventMeters meters,
        ServerSettings settings,
        TimeProvider clock,
        string? key = null
    ) => EventEndpoints.StoreAsync(domain, context, intake, trace, meters, settings, clock, pseudonyms: null);
}
