using Kuajie.Client.Users;
using Kuajie.Platform.Access;
using Kuajie.Platform.Interactions;
using Kuajie.Platform.Partners;
using Kuajie.Platform.Users;
using Kuajie.Platform.Workspaces;
using Kuajie.Server.Access;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Kuajie.Server.Users;

/// <summary>Users found, and what one did. For those who may see users at all, and of the caller's own domains alone.</summary>
internal static class UserHistoryEndpoints
{
    private const Role Readers = Role.Owner | Role.Data | Role.Compliance;
    private const int MostUsers = 100;
    private const int MostEntries = 1000;
    private const int MostInterests = 50;

    /// <summary>Users that are looked through for those known elsewhere too.</summary>
    private const int MostLookedThrough = 2000;

    public static void Map(IEndpointRouteBuilder v1)
    {
        var users = v1.MapGroup("/domains/{domain}/users").WithTags("users");
        users.MapGet("", Latest).WithName("latestUsers").Allow(Scope.Manage, Readers, DomainNeed.Own);
        users.MapGet("/{user}/history", History).WithName("userHistory").Allow(Scope.Manage, Readers, DomainNeed.Own);
        users.MapGet("/{user}/interests", Interests).WithName("userInterests").Allow(Scope.Manage, Readers, DomainNeed.Own);
    }

    /// <summary>The users who did something last, or of those whose id begins with something.</summary>
    /// <param name="domain">The domain.</param>
    /// <param name="idStart">What ids begin with.</param>
    /// <param name="linked">Whether only users are wanted who are known in another domain too (true), or in none (false); they are looked for among the 2,000 latest. All where left out.</param>
    /// <param name="limit">1 to 100; 20 where left out.</param>
    private static Ok<LatestUsersResponse> Latest(
        string domain,
        HttpContext context,
        IWorkspace workspace,
        CurrentAccess access,
        string? idStart = null,
        bool? linked = null,
        int limit = 20
    )
    {
        ThrowIfOutside("limit", limit, MostUsers);
        var known = access.Current.Known(context.Caller()).ToHashSet(StringComparer.Ordinal);
        var users = workspace
            .Interactions.LatestUsers(domain, idStart ?? "", linked is not null ? MostLookedThrough : limit)
            .Select(user => new LatestUserResponse(
                user.UserId,
                user.Interactions,
                user.LastAt,
                [
                    .. workspace
                        .Links.OfUser(domain, user.UserId)
                        .Select(link => link.SecondDomain)
                        .Where(known.Contains)
                        .Distinct(StringComparer.Ordinal),
                ]
            ))
            .Where(user => linked is null || linked == user.LinkedDomains.Count > 0);
        return TypedResults.Ok(new LatestUsersResponse([.. users.Take(limit)]));
    }

    /// <summary>
    /// What a user did, the latest first: in the domain, and in other domains of the caller in which the user is known too and whose partnership shares links. Ids there are never told.
    /// </summary>
    /// <param name="domain">The domain.</param>
    /// <param name="user">The user.</param>
    /// <param name="limit">1 to 1,000; 100 where left out.</param>
    private static Ok<HistoryResponse> History(
        string domain,
        string user,
        HttpContext context,
        IWorkspace workspace,
        CurrentAccess access,
        int limit = 100
    )
    {
        ThrowIfOutside("limit", limit, MostEntries);
        var story = Read(domain, user, context, workspace, access);
        string[] domains = [domain, .. story.Done.Select(each => each.Domain).Where(each => each != domain).Distinct().Order()];
        return TypedResults.Ok(
            new HistoryResponse(story.Done.Count, domains, [.. story.Done.Take(limit).Select(each => ToEntry(each, story))])
        );
    }

    /// <summary>What a user cares about, by the tags of the items they did something with, over the same domains as the history.</summary>
    /// <param name="domain">The domain.</param>
    /// <param name="user">The user.</param>
    /// <param name="count">1 to 50; 12 where left out.</param>
    private static Ok<InterestsResponse> Interests(
        string domain,
        string user,
        HttpContext context,
        IWorkspace workspace,
        CurrentAccess access,
        int count = 12
    )
    {
        ThrowIfOutside("count", count, MostInterests);
        var story = Read(domain, user, context, workspace, access);
        return TypedResults.Ok(
            new InterestsResponse([
                .. UserInterests
                    .Of(story.Done, story.ItemOf, count)
                    .Select(interest => new InterestResponse(
                        interest.Tag,
                        interest.Share,
                        [.. interest.Domains.Select(each => new DomainInterestResponse(each.Domain, each.Share, each.Interactions))]
                    )),
            ])
        );
    }

    private static UserStory Read(string domain, string user, HttpContext context, IWorkspace workspace, CurrentAccess access)
    {
        var (caller, current) = (context.Caller(), access.Current);
        return UserStory.Read(
                workspace,
                domain,
                user,
                other => current.Allows(caller, other, DomainNeed.Own) && current.Share(domain, other, PartnershipShares.Links)
            ) ?? throw UserFaults.UnknownUser(domain);
    }

    private static HistoryEntryResponse ToEntry(Interaction each, UserStory story)
    {
        var item = story.ItemOf(each);
        return new HistoryEntryResponse(
            each.Domain,
            each.ItemId,
            InteractionKinds.WireName(each.Kind),
            item?.Title,
            item?.Kind,
            each.At,
            each.Value
        );
    }

    private static void ThrowIfOutside(string where, int found, int most)
    {
        if (found < 1 || found > most)
        {
            throw UserFaults.At(where, "out-of-range", "OutOfRange", found, most);
        }
    }
}
