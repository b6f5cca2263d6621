using System.Text.Json;
using Kuajie.Client.Overview;
using Kuajie.Platform.Access;
using Kuajie.Platform.Interactions.Live;
using Kuajie.Platform.Overview;
using Kuajie.Platform.Recommendations.Live;
using Kuajie.Platform.Workspaces;
using Kuajie.Server.Access;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Kuajie.Server.Overview;

/// <summary>What there is, how it flows in, what needs attention.</summary>
internal static class OverviewEndpoints
{
    private const int MostDays = 1_000;
    private const int UsualDays = 90;

    // Fewer would speak of single persons to whoever is not the operator.
    private const long FewestTold = 10;

    public static void Map(IEndpointRouteBuilder v1)
    {
        v1.MapGet("/overview", Get).WithTags("overview").WithName("overview").Allow(Scope.Manage, Role.Everybody);
        v1.MapGet("/domains/{domain}/flow", Flow)
            .WithTags("overview")
            .WithName("interactionFlow")
            .Allow(Scope.Manage, Role.Everybody, DomainNeed.Own);
    }

    /// <summary>The caller's domains at a glance, what needs attention in them, and what to do next.</summary>
    internal static Ok<OverviewResponse> Get(HttpContext context, Glances glances, CurrentAccess access, LiveRecommendations live)
    {
        var (caller, glance) = (context.Caller(), glances.Latest());
        var known = access.Current.Known(caller).ToHashSet(StringComparer.Ordinal);
        DomainGlance[] own = [.. glance.Domains.Where(domain => IsOwn(domain.Domain.Name))];
        var damaged = live
            .Models.States.Where(state => !state.IsSound)
            .Select(state => new Attention(AttentionKind.DamagedModel, state.TargetDomain, state.SourceDomain, state.WantedVersion));
        return TypedResults.Ok(
            new OverviewResponse(
                glance.At,
                [
                    .. glance
                        .Domains.Where(domain => known.Contains(domain.Domain.Name))
                        .Select(domain => new OverviewDomainResponse(
                            domain.Domain.Name,
                            domain.Domain.PartyId,
                            IsOwn(domain.Domain.Name) ? Figures(domain, caller) : null
                        )),
                ],
                [.. damaged.Concat(glance.Attention).Where(each => IsOwn(each.Domain)).Select(ToResponse)],
                Next(own, caller)
            )
        );
        bool IsOwn(string domain) => access.Current.Allows(caller, domain, DomainNeed.Own);
    }

    /// <summary>Interactions of a domain on each of some days up to the latest one, and events over the API in each of the last sixty minutes.</summary>
    /// <param name="domain">The domain.</param>
    /// <param name="workspace">Where they lie.</param>
    /// <param name="flow">The minutes.</param>
    /// <param name="glances">Says when the latest interaction was.</param>
    /// <param name="days">How many days: 1 to 1,000; 90 where left out.</param>
    internal static Ok<InteractionFlowResponse> Flow(
        string domain,
        IWorkspace workspace,
        LiveFlow flow,
        Glances glances,
        int days = UsualDays
    )
    {
        if (days is < 1 or > MostDays)
        {
            throw ServerTexts.FaultAt("days", "days-out-of-range", "DaysOutOfRange", days, MostDays);
        }
        var last = glances.Latest().Domains.FirstOrDefault(each => each.Domain.Name == domain)?.Totals?.Last;
        var until = last is { } latest ? DateOnly.FromDateTime(latest.UtcDateTime).AddDays(1) : DateOnly.MinValue.AddDays(days);
        return TypedResults.Ok(
            new InteractionFlowResponse(
                [
                    .. workspace
                        .Interactions.PerDay(domain, until.AddDays(-days), until)
                        .Select(day => new DayCountResponse(day.Day, day.Interactions)),
                ],
                [.. flow.Of(domain).Select(minute => new MinuteCountResponse(minute.Minute, minute.Events))],
                flow.Since
            )
        );
    }

    private static OverviewFiguresResponse Figures(DomainGlance domain, Caller caller) =>
        new(
            domain.Totals?.Interactions ?? 0,
            domain.Totals?.Users ?? 0,
            domain.Totals?.Items ?? 0,
            domain.Totals?.FlaggedUsers ?? 0,
            domain.Totals?.First,
            domain.Totals?.Last,
            (domain.Live?.UserEvents ?? 0) + (domain.Live?.SessionEvents ?? 0),
            domain.Live?.Lists ?? 0,
            domain.ServedFrom,
            domain
                .LinkedTo.Where(link => caller.IsOperator || link.Value >= FewestTold)
                .ToDictionary(link => link.Key, link => link.Value, StringComparer.Ordinal)
        );

    private static AttentionResponse ToResponse(Attention each) =>
        new(JsonNamingPolicy.CamelCase.ConvertName(each.Kind.ToString()), each.Domain, each.Other, each.Subject, each.Share);

    private static string Next(IReadOnlyList<DomainGlance> own, Caller caller)
    {
        var step = NextSteps.Of(
            own.Count(domain => domain.HasInteractions),
            own.Any(domain => domain.LinkedTo.Count > 0),
            own.Any(domain => domain.ServedFrom.Count > 0)
        );
        return step switch
        {
            NextStep.ImportFirstDomain => "import",
            // A partner's side of the way ends with its data: joining the two sides is the operator's.
            _ when !caller.IsOperator => "recommend",
            NextStep.ImportSecondDomain => "importSecond",
            NextStep.Link => "link",
            NextStep.Train => "train",
            _ => "recommend",
        };
    }
}
