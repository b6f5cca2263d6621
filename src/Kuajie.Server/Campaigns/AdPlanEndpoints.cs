using Kuajie.Client.Campaigns;
using Kuajie.Marketing.Allocation;
using Kuajie.Platform.Access;
using Kuajie.Platform.Campaigns;
using Kuajie.Platform.Tables;
using Kuajie.Server.Access;
using Kuajie.Server.Compliance;
using Kuajie.Server.Operations;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using static Kuajie.Server.Partners.PartnerChoiceEndpoints;

namespace Kuajie.Server.Campaigns;

/// <summary>Where the budget of a campaign goes. Nothing is stored; a workbook keeps inputs and plans.</summary>
internal static class AdPlanEndpoints
{
    /// <summary>Placements of one request.</summary>
    public const int MostPlacements = 30_000;

    private const int MostFrontierCells = 200_000;

    public static void Map(IEndpointRouteBuilder v1)
    {
        const Role Deciders = Role.Owner | Role.Growth | Role.Data;
        var plans = v1.MapGroup("/domains/{domain}/ad-plans").WithTags("ad plans");
        plans.MapPost("/solve", Solve).WithName("solveAdPlan").LeavesNoActivity().Allow(Scope.Manage, Deciders, DomainNeed.Own);
        plans.MapPost("/frontier", Frontier).WithName("adPlanFrontier").LeavesNoActivity().Allow(Scope.Manage, Deciders, DomainNeed.Own);
        plans.MapPost("/curves", Curves).WithName("responseCurves").LeavesNoActivity().Allow(Scope.Manage, Deciders, DomainNeed.Own);
        plans.MapPost("/forecast", Forecast).WithName("forecastInventory").LeavesNoActivity().Allow(Scope.Manage, Deciders, DomainNeed.Own);
    }

    /// <summary>The most effect for a budget, or the least cost for an effect, with a proven bound and a reason for each placement.</summary>
    internal static async Task<Ok<AdPlanResponse>> Solve(
        string domain,
        AdPlanRequest request,
        TimeProvider clock,
        CancellationToken cancellation
    )
    {
        var answer = await SolveDesk.SolveAsync(
            token =>
            {
                var inputs = Read(request);
                return PlansOnTheWire.Of(inputs, PlanWork.Solve(inputs, request.Effect, token));
            },
            clock,
            cancellation
        );
        return TypedResults.Ok(answer);
    }

    /// <summary>The most effect for rising budgets, from what the deals cost to all that can be spent.</summary>
    internal static async Task<Ok<FrontierResponse>> Frontier(
        string domain,
        AdPlanRequest request,
        TimeProvider clock,
        CancellationToken cancellation
    )
    {
        var answer = await SolveDesk.SolveAsync(
            token =>
            {
                var inputs = Read(request);
                var points = request.Points ?? 20;
                var faults = new InputFaults();
                NoteOutside(faults, "points", points, 2, PlanWork.MostPoints);
                NoteOutside(faults, "placements", inputs.Problem.Placements.Count, 0, MostFrontierCells / Math.Max(2, points));
                faults.ThrowIfAny();
                return PlansOnTheWire.Of(inputs, PlanWork.Frontier(inputs, points, token), PlanWork.Solve(inputs, null, token));
            },
            clock,
            cancellation
        );
        return TypedResults.Ok(answer);
    }

    /// <summary>Response curves with their intervals: given ones, and such that are fitted to what exposures brought.</summary>
    internal static async Task<Ok<CurvesResponse>> Curves(
        string domain,
        CurvesRequest request,
        TimeProvider clock,
        CancellationToken cancellation
    )
    {
        var answer = await SolveDesk.SolveAsync(
            token =>
            {
                var form = FormOf(request.Form);
                List<NamedCurve> curves = Table("curves", request.Curves) is { } given ? [.. PlanCurves.Read(given)] : [];
                token.ThrowIfCancellationRequested();
                if (Table("observations", request.Observations) is { } observations)
                {
                    curves.AddRange(PlanCurves.Fit(observations, Table("experiments", request.Experiments), form));
                }
                return PlansOnTheWire.Of(curves);
            },
            clock,
            cancellation
        );
        return TypedResults.Ok(answer);
    }

    /// <summary>Inventory expected of each slot, from a history, with an interval and a backtest beside repeating the last week.</summary>
    internal static async Task<Ok<ForecastResponse>> Forecast(
        string domain,
        ForecastRequest request,
        TimeProvider clock,
        CancellationToken cancellation
    )
    {
        var answer = await SolveDesk.SolveAsync(
            token =>
            {
                var (history, holidays) = (Table("history", request.History)!, Table("holidays", request.Holidays));
                token.ThrowIfCancellationRequested();
                return PlansOnTheWire.Of(InventoryWork.Forecast(history, holidays, request.Days));
            },
            clock,
            cancellation
        );
        return TypedResults.Ok(answer);
    }

    private static PlanInputs Read(AdPlanRequest request)
    {
        var placements = Table("placements", request.Placements)!;
        var faults = new InputFaults();
        NoteOutside(faults, "placements", placements.Rows.Count, 0, MostPlacements);
        faults.ThrowIfAny();
        var tables = new PlanTables(placements)
        {
            Curves = Table("curves", request.Curves),
            Observations = Table("observations", request.Observations),
            Experiments = Table("experiments", request.Experiments),
            Inventory = Table("inventory", request.Inventory),
            DayBudgets = Table("dayBudgets", request.DayBudgets),
        };
        var wish = new PlanWish(request.BudgetMinorUnits, CurrencyOf(request.Currency), request.TimeZone ?? "Asia/Shanghai")
        {
            FrequencyPerUser = request.FrequencyPerUser,
            IsRobust = request.IsRobust,
            IsCautious = request.IsCautious,
            Form = FormOf(request.Form),
        };
        return PlanInputs.Read(tables, wish);
    }

    private static CurveForm FormOf(string? form) =>
        form switch
        {
            null or "hill" => CurveForm.Hill,
            "power" => CurveForm.Power,
            _ => throw ServerTexts.FaultAt("form", "unknown-form", "UnknownForm", form),
        };
}
