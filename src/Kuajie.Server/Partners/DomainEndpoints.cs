using Kuajie.Client.Partners;
using Kuajie.Platform.Access;
using Kuajie.Platform.Audience;
using Kuajie.Platform.Campaigns.Life;
using Kuajie.Platform.Partners;
using Kuajie.Platform.Workspaces;
using Kuajie.Server.Access;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Kuajie.Server.Partners;

/// <summary>Domains.</summary>
internal static class DomainEndpoints
{
    public static void Map(IEndpointRouteBuilder v1)
    {
        var domains = v1.MapGroup("/domains").WithTags("domains");
        domains.MapGet("", List).WithName("listDomains").Allow(Scope.All, Role.Everybody);
        domains
            .MapGet("/{domain}", Get)
            .WithName("getDomain")
            .Allow(Scope.All, Role.Everybody, DomainNeed.SharedBy(PartnershipShares.Catalog));
        v1.MapPut("/domains/{name}", Put).WithTags("domains").WithName("putDomain").Allow(Scope.Manage, Role.Owner | Role.Data);
    }

    /// <summary>The domains that the caller knows: its own and those of its partnerships; all of them for the operator.</summary>
    internal static Ok<IReadOnlyList<DomainResponse>> List(HttpContext context, IWorkspace workspace, CurrentAccess access)
    {
        var known = access.Current.Known(context.Caller()).ToHashSet(StringComparer.Ordinal);
        return TypedResults.Ok<IReadOnlyList<DomainResponse>>([
            .. workspace.Partners.Domains().Where(domain => known.Contains(domain.Name)).Select(ToResponse),
        ]);
    }

    /// <summary>One domain.</summary>
    internal static Ok<DomainResponse> Get(string domain, IWorkspace workspace) =>
        TypedResults.Ok(ToResponse(workspace.Partners.Domains().Single(known => known.Name == domain)));

    /// <summary>Registers a domain, and sets its time zone where one is named; otherwise one that the caller's party owns already stays as it is.</summary>
    internal static Ok<DomainResponse> Put(
        string name,
        DomainRequest request,
        HttpContext context,
        IWorkspace workspace,
        AudienceProfiles profiles,
        CampaignShelf campaigns,
        CurrentAccess access
    )
    {
        var caller = context.Caller();
        var party = request.Party ?? caller.PartyId;
        if (!caller.IsOperator && !string.Equals(party, caller.PartyId, StringComparison.Ordinal))
        {
            throw ServerTexts.Fault("unknown-party", "OtherParty", party, caller.PartyId);
        }
        if (request.TimeZone is { } named)
        {
            DomainZones.ThrowIfNoZone(named);
        }
        var domain = workspace.Partners.EnsureDomain(name, party);
        if (!caller.IsOperator && !string.Equals(domain.PartyId, caller.PartyId, StringComparison.Ordinal))
        {
            throw ServerTexts.Fault("domain-taken", "DomainTaken", name);
        }
        if (request.TimeZone is { } zone && zone != domain.TimeZone)
        {
            domain = workspace.Partners.PutTimeZone(name, zone);
            // Hours and weekdays are others now, and who belongs to segments that ask for them.
            profiles.ZoneChanged(name);
            campaigns.SegmentsChanged(name);
        }
        access.Refresh();
        return TypedResults.Ok(ToResponse(domain));
    }

    private static DomainResponse ToResponse(Domain domain) => new(domain.Name, domain.PartyId, domain.CreatedAt, domain.TimeZone);
}
