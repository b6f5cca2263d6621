using CsCheck;
using Kuajie.Marketing.Allocation;

namespace Kuajie.Marketing.Tests.Allocation;

/// <summary>Small plans whose every answer can be counted through: few exposures at whole minor units each, or for a fee.</summary>
internal static class PlacementGenerator
{
    public static readonly DateOnly Monday = new(2026, 3, 2);

    /// <summary>What a placement brings at most: nothing, or more than the millionth below which the optimiser tells effects no longer apart from nothing.</summary>
    private static readonly Gen<double> Ceiling = Gen.Double[0, 10].Select(ceiling => ceiling < 1e-6 ? 0 : ceiling);

    private static readonly Gen<ResponseCurve> Concave = Gen.OneOf(
        Gen.Select(
            Ceiling,
            Gen.Double[0.5, 10],
            Gen.Double[0.4, 1],
            (ceiling, half, shape) => (ResponseCurve)new HillCurve(ceiling, half, shape)
        ),
        Gen.Select(Ceiling, Gen.Double[0.5, 10], (ceiling, half) => (ResponseCurve)new HillCurve(ceiling, half)),
        Gen.Select(
            Ceiling.Select(scale => 0.3 * scale),
            Gen.Double[0.2, 1],
            (scale, exponent) => (ResponseCurve)new PowerCurve(scale, exponent)
        )
    );

    private static readonly Gen<ResponseCurve> SShaped =
        from ceiling in Ceiling
        from half in Gen.Double[0.5, 10]
        from shape in Gen.Double[1.2, 5]
        select (ResponseCurve)new HillCurve(ceiling, half, shape);

    public static Gen<AdPlanProblem> Concaves { get; } = Problems(Concave, Gen.Const(1000L), Gen.Const(9));

    public static Gen<AdPlanProblem> Mixed { get; } =
        Problems(Gen.OneOf(Concave, SShaped), Gen.Long[0, 3].Select(units => 1000 * units), Gen.Int[0, 9]);

    public static Placement Placement(string name, ResponseCurve curve, long inventory, int day = 0, CostModel? cost = null) =>
        new(
            name,
            "home",
            Monday.AddDays(day),
            new TimeOnly(8, 0),
            new TimeOnly(12, 0),
            "banner",
            curve,
            cost ?? CostModel.PerThousand(1000, "CNY")
        )
        {
            Inventory = inventory,
        };

    /// <summary>The best effect over all whole numbers of exposures that keep to every limit; null where none do.</summary>
    public static double? BruteForce(AdPlanProblem problem)
    {
        double? best = null;
        Visit(problem, (_, effect) => best = Math.Max(best ?? effect, effect));
        return best;
    }

    /// <summary>The least cost over all of them that bring an effect; null where none do.</summary>
    public static double? BruteForceCost(AdPlanProblem problem, double wanted)
    {
        double? least = null;
        Visit(problem, (cost, effect) => least = effect >= wanted ? Math.Min(least ?? cost, cost) : least);
        return least;
    }

    /// <summary>Tells cost and effect of every plan that keeps to every limit.</summary>
    private static void Visit(AdPlanProblem problem, Action<double, double> tell)
    {
        var highs = problem.Placements.Select(each => Math.Min(each.Inventory, Math.Min(each.OwnLimit, each.PartnerLimit))).ToArray();
        var chosen = new long[highs.Length];
        Visit(0);

        void Visit(int place)
        {
            if (place == highs.Length)
            {
                var spent = problem.Placements.Select((each, index) => (each.Day, Cost: Cost(each, chosen[index]))).ToArray();
                if (
                    spent.Sum(each => each.Cost) <= problem.BudgetMinorUnits + 1e-9
                    && problem.DayBudgetsMinorUnits.All(day =>
                        spent.Where(each => each.Day == day.Key).Sum(each => each.Cost) <= day.Value + 1e-9
                    )
                )
                {
                    tell(spent.Sum(each => each.Cost), problem.Placements.Select((each, index) => each.Curve.Effect(chosen[index])).Sum());
                }
                return;
            }
            for (chosen[place] = problem.Placements[place].Guaranteed; chosen[place] <= highs[place]; chosen[place]++)
            {
                Visit(place + 1);
            }
        }
    }

    private static double Cost(Placement placement, long exposures) =>
        exposures == 0 ? 0 : placement.Cost.Fee + (placement.Cost.PerExposure * exposures);

    private static Gen<AdPlanProblem> Problems(Gen<ResponseCurve> curves, Gen<long> prices, Gen<int> fees) =>
        from placements in Gen.Select(
            curves,
            Gen.Long[0, 9],
            Gen.Long[0, 9],
            Gen.Int[0, 1],
            Gen.Int[0, 5],
            prices,
            fees,
            (curve, inventory, limit, day, deal, price, fee) =>
                Placement("", curve, inventory, day, fee < 3 ? CostModel.Fixed(2 * fee, "CNY") : CostModel.PerThousand(price, "CNY")) with
                {
                    OwnLimit = limit,
                    Guaranteed = deal == 0 ? Math.Min(1, Math.Min(limit, inventory)) : 0,
                }
        ).Array[1, 4]
        from budget in Gen.Long[0, 30]
        from day in Gen.Long[0, 15]
        from hasDay in Gen.Bool
        select new AdPlanProblem([.. placements.Select((each, index) => each with { Name = $"P{index}" })], "CNY", budget)
        {
            DayBudgetsMinorUnits = hasDay ? new Dictionary<DateOnly, long> { [Monday] = day } : new Dictionary<DateOnly, long>(),
        };
}
