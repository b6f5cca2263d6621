using Kuajie.Marketing.Amounts;
using Kuajie.Marketing.Texts;

namespace Kuajie.Marketing.Allocation;

/// <summary>Why promised exposures cannot all be had. Sets of the smallest size, found directly: the largest costs first.</summary>
internal static class PlanConflict
{
    public static IReadOnlyList<MarketingText> Of(AdPlanProblem problem)
    {
        foreach (var placement in problem.Placements)
        {
            var (code, exposures) = PlanLimitName.Of(placement, problem)[0];
            if (placement.Guaranteed > exposures)
            {
                return [PlanLimitName.Guarantee(placement), PlanLimitName.Text(code, placement, exposures)];
            }
        }
        var days = problem
            .DayBudgetsMinorUnits.OrderBy(pair => pair.Key)
            .Select(pair =>
                Overspending(
                    problem.Placements.Where(placement => placement.Day == pair.Key),
                    pair.Value,
                    PlanLimitName.DayBudget(pair.Key, new Amount(pair.Value, problem.Currency))
                )
            );
        return days.Append(
                    Overspending(
                        problem.Placements,
                        problem.BudgetMinorUnits,
                        MarketingText.Of("LimitBudget", new Amount(problem.BudgetMinorUnits, problem.Currency))
                    )
                )
                .Where(conflict => conflict.Count > 0)
                .MinBy(conflict => conflict.Count)
            ?? [];
    }

    private static List<MarketingText> Overspending(IEnumerable<Placement> placements, long budget, MarketingText limit)
    {
        List<MarketingText> conflict = [limit];
        double cost = 0;
        foreach (var placement in placements.Where(each => each.Guaranteed > 0).OrderByDescending(Cost))
        {
            conflict.Add(PlanLimitName.Guarantee(placement));
            cost += Cost(placement);
            if (cost > budget + 1e-6)
            {
                return conflict;
            }
        }
        return [];
    }

    private static double Cost(Placement placement) => placement.Cost.Fee + (placement.Cost.PerExposure * placement.Guaranteed);
}
