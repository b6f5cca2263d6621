using Kuajie.Client.Bridges;
using Kuajie.Platform.Access;
using Kuajie.Platform.Bridges;
using Kuajie.Platform.Catalog;
using Kuajie.Platform.Partners;
using Kuajie.Platform.Users;
using Kuajie.Platform.Workspaces;
using Kuajie.Server.Access;
using Kuajie.Server.Catalog;
using Kuajie.Server.Users;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Kuajie.Server.Bridges;

/// <summary>
/// How tastes carry over between two domains. One domain has to be the caller's own, and a lasting partnership between the two has to share aggregates (for items the catalog too). Who owns one
/// of them only is told counts rounded down to tens, and none of few people. Examples of people are for who owns both.
/// </summary>
internal static class BridgeEndpoints
{
    /// <summary>Who may see users.</summary>
    private const Role Readers = Role.Owner | Role.Data | Role.Compliance;

    private const int MostExamples = 50;

    public static void Add(IServiceCollection services)
    {
        services.AddSingleton(parts => new TasteBridges(
            parts.GetRequiredService<Storage.Workspaces.Workspace>().Events,
            parts.GetRequiredService<IWorkspace>().Links,
            parts.GetRequiredService<TimeProvider>()
        ));
        services.AddSingleton<IWorkspaceListener>(parts => parts.GetRequiredService<TasteBridges>());
    }

    public static void Map(IEndpointRouteBuilder v1)
    {
        var bridges = v1.MapGroup("/bridges").WithTags("bridges");
        bridges.MapGet("/tags", Tags).WithName("tagBridges").Allow(Scope.Manage, Role.Everybody);
        bridges.MapGet("/items", Items).WithName("itemBridges").Allow(Scope.Manage, Role.Everybody);
        bridges.MapGet("/tags/people", PeopleOfTags).WithName("tagBridgePeople").Allow(Scope.Manage, Readers);
        bridges.MapGet("/items/people", PeopleOfItems).WithName("itemBridgePeople").Allow(Scope.Manage, Readers);
        bridges.MapGet("/flows", Flows).WithName("bridgeFlows").Allow(Scope.Manage, Role.Everybody);
    }

    /// <summary>Which tags of two domains the same linked people have a taste for, how much oftener than by chance.</summary>
    /// <param name="from">The first domain.</param>
    /// <param name="to">The second domain.</param>
    /// <param name="limit">Tags of each side, 1 to 40.</param>
    internal static Ok<TagBridgesResponse> Tags(
        string from,
        string to,
        HttpContext context,
        TasteBridges bridges,
        UserLinking linking,
        ServerSettings settings,
        CurrentAccess access,
        int limit = 20
    )
    {
        ThrowIfOutside(limit, TasteBridges.MostTags);
        var discretion = DiscretionOf(from, to, PartnershipShares.Aggregates, context, linking, settings, access);
        var table = bridges.Tags(from, to, discretion);
        TagTasteResponse[] fromTags = [.. table.Source.Take(limit).Select(tag => new TagTasteResponse(tag.Name, tag.People))];
        TagTasteResponse[] toTags = [.. table.Target.Take(limit).Select(tag => new TagTasteResponse(tag.Name, tag.People))];
        var (first, second) = (fromTags.Select(tag => tag.Tag).ToHashSet(), toTags.Select(tag => tag.Tag).ToHashSet());
        return TypedResults.Ok(
            new TagBridgesResponse(
                from,
                to,
                table.People,
                fromTags,
                toTags,
                [.. table.Bridges.Where(bridge => first.Contains(bridge.Source.Name) && second.Contains(bridge.Target.Name)).Select(ToTags)]
            )
        );
    }

    /// <summary>Which items of two domains the same linked people take up, how much oftener than by chance; among the 200 items of each side that most people took up.</summary>
    /// <param name="from">The first domain.</param>
    /// <param name="to">The second domain.</param>
    /// <param name="limit">How many bridges, 1 to 200.</param>
    internal static Ok<ItemBridgesResponse> Items(
        string from,
        string to,
        HttpContext context,
        TasteBridges bridges,
        IWorkspace workspace,
        UserLinking linking,
        ServerSettings settings,
        CurrentAccess access,
        int limit = 30
    )
    {
        ThrowIfOutside(limit, 200);
        var needed = PartnershipShares.Aggregates | PartnershipShares.Catalog;
        var discretion = DiscretionOf(from, to, needed, context, linking, settings, access);
        var table = bridges.Items(from, to, discretion);
        Bridge[] strongest = [.. table.Bridges.Take(limit)];
        var fromItems = workspace.Catalog.Find(from, [.. strongest.Select(bridge => bridge.Source.Name).Distinct()]);
        var toItems = workspace.Catalog.Find(to, [.. strongest.Select(bridge => bridge.Target.Name).Distinct()]);
        return TypedResults.Ok(
            new ItemBridgesResponse(
                from,
                to,
                table.People,
                [
                    .. strongest.Select(bridge =>
                        ToItems(bridge, fromItems.GetValueOrDefault(bridge.Source.Name), toItems.GetValueOrDefault(bridge.Target.Name))
                    ),
                ]
            )
        );
    }

