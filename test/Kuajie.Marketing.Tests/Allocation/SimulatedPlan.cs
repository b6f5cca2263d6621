using Kuajie.Algorithms.Numerics.Sampling;
using Kuajie.Marketing.Allocation;

namespace Kuajie.Marketing.Tests.Allocation;

/// <summary>Plans of any size with made-up curves and prices.</summary>
internal static class SimulatedPlan
{
    public static AdPlanProblem Of(int placements, int days, double budgetShare, bool mixed, ulong seed)
    {
        var random = new SplittableRandom(seed);
        var all = new List<Placement>();
        for (var day = 0; day < days; day++)
        {
            for (var index = 0; index < placements; index++)
            {
                var inventory = 1000 + random.NextInteger(20_000);
                var shape = !mixed ? 0.7 + (0.3 * random.NextDouble()) : 0.7 + (1.5 * random.NextDouble());
                var curve = new HillCurve(5 + (50 * random.NextDouble()), inventory * (0.2 + random.NextDouble()), shape);
                var cost =
                    mixed && index % 10 == 0 ? CostModel.Fixed(2000, "CNY") : CostModel.PerThousand(500 + random.NextInteger(3000), "CNY");
                all.Add(PlacementGenerator.Placement($"{day}/{index}", curve, inventory, day, cost));
            }
        }
        var most = all.Sum(each => each.Cost.Fee + (each.Cost.PerExposure * each.Inventory));
        return new AdPlanProblem(all, "CNY", (long)(budgetShare * most))
        {
            DayBudgetsMinorUnits = Enumerable
                .Range(0, days)
                .ToDictionary(PlacementGenerator.Monday.AddDays, day => (long)(budgetShare * most / days * (0.8 + (0.1 * (day % 7))))),
        };
    }
}
