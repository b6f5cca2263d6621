using Kuajie.Client.Campaigns;
using Kuajie.Marketing.Allocation;
using Kuajie.Platform.Campaigns;
using Kuajie.Storage.Files;

namespace Kuajie.Server.Campaigns;

/// <summary>Answers about ad plans as the API and <c>--json</c> write them.</summary>
public static class PlansOnTheWire
{
    private const int BandPoints = 41;

    /// <summary>A plan, or why there is none.</summary>
    public static AdPlanResponse Of(PlanInputs inputs, AdPlanAnswer answer)
    {
        ArgumentNullException.ThrowIfNull(inputs);
        ArgumentNullException.ThrowIfNull(answer);
        return new AdPlanResponse(
            inputs.Problem.Currency,
            [.. answer.Conflict.Select(limit => $"{limit}")],
            LeftOut(inputs),
            answer.Plan is { } plan ? Of(inputs, plan) : null,
            answer.LowerCostBoundMinorUnits,
            answer.Plan is { } found ? TableFile.Write(PlanWork.ToTable(inputs, found)) : null
        );
    }

    /// <summary>A frontier.</summary>
    /// <param name="inputs">The inputs.</param>
    /// <param name="frontier">Plans for rising budgets.</param>
    /// <param name="answer">The answer for the whole budget, which says why where there is no frontier.</param>
    public static FrontierResponse Of(PlanInputs inputs, IReadOnlyList<AdPlan> frontier, AdPlanAnswer answer)
    {
        ArgumentNullException.ThrowIfNull(inputs);
        ArgumentNullException.ThrowIfNull(answer);
        return new FrontierResponse(
            inputs.Problem.Currency,
            [
                .. frontier.Select(plan => new FrontierPointResponse(
                    plan.BudgetMinorUnits,
                    plan.CostMinorUnits,
                    plan.Effect,
                    plan.UpperBound,
                    plan.Gap,
                    plan.BudgetReturn,
                    plan.WorstEffect
                )),
            ],
            [.. answer.Conflict.Select(limit => $"{limit}")],
            LeftOut(inputs),
            TableFile.Write(PlanWork.ToTable(inputs, frontier))
        );
    }

    /// <summary>Curves.</summary>
    public static CurvesResponse Of(IReadOnlyList<NamedCurve> curves) =>
        new([.. curves.Select(Of)], TableFile.Write(PlanWork.ToTable(curves)));

    /// <summary>Forecasts.</summary>
    public static ForecastResponse Of(IReadOnlyList<SlotForecast> forecasts) =>
        new([.. forecasts.Select(Of)], TableFile.Write(InventoryWork.ToTable(forecasts)));

    private static LeftOutResponse[] LeftOut(PlanInputs inputs) =>
        [.. inputs.LeftOut.Select(each => new LeftOutResponse(each.Name, $"{each.Why}"))];

    private static PlanResponse Of(PlanInputs inputs, AdPlan plan) =>
        new(
            plan.Effect,
            plan.UpperBound,
            plan.Gap,
            plan.CostMinorUnits,
            plan.BudgetMinorUnits,
            plan.BudgetReturn,
            plan.NominalEffect,
            plan.WorstEffect,
            [.. plan.Remarks.Select(remark => $"{remark}")],
            [.. inputs.Problem.Placements.Zip(plan.Decisions).Select(pair => Of(pair.First, pair.Second, inputs.CurveOf[pair.First.Name]))]
        );

    private static PlannedPlacementResponse Of(Placement placement, PlacementDecision decision, string curve) =>
        new(
            placement.Name,
            placement.Slot,
            placement.Day,
            placement.From,
            placement.To,
            placement.Format,
            curve,
            decision.Exposures,
            decision.Effect,
            decision.ExpectedCostMinorUnits,
            char.ToLowerInvariant(decision.BindingLimit[0]) + decision.BindingLimit[1..],
            decision.ShadowPrice,
            $"{decision.Why}",
            $"{decision.Change}",
            double.IsFinite(decision.MarginalReturn) ? decision.MarginalReturn : null
        );

    private static CurveResponse Of(NamedCurve curve)
    {
        var (hill, power) = (curve.Curve as HillCurve, curve.Curve as PowerCurve);
        return new CurveResponse(
            curve.Name,
            curve.WorstShare,
            [.. Band(curve)],
            [.. curve.Points.Select(point => new ObservedPointResponse(point.Exposures, point.Effect))],
            hill is not null ? "hill"
                : power is not null ? "power"
                : null,
            hill?.Ceiling,
            hill?.HalfSaturation,
            hill?.Shape,
            power?.Scale,
            power?.Exponent,
            curve.Fit is { Curve: not null } fit ? fit.NoiseDeviation : null,
            curve.Shortage is { } shortage ? $"{shortage}" : null
        );
    }

    /// <summary>Over the exposures seen and a quarter more; of a given curve up to three times its half saturation.</summary>
    private static IEnumerable<CurvePointResponse> Band(NamedCurve curve)
    {
        var seen = curve.Points.Select(point => point.Exposures).DefaultIfEmpty(0).Max();
        var last =
            seen > 0 ? 1.25 * seen
            : curve.Curve is HillCurve hill ? 3 * hill.HalfSaturation
            : 10_000;
        for (var point = 0; point < BandPoints; point++)
        {
            var exposures = last * point / (BandPoints - 1);
            if (curve.Band(exposures) is { } band)
            {
                yield return new CurvePointResponse(exposures, band.Estimate, band.Low, band.High);
            }
        }
    }

    private static SlotForecastResponse Of(SlotForecast slot) =>
        new(
            slot.Slot,
            [
                .. slot.Forecast.Windows.Select(window => new ForecastWindowResponse(
                    window.Day,
                    slot.Starts[window.Window],
                    slot.Ends[window.Window],
                    window.Exposures,
                    window.Low,
                    window.High
                )),
            ],
            slot.Forecast.Backtest is { } backtest
                ? new BacktestResponse(backtest.Origins, backtest.MeanAbsoluteError, backtest.SeasonalNaiveError, backtest.Coverage)
                : null,
            slot.Forecast.Shortage is { } shortage ? $"{shortage}" : null
        );
}
