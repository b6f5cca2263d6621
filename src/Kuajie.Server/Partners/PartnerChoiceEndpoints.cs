using Kuajie.Client.Partners;
using Kuajie.Marketing.Partners;
using Kuajie.Platform.Access;
using Kuajie.Platform.Bridges;
using Kuajie.Platform.Catalog;
using Kuajie.Platform.Partners;
using Kuajie.Platform.Tables;
using Kuajie.Platform.Workspaces;
using Kuajie.Server.Access;
using Kuajie.Server.Compliance;
using Kuajie.Server.Operations;
using Kuajie.Server.Users;
using Kuajie.Storage.Files;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Kuajie.Server.Partners;

/// <summary>
/// Which partners to work with. What the workspace knows of a partnership is told to whoever owns one of its domains where it shares aggregates: rounded down to tens, and none of few people, to
/// who does not own both.
/// </summary>
internal static class PartnerChoiceEndpoints
{
    /// <summary>Candidates and firms of one request.</summary>
    public const int MostCandidates = 200;

    private const long LargestBudget = 1_000_000_000_000_000;
    private const int MostTies = 20_000;
    private const int MostChoices = 10;

    public static void Add(IServiceCollection services) =>
        services.AddSingleton(parts => new PartnerEvidence(
            parts.GetRequiredService<Storage.Workspaces.Workspace>().Events,
            parts.GetRequiredService<IWorkspace>().Links,
            parts.GetRequiredService<IWorkspace>().Users,
            parts.GetRequiredService<TasteBridges>()
        ));

    public static void Map(IEndpointRouteBuilder v1)
    {
        const Role Deciders = Role.Owner | Role.Growth | Role.Data;
        var partners = v1.MapGroup("/domains/{domain}/partners").WithTags("partner choice");
        partners.MapGet("/fit", KnownFit).WithName("knownPartnerFit").Allow(Scope.Manage, Role.Everybody, DomainNeed.Own);
        partners.MapPost("/fit", Fit).WithName("partnerFit").LeavesNoActivity().Allow(Scope.Manage, Deciders, DomainNeed.Own);
        partners
            .MapPost("/portfolio", Portfolio)
            .WithName("partnerPortfolio")
            .LeavesNoActivity()
            .Allow(Scope.Manage, Deciders, DomainNeed.Own);
        partners.MapPost("/network", Network).WithName("partnerNetwork").LeavesNoActivity().Allow(Scope.Manage, Deciders, DomainNeed.Own);
    }

    /// <summary>How well the domain's partners fit, by what the workspace knows: all partnerships that share aggregates. Empty where there is none.</summary>
    internal static Ok<PartnerFitsResponse> KnownFit(
        string domain,
        HttpContext context,
        IWorkspace workspace,
        PartnerEvidence evidence,
        ServerSettings settings,
        CurrentAccess access
    )
    {
        var known = Known(domain, null, context, workspace, evidence, settings, access);
        return TypedResults.Ok(ChoicesOnTheWire.Of(known.Count == 0 ? [] : PartnerFit.Rank(known)));
    }

    /// <summary>How well partners fit, by what the workspace knows and what tables say, each part with its interval and evidence. What is not known widens the score instead of improving it.</summary>
    internal static Ok<PartnerFitsResponse> Fit(
        string domain,
        PartnerFitRequest request,
        HttpContext context,
        IWorkspace workspace,
        PartnerEvidence evidence,
        ServerSettings settings,
        CurrentAccess access
    )
    {
        var tables = new AggregateTables(
            Table("aggregates", request.Aggregates),
            Table("tags", request.Tags),
            Table("prices", request.Prices)
        );
        var known = Known(domain, request.With, context, workspace, evidence, settings, access);
        var fits = PartnerFitWork.Rank(domain, known, tables, CurrencyOf(request.Currency), FitWeightText.Read(request.Weights));
        return TypedResults.Ok(ChoicesOnTheWire.Of(fits));
    }

