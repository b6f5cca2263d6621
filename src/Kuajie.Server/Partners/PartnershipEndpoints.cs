using Kuajie.Client.Partners;
using Kuajie.Platform.Access;
using Kuajie.Platform.Partners;
using Kuajie.Platform.Workspaces;
using Kuajie.Server.Access;
using Kuajie.Server.Compliance;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Kuajie.Server.Partners;

/// <summary>Partnerships. The operator begins them; either side may end one, since nobody has to go on sharing.</summary>
internal static class PartnershipEndpoints
{
    public static void Map(IEndpointRouteBuilder v1)
    {
        var partnerships = v1.MapGroup("/partnerships").WithTags("partnerships");
        partnerships.MapGet("", List).WithName("listPartnerships").Allow(Scope.Manage, Role.Everybody);
        partnerships.MapPut("", Put).WithName("putPartnership").AllowOperator(Scope.Manage, Role.Owner | Role.Growth);
        partnerships
            .MapPost("/{partnership}/end", End)
            .WithName("endPartnership")
            .Allow(Scope.Manage, Role.Owner | Role.Growth | Role.Partner | Role.Compliance);
    }

    /// <summary>The partnerships of the caller's domains, ended ones too; all of them for the operator.</summary>
    internal static Ok<IReadOnlyList<PartnershipResponse>> List(HttpContext context, IWorkspace workspace, CurrentAccess access) =>
        TypedResults.Ok<IReadOnlyList<PartnershipResponse>>([
            .. workspace.Partners.Partnerships().Where(partnership => IsOf(partnership, context, access)).Select(ToResponse),
        ]);

    /// <summary>Begins a partnership between two domains, or changes what a lasting one shares.</summary>
    internal static Ok<PartnershipResponse> Put(PartnershipRequest request, HttpContext context, IWorkspace workspace, CurrentAccess access)
    {
        if (request.Domains is not [var domain, var other] || domain is null || other is null)
        {
            throw ServerTexts.FaultAt("domains", "two-domains", "TwoDomains", request.Domains.Count);
        }
        var shares = request.Shares is null ? PartnershipShares.All : WireNames.ToShares(request.Shares);
        var put = workspace.Partners.PutPartnership(domain, other, shares);
        access.Refresh();
        context.Note().Object = put.PartnershipId;
        return TypedResults.Ok(ToResponse(put));
    }

    /// <summary>Ends a partnership. What it shared is shared no longer, from the next request on.</summary>
    internal static Ok<PartnershipResponse> End(string partnership, HttpContext context, IWorkspace workspace, CurrentAccess access)
    {
        Find(partnership, context, workspace, access);
        var ended = workspace.Partners.EndPartnership(partnership)!;
        access.Refresh();
        return TypedResults.Ok(ToResponse(ended));
    }

    /// <summary>A partnership of the caller's, an ended one too.</summary>
    internal static Partnership Find(string partnership, HttpContext context, IWorkspace workspace, CurrentAccess access)
    {
        var known = workspace.Partners.Partnerships().SingleOrDefault(each => each.PartnershipId == partnership);
        return known is not null && IsOf(known, context, access)
            ? known
            : throw ServerTexts.Fault("unknown-partnership", "UnknownPartnership", partnership);
    }

    private static bool IsOf(Partnership partnership, HttpContext context, CurrentAccess access) =>
        access.Current.Allows(context.Caller(), partnership.FirstDomain, DomainNeed.Own)
        || access.Current.Allows(context.Caller(), partnership.SecondDomain, DomainNeed.Own);

    private static PartnershipResponse ToResponse(Partnership partnership) =>
        new(
            partnership.PartnershipId,
            [partnership.FirstDomain, partnership.SecondDomain],
            WireNames.OfShares(partnership.Shares),
            partnership.StartedAt,
            partnership.EndedAt
        );
}
