using Kuajie.Client.Partners;
using Kuajie.Platform.Access;
using Kuajie.Platform.Partners;
using Kuajie.Platform.Workspaces;
using Kuajie.Server.Access;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Kuajie.Server.Partners;

/// <summary>Parties.</summary>
internal static class PartyEndpoints
{
    public static void Map(IEndpointRouteBuilder v1)
    {
        var parties = v1.MapGroup("/parties").WithTags("parties");
        parties.MapGet("", List).WithName("listParties").Allow(Scope.All, Role.Everybody);
        parties.MapPut("/{party}", Put).WithName("putParty").AllowOperator(Scope.Manage, Role.Owner | Role.Growth);
    }

    /// <summary>The caller's own party and those it has a partnership with; all of them for the operator.</summary>
    internal static Ok<IReadOnlyList<PartyResponse>> List(HttpContext context, IWorkspace workspace, CurrentAccess access)
    {
        var caller = context.Caller();
        var seen = access.Current.Known(caller).ToHashSet(StringComparer.Ordinal);
        var owners = workspace.Partners.Domains().Where(domain => seen.Contains(domain.Name)).Select(domain => domain.PartyId);
        var visible = owners.Append(caller.PartyId).ToHashSet(StringComparer.Ordinal);
        return TypedResults.Ok<IReadOnlyList<PartyResponse>>([
            .. workspace.Partners.Parties().Where(party => caller.IsOperator || visible.Contains(party.PartyId)).Select(ToResponse),
        ]);
    }

    /// <summary>Registers a party, or gives a known one another name.</summary>
    internal static Ok<PartyResponse> Put(string party, PartyRequest request, IWorkspace workspace) =>
        TypedResults.Ok(ToResponse(workspace.Partners.PutParty(new Party(party, request.Name))));

    private static PartyResponse ToResponse(Party party) => new(party.PartyId, party.Name);
}
