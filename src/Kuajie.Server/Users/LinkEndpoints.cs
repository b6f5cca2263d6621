using Kuajie.Client.Problems;
using Kuajie.Client.Users;
using Kuajie.Platform.Access;
using Kuajie.Platform.Faults;
using Kuajie.Platform.Partners;
using Kuajie.Platform.Users;
using Kuajie.Platform.Workspaces;
using Kuajie.Server.Access;
using Kuajie.Server.Catalog;
using Kuajie.Server.Compliance;
using Kuajie.Server.Problems;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Kuajie.Server.Users;

/// <summary>Links between users of two domains. Answers hold counts, never ids.</summary>
internal static class LinkEndpoints
{
    public static void Map(IEndpointRouteBuilder v1)
    {
        var links = v1.MapGroup("/links").WithTags("links");
        links
            .MapPost("", Post)
            .WithName("addLinks")
            .Produces<LinksResponse>()
            .Produces<ProblemResponse>(StatusCodes.Status400BadRequest, "application/problem+json")
            .CountsActivity()
            .Allow(Scope.Manage, Role.Owner | Role.Data);
        links.MapGet("/overlap", Overlap).WithName("linkOverlap").Allow(Scope.Manage, Role.Everybody);
    }

    /// <summary>
    /// Says which users of one domain are which of another's, all or none. One domain has to be the caller's own, and a lasting partnership between the two has to share links. Links
    /// that are known stay as they are.
    /// </summary>
    internal static async Task<IResult> Post(
        LinksRequest request,
        HttpContext context,
        UserLinking linking,
        Pseudonyms pseudonyms,
        CurrentAccess access,
        IEnumerable<IWorkspaceListener> listeners,
        CatalogMeters meters,
        ServerSettings settings
    )
    {
        var (first, second) = request.Domains is [{ } one, { } other]
            ? (one, other)
            : throw ServerTexts.FaultAt("domains", "two-domains", "TwoDomains", request.Domains.Count);
        ThrowIfClosed(first, second, PartnershipShares.Links, context.Caller(), access.Current);
        var faults = new List<KuajieException>();
        var check = new UserCheck(faults, first, pseudonyms, second);
        UserPair[] pairs =
        [
            .. SeveralFaults
                .Each(request.Pairs, "pairs", settings.MostLinksAtOnce, faults)
                .Select(each => check.CheckPair(each.Sent.First, each.Sent.Second, each.Where))
                .OfType<UserPair>(),
        ];
        if (faults.Count > 0)
        {
            await SeveralFaults.RefuseAsync(context, faults);
            return TypedResults.Empty;
        }
        var done = linking.Named(first, second, pairs);
        foreach (var listener in done.NewLinks > 0 ? listeners : [])
        {
            listener.LinksAdded(first, second);
        }
        meters.LinksAdded(done.NewLinks);
        context.Note().Rows = done.NewLinks;
        // Whether the other side knows somebody is not told: it would answer questions about single persons.
        var unknown =
            (IsOwn(first, context.Caller(), access.Current) ? done.UnknownFirst : 0)
            + (IsOwn(second, context.Caller(), access.Current) ? done.UnknownSecond : 0);
        return TypedResults.Json(new LinksResponse(done.Pairs, done.NewLinks, unknown), UsersJson.Default.LinksResponse);
    }

    /// <summary>
    /// How far the audiences of two domains overlap, in counts. One domain has to be the caller's own, and a lasting partnership between the two has to share aggregates. Who owns
    /// one of them only is not told counts of few people.
    /// </summary>
    /// <param name="first">The first domain.</param>
    /// <param name="second">The second domain.</param>
    internal static Ok<LinkOverlapResponse> Overlap(
        string first,
        string second,
        HttpContext context,
        IWorkspace workspace,
        UserLinking linking,
        ServerSettings settings,
        CurrentAccess access
    )
    {
        ThrowIfClosed(first, second, PartnershipShares.Aggregates, context.Caller(), access.Current);
        linking.ThrowIfNotTwoKnown(first, second);
        var overlap = LinkOverlap.Of(first, second, workspace.Links, workspace.Users);
        var (caller, now) = (context.Caller(), access.Current);
        return TypedResults.Ok(OverlapOnTheWire.Of(overlap, settings.FewestPeople, IsOwn(first, caller, now), IsOwn(second, caller, now)));
    }

    /// <summary>Refuses two domains of which none is the caller's own, or between which no lasting partnership shares this.</summary>
    internal static void ThrowIfClosed(string first, string second, PartnershipShares shares, Caller caller, DomainAccess access)
    {
        var need = DomainNeed.SharedBy(shares);
        foreach (var domain in (string[])[first, second])
        {
            switch (access.Judge(caller, domain, need))
            {
                case DomainVerdict.Hidden:
                    throw KnownDomains.Unknown(domain, access.Known(caller));
                case DomainVerdict.Refused:
                    throw ServerTexts.NotShared(domain, need);
                default:
                    break;
            }
        }
        if (!IsOwn(first, caller, access) && !IsOwn(second, caller, access))
        {
            throw ServerTexts.NotShared(first, DomainNeed.Own);
        }
        if (!access.Share(first, second, shares))
        {
            throw ServerTexts.NotShared(second, need);
        }
    }

    private static bool IsOwn(string domain, Caller caller, DomainAccess access) => access.Allows(caller, domain, DomainNeed.Own);
}