    /// <summary>Where the people of one side's segments are on the other side; somebody's segment is of the twelve tags that most people have a taste for, the one that most of their items carry.</summary>
    /// <param name="from">The first domain.</param>
    /// <param name="to">The second domain.</param>
    internal static Ok<BridgeFlowsResponse> Flows(
        string from,
        string to,
        HttpContext context,
        TasteBridges bridges,
        UserLinking linking,
        ServerSettings settings,
        CurrentAccess access
    )
    {
        var flows = bridges.Flows(from, to, DiscretionOf(from, to, PartnershipShares.Aggregates, context, linking, settings, access));
        return TypedResults.Ok(
            new BridgeFlowsResponse(
                from,
                to,
                flows.People,
                [.. flows.Flows.Select(flow => new BridgeFlowResponse(flow.People, flow.Source, flow.Target))]
            )
        );
    }

    /// <summary>Examples of people who have a taste for both tags. Both domains have to be the caller's own.</summary>
    /// <param name="from">The first domain.</param>
    /// <param name="to">The second domain.</param>
    /// <param name="fromTag">The tag of the first domain.</param>
    /// <param name="toTag">The tag of the second domain.</param>
    /// <param name="limit">How many, 1 to 50.</param>
    internal static Ok<BridgePeopleResponse> PeopleOfTags(
        string from,
        string to,
        string fromTag,
        string toTag,
        HttpContext context,
        TasteBridges bridges,
        UserLinking linking,
        CurrentAccess access,
        int limit = 10
    ) => People(BridgeThing.Tag, from, to, (fromTag, toTag), context, bridges, linking, access, limit);

    /// <summary>Examples of people who took up both items. Both domains have to be the caller's own.</summary>
    /// <param name="from">The first domain.</param>
    /// <param name="to">The second domain.</param>
    /// <param name="fromItem">The item of the first domain.</param>
    /// <param name="toItem">The item of the second domain.</param>
    /// <param name="limit">How many, 1 to 50.</param>
    internal static Ok<BridgePeopleResponse> PeopleOfItems(
        string from,
        string to,
        string fromItem,
        string toItem,
        HttpContext context,
        TasteBridges bridges,
        UserLinking linking,
        CurrentAccess access,
        int limit = 10
    ) => People(BridgeThing.Item, from, to, (fromItem, toItem), context, bridges, linking, access, limit);

    private static Ok<BridgePeopleResponse> People(
        BridgeThing thing,
        string from,
        string to,
        (string From, string To) pair,
        HttpContext context,
        TasteBridges bridges,
        UserLinking linking,
        CurrentAccess access,
        int limit
    )
    {
        ThrowIfOutside(limit, MostExamples);
        var (caller, current) = (context.Caller(), access.Current);
        LinkEndpoints.ThrowIfClosed(from, to, PartnershipShares.Aggregates, caller, current);
        linking.ThrowIfNotTwoKnown(from, to);
        foreach (var domain in (string[])[from, to])
        {
            if (!current.Allows(caller, domain, DomainNeed.Own))
            {
                throw ServerTexts.NotShared(domain, DomainNeed.Own);
            }
        }
        var people = bridges.Having(thing, from, to, pair, limit);
        return TypedResults.Ok(
            new BridgePeopleResponse(from, to, [.. people.Select(person => new BridgePersonResponse(person.Source, person.Target))])
        );
    }

    private static BridgeDiscretion DiscretionOf(
        string from,
        string to,
        PartnershipShares shares,
        HttpContext context,
        UserLinking linking,
        ServerSettings settings,
        CurrentAccess access
    )
    {
        var (caller, current) = (context.Caller(), access.Current);
        LinkEndpoints.ThrowIfClosed(from, to, shares, caller, current);
        linking.ThrowIfNotTwoKnown(from, to);
        var ownsBoth = current.Allows(caller, from, DomainNeed.Own) && current.Allows(caller, to, DomainNeed.Own);
        return ownsBoth || settings.FewestPeople <= 1 ? BridgeDiscretion.Owner : BridgeDiscretion.Partner(settings.FewestPeople);
    }

    private static void ThrowIfOutside(int limit, int most)
    {
        if (limit < 1 || limit > most)
        {
            throw CatalogFaults.At("limit", "limit-out-of-range", "Limit", limit, most);
        }
    }

    private static TagBridgeResponse ToTags(Bridge bridge)
    {
        var strength = bridge.Strength;
        return new TagBridgeResponse(
            bridge.Source.Name,
            bridge.Target.Name,
            strength.Observed,
            strength.Expected,
            strength.Ratio,
            strength.Low,
            strength.High,
            bridge.Share
        );
    }

    private static ItemBridgeResponse ToItems(Bridge bridge, Item? from, Item? to)
    {
        var strength = bridge.Strength;
        return new ItemBridgeResponse(
            bridge.Source.Name,
            bridge.Target.Name,
            bridge.Source.People,
            bridge.Target.People,
            strength.Observed,
            strength.Expected,
            strength.Ratio,
            strength.Low,
            strength.High,
            bridge.Share,
            from?.Title,
            to?.Title
        );
    }
}
