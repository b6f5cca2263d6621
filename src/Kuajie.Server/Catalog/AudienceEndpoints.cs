using System.Text.Json;
using Kuajie.Client.Catalog;
using Kuajie.Platform.Access;
using Kuajie.Platform.Catalog;
using Kuajie.Platform.Interactions;
using Kuajie.Platform.Partners;
using Kuajie.Platform.Workspaces;
using Kuajie.Server.Access;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Kuajie.Server.Catalog;

/// <summary>Who took an item, in counts: in its own domain, over time, and how far it reaches into other domains.</summary>
internal static class AudienceEndpoints
{
    private const int MostPeriods = 120;

    public static void Map(IEndpointRouteBuilder v1) =>
        v1.MapGet("/domains/{domain}/items/{item}/audience", Audience)
            .WithTags("items")
            .WithName("itemAudience")
            .Allow(Scope.Recommend | Scope.Manage, Role.Everybody, DomainNeed.SharedBy(PartnershipShares.Aggregates));

    /// <summary>
    /// Who did something with an item, in counts: by kind, by time, and how many are known in other domains that share aggregates. Counts below ten are told to the owner of the domain alone.
    /// </summary>
    /// <param name="domain">The item's domain.</param>
    /// <param name="item">The item.</param>
    /// <param name="period"><c>day</c>, <c>week</c> or <c>month</c>; the week where left out.</param>
    private static Ok<AudienceResponse> Audience(
        string domain,
        string item,
        HttpContext context,
        IWorkspace workspace,
        CurrentAccess access,
        string? period = null
    )
    {
        var length = ToPeriod(period);
        var found = workspace.Interactions.AudienceOf(domain, item, length, MostPeriods);
        if (found.Users == 0 && !workspace.Catalog.Find(domain, [item]).ContainsKey(item))
        {
            throw CatalogFaults.UnknownItem(domain);
        }
        var caller = context.Caller();
        var isOwn = access.Current.Allows(caller, domain, DomainNeed.Own);
        var cells = isOwn ? SmallCells.All : SmallCells.FromTen;
        return TypedResults.Ok(
            new AudienceResponse(
                domain,
                item,
                cells.Told(found.Users),
                [
                    .. found.Kinds.Select(kind => new KindAudienceResponse(
                        InteractionKinds.WireName(kind.Kind),
                        cells.Told(kind.Users),
                        isOwn ? kind.Interactions : null
                    )),
                ],
                JsonNamingPolicy.CamelCase.ConvertName(length.ToString()),
                [
                    .. PeriodsWithoutGaps
                        .Of(found.Periods, length)
                        .Select(each => new PeriodAudienceResponse(each.First, cells.Told(each.Users))),
                ],
                Reach(workspace, domain, item, caller, access.Current)
            )
        );
    }

    private static IReadOnlyList<ReachResponse> Reach(IWorkspace workspace, string domain, string item, Caller caller, DomainAccess access)
    {
        var others = access.Known(caller).Where(other => other != domain && MayCompare(domain, other, caller, access)).ToArray();
        if (others.Length == 0)
        {
            return [];
        }
        var takers = workspace.Interactions.TakersOf(domain, item);
        return [.. others.Select(other => ToResponse(ItemReach.Of(workspace, domain, takers, other), caller))];
    }

    /// <summary>Two domains are compared where both their parties agreed to, for a caller to whom one of them belongs.</summary>
    private static bool MayCompare(string domain, string other, Caller caller, DomainAccess access) =>
        access.Share(domain, other, PartnershipShares.Aggregates)
        && (access.Allows(caller, domain, DomainNeed.Own) || access.Allows(caller, other, DomainNeed.Own));

    private static ReachResponse ToResponse(ItemReach reach, Caller caller)
    {
        var cells = SmallCells.For(caller);
        var (users, there) = (cells.Told(reach.LinkedUsers), cells.Told(reach.TakersThere));
        return new ReachResponse(
            reach.Domain,
            cells.Told(reach.LinkedTakers),
            users,
            there,
            users > 0 && there is { } told ? (double)told / reach.LinkedUsers : null
        );
    }

    private static AudiencePeriod ToPeriod(string? period) =>
        period switch
        {
            null or "week" => AudiencePeriod.Week,
            "day" => AudiencePeriod.Day,
            "month" => AudiencePeriod.Month,
            _ => throw CatalogFaults.At("period", "unknown-name", "UnknownPeriod", period),
        };
}
