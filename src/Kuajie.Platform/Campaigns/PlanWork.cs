using Kuajie.Marketing.Allocation;
using Kuajie.Marketing.Amounts;
using Kuajie.Marketing.Texts;
using Kuajie.Platform.Catalog;
using Kuajie.Platform.Tables;

namespace Kuajie.Platform.Campaigns;

/// <summary>Plans for a file, a request or a page.</summary>
public static class PlanWork
{
    /// <summary>Most points of a frontier.</summary>
    public const int MostPoints = 60;

    /// <summary>The most effect for the budget, or the least cost for an effect.</summary>
    /// <param name="inputs">The inputs.</param>
    /// <param name="effect">The effect asked for; null for the most that the budget buys.</param>
    /// <param name="cancellation">Ends the search.</param>
    /// <exception cref="Faults.KuajieException">An input cannot be used.</exception>
    /// <exception cref="Faults.SeveralFaultsException">Several cannot.</exception>
    public static AdPlanAnswer Solve(PlanInputs inputs, double? effect, CancellationToken cancellation)
    {
        if (effect is { } wanted && !(wanted >= 0 && double.IsFinite(wanted)))
        {
            throw CampaignTexts.Fault("wrong-effect", "Effect", null, wanted);
        }
        var optimizer = Optimizer(inputs, cancellation);
        return effect is { } least ? optimizer.MinimizeCost(least) : optimizer.Maximize();
    }

    /// <summary>Plans for budgets from the least to the most that can be spent.</summary>
    /// <param name="inputs">The inputs.</param>
    /// <param name="points">How many, 2 … 60.</param>
    /// <param name="cancellation">Ends the search.</param>
    public static IReadOnlyList<AdPlan> Frontier(PlanInputs inputs, int points, CancellationToken cancellation)
    {
        if (points is < 2 or > MostPoints)
        {
            throw CampaignTexts.Fault("wrong-points", "Points", null, points, MostPoints);
        }
        return Optimizer(inputs, cancellation).Frontier(points);
    }

    /// <summary>A plan as a table: a row per placement with what it got and why.</summary>
    public static Table ToTable(PlanInputs inputs, AdPlan plan)
    {
        ArgumentNullException.ThrowIfNull(inputs);
        ArgumentNullException.ThrowIfNull(plan);
        var currency = inputs.Problem.Currency;
        return new Table(
            "plan",
            PlanTableColumns,
            TableWriting
                .Of(
                    "plan",
                    [],
                    inputs
                        .Problem.Placements.Zip(plan.Decisions)
                        .Select(pair => Row(pair.First, pair.Second, currency))
                        .Concat(
                            inputs.LeftOut.Select(each =>
                                (object?[])[each.Name, .. new object?[5], 0, 0, 0, currency, "NotEnoughData", null, null, each.Why, null]
                            )
                        )
                )
                .Rows
        );
    }

    /// <summary>A frontier as a table: a row per budget.</summary>
    public static Table ToTable(PlanInputs inputs, IReadOnlyList<AdPlan> frontier)
    {
        ArgumentNullException.ThrowIfNull(inputs);
        var currency = inputs.Problem.Currency;
        return new Table(
            "frontier",
            ["budget", "cost", "currency", "effect", "upper_bound", "gap", "return_per_unit", "worst_effect"],
            TableWriting
                .Of(
                    "frontier",
                    [],
                    frontier.Select(plan =>
                        (object?[])
                            [
                                CurrencyUnits.ToMajor(plan.BudgetMinorUnits, currency),
                                CurrencyUnits.ToMajor(plan.CostMinorUnits, currency),
                                currency,
                                plan.Effect,
                                plan.UpperBound,
                                plan.Gap,
                                plan.BudgetReturn,
                                plan.WorstEffect,
                            ]
                    )
                )
                .Rows
        );
    }

    /// <summary>Curves as a table that a plan reads.</summary>
    public static Table ToTable(IReadOnlyList<NamedCurve> curves) => TableWriting.Of("curves", PlanColumns.Curves, curves.Select(Row));

    private static readonly string[] PlanTableColumns =
    [
        "placement",
        "slot",
        "day",
        "from",
        "to",
        "format",
        "exposures",
        "effect",
        "cost",
        "currency",
        "binding_limit",
        "marginal_return",
        "shadow_price",
        "why",
        "change",
    ];

    private static AdPlanOptimizer Optimizer(PlanInputs inputs, CancellationToken cancellation) =>
        InputFaults.Guard(inputs.Source, () => new AdPlanOptimizer(inputs.Problem, new AdPlanOptions { Cancellation = cancellation }));

    private static object?[] Row(Placement placement, PlacementDecision decision, string currency) =>
        [
            placement.Name,
            placement.Slot,
            placement.Day,
            placement.From,
            InventoryWork.EndText(placement.To),
            placement.Format,
            decision.Exposures,
            decision.Effect,
            Math.Round((decimal)decision.ExpectedCostMinorUnits * CurrencyUnits.ToMajor(1, currency), 4),
            currency,
            decision.BindingLimit,
            decision.MarginalReturn,
            decision.ShadowPrice,
            decision.Why,
            decision.Change,
        ];

    private static object?[] Row(NamedCurve curve)
    {
        var (hill, power) = (curve.Curve as HillCurve, curve.Curve as PowerCurve);
        return
        [
            curve.Name,
            curve.Curve switch
            {
                HillCurve => "hill",
                PowerCurve => "power",
                _ => null,
            },
            hill?.Ceiling,
            hill?.HalfSaturation,
            hill?.Shape,
            power?.Scale,
            power?.Exponent,
            curve.Curve is null ? null : curve.WorstShare,
            curve.Fit is { Curve: not null } fit ? fit.NoiseDeviation : null,
            curve.Points.Count,
            curve.Shortage is { } shortage ? MarketingNote.Write(shortage) : null,
        ];
    }
}