    /// <summary>
    /// Which partners to choose: the most revenue under a budget and limits, proven, with alternatives and the prices and budgets that would change the choice. Where none is possible, the limits that
    /// clash.
    /// </summary>
    internal static async Task<Ok<PortfolioResponse>> Portfolio(
        string domain,
        PortfolioRequest request,
        TimeProvider clock,
        CancellationToken cancellation
    )
    {
        var currency = CurrencyOf(request.Currency);
        var list = CandidateTable.Read(Table("candidates", request.Candidates)!, currency);
        var faults = new InputFaults();
        NoteOutside(faults, "candidates", list.Candidates.Count, 0, MostCandidates);
        NoteOutside(faults, "budgetMinorUnits", request.BudgetMinorUnits, 0, LargestBudget);
        NoteOutside(faults, "choices", request.Choices ?? 3, 1, MostChoices);
        NoteOutside(faults, "leastFields", request.LeastFields, 0, MostCandidates);
        NoteOutside(faults, "mostPartners", request.MostPartners ?? 0, 0, MostCandidates);
        NoteOutside(faults, "quarterCapacities", request.QuarterCapacities?.Count ?? 0, 0, 4);
        faults.ThrowIfAny();
        var wish = new PortfolioWish(request.BudgetMinorUnits, currency)
        {
            LeastFields = request.LeastFields,
            MostPartners = request.MostPartners,
            QuarterCapacities = request.QuarterCapacities ?? [],
            Choices = request.Choices ?? 3,
            WithSensitivity = request.Sensitivity ?? true,
            Steps = 5,
        };
        var result = await SolveDesk.SolveAsync(token => PortfolioWork.Choose("candidates", list, wish, token), clock, cancellation);
        return TypedResults.Ok(ChoicesOnTheWire.Of(result));
    }

    /// <summary>The network of firms tied by common profit: who is central, and who belongs together.</summary>
    internal static Ok<PartnerNetworkResponse> Network(string domain, PartnerNetworkRequest request)
    {
        var currency = CurrencyOf(request.Currency);
        var ties = CandidateTable.ReadTies(Table("ties", request.Ties)!, currency);
        var faults = new InputFaults();
        NoteOutside(faults, "ties", ties.Count, 0, MostTies);
        faults.ThrowIfAny();
        return TypedResults.Ok(ChoicesOnTheWire.Of(InputFaults.Guard("ties", () => PartnerNetwork.Of(ties)), currency));
    }

    internal static Table? Table(string name, string? text) => text is null ? null : TableFile.Parse(name, text);

    internal static string CurrencyOf(string? code) => code is null ? PriceText.DefaultCurrency : PriceText.CurrencyCode(code);

    internal static void NoteOutside(InputFaults faults, string where, long found, long least, long most)
    {
        if (found < least || found > most)
        {
            faults.Note(ServerTexts.FaultAt(where, "out-of-range", "OutOfRange", found, least, most));
        }
    }

    private static List<PartnerAggregates> Known(
        string domain,
        IReadOnlyList<string>? with,
        HttpContext context,
        IWorkspace workspace,
        PartnerEvidence evidence,
        ServerSettings settings,
        CurrentAccess access
    )
    {
        var (caller, current) = (context.Caller(), access.Current);
        foreach (var (other, place) in (with ?? []).Select((other, place) => (other, place)))
        {
            if (other is null)
            {
                throw ServerTexts.FaultAt($"with[{place}]", "missing-entry", "MissingEntry");
            }
            PartyRules.ThrowIfOneDomain(domain, other);
            LinkEndpoints.ThrowIfClosed(domain, other, PartnershipShares.Aggregates, caller, current);
        }
        var others =
            with?.Distinct(StringComparer.Ordinal)
            ?? current
                .Visible(caller, DomainNeed.SharedBy(PartnershipShares.Aggregates))
                .Where(other => other != domain && current.Share(domain, other, PartnershipShares.Aggregates));
        return [.. others.Select(other => Judged(other))];

        PartnerAggregates Judged(string other)
        {
            context.RequestAborted.ThrowIfCancellationRequested();
            var ownsBoth = current.Allows(caller, other, DomainNeed.Own);
            var discretion =
                ownsBoth || settings.FewestPeople <= 1 ? BridgeDiscretion.Owner : BridgeDiscretion.Partner(settings.FewestPeople);
            return evidence.Of(domain, other, discretion);
        }
    }
}
