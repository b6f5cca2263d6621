using System.Text.Json;
using Kuajie.Client.Problems;
using Kuajie.Client.Users;
using Kuajie.Platform.Access;
using Kuajie.Platform.Faults;
using Kuajie.Platform.Imports.Live;
using Kuajie.Platform.Interactions.Live;
using Kuajie.Platform.Users;
using Kuajie.Server.Access;
using Kuajie.Server.Catalog;
using Kuajie.Server.Compliance;
using Kuajie.Server.Problems;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Kuajie.Server.Users;

/// <summary>Users of a domain: records put and read, everything of one erased. Nobody but the domain's own party sees any of it.</summary>
internal static class UserEndpoints
{
    public static void Map(IEndpointRouteBuilder v1)
    {
        var users = v1.MapGroup("/domains/{domain}/users").WithTags("users");
        users
            .MapPut("", Put)
            .WithName("putUsers")
            .Produces<UsersResponse>()
            .Produces<ProblemResponse>(StatusCodes.Status400BadRequest, "application/problem+json")
            .Produces<ProblemResponse>(StatusCodes.Status409Conflict, "application/problem+json")
            .CountsActivity()
            .Allow(Scope.Ingest | Scope.Manage, Role.Owner | Role.Data, DomainNeed.Own);
        users.MapGet("/{user}", Get).WithName("getUser").Allow(Scope.Manage, Role.Owner | Role.Data | Role.Compliance, DomainNeed.Own);
        users
            .MapDelete("/{user}", Erase)
            .WithName("eraseUser")
            .KeepsUserOutOfActivity()
            .Allow(Scope.Manage, Role.Owner | Role.Compliance, DomainNeed.Own);
    }

    /// <summary>
    /// Adds user records or replaces those of the same id, all or none. If anything is wrong, every fault is named with its place and nothing is stored.
    /// </summary>
    internal static async Task<IResult> Put(
        string domain,
        UsersRequest request,
        HttpContext context,
        UserChanges changes,
        Pseudonyms pseudonyms,
        CatalogMeters meters,
        ServerSettings settings
    )
    {
        var faults = new List<KuajieException>();
        var check = new UserCheck(faults, domain, pseudonyms);
        UserRecord[] records =
        [
            .. SeveralFaults
                .Each(request.Users, "users", settings.MostUsersAtOnce, faults)
                .Select(each => check.Check(each.Sent.User, each.Sent.Attributes, each.Where))
                .OfType<UserRecord>(),
        ];
        if (faults.Count > 0)
        {
            await SeveralFaults.RefuseAsync(context, faults);
            return TypedResults.Empty;
        }
        var done = changes.Put(domain, records);
        context.Note().Rows = done.Added + done.Changed;
        meters.UsersPut(domain, done);
        return TypedResults.Json(new UsersResponse(done.Added, done.Changed, done.Unchanged), UsersJson.Default.UsersResponse);
    }

    /// <summary>What is known of a user: attributes, interactions in counts, and the domains in which the user is known too.</summary>
    internal static Ok<UserResponse> Get(
        string domain,
        string user,
        HttpContext context,
        UserChanges changes,
        Pseudonyms pseudonyms,
        CurrentAccess access
    )
    {
        var found = changes.Find(domain, pseudonyms.Stored(domain, user)) ?? throw UserFaults.UnknownUser(domain);
        var known = access.Current.Known(context.Caller()).ToHashSet(StringComparer.Ordinal);
        return TypedResults.Ok(
            new UserResponse(
                found.UserId,
                JsonDocument.Parse(found.AttributesJson).RootElement,
                found.Interactions,
                found.FirstAt,
                found.LastAt,
                [.. found.LinkedDomains.Where(known.Contains)]
            )
        );
    }

    /// <summary>
    /// Erases everything of a user from every file of the workspace and from memory. Answers when it is done, with a receipt that names no user; asked again, it finds nothing more.
    /// Other requests go on meanwhile.
    /// </summary>
    internal static Ok<ErasureResponse> Erase(
        string domain,
        string user,
        HttpContext context,
        UserChanges changes,
        Pseudonyms pseudonyms,
        ImportBacklog imports,
        CurrentAccess access,
        EventTrace trace,
        CatalogMeters meters,
        TimeProvider clock
    )
    {
        var stored = pseudonyms.Stored(domain, user);
        var receipt = changes.Erase(domain, stored, context.RequestAborted);
        imports.Forget(domain, stored);
        trace.Forget(domain, stored);
        context.Note().Rows = receipt.Rows;
        meters.Erased(domain);
        var caller = context.Caller();
        return TypedResults.Ok(
            new ErasureResponse(
                domain,
                clock.GetUtcNow(),
                receipt.Rows,
                receipt.Links,
                receipt.ImportReports,
                receipt.Reports.Redacted.Count + receipt.Reports.Removed.Count,
                [.. receipt.AlsoIn.Where(other => access.Current.Allows(caller, other, DomainNeed.Own))],
                receipt.WithdrawnModels
            )
        );
    }
}
