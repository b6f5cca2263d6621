using Kuajie.Marketing.Amounts;
using Kuajie.Marketing.Texts;

namespace Kuajie.Marketing.Allocation;

/// <summary>Says of each placement what holds it where it is, what the next exposure is worth, and what would change it.</summary>
internal sealed class PlanReasons(AdPlanProblem problem, PlanPrices prices)
{
    public PlacementDecision Of(Placement placement, PlanCell cell, double exposures)
    {
        var price = prices.Of(cell.Day);
        var marginal = cell.Curve.Effect(exposures + 1) - cell.Curve.Effect(exposures);
        var cost = cell.Cost(exposures + 1) - cell.Cost(exposures);
        var perMoney = cost > 0 ? marginal / cost : double.PositiveInfinity;
        var (binding, shadow, why, change) = Reason(placement, cell, exposures, price, marginal - (price * cost), perMoney);
        return new PlacementDecision(
            placement.Name,
            (long)exposures,
            cell.Curve.Effect(exposures),
            cell.Cost(exposures),
            binding,
            perMoney,
            shadow,
            why,
            change
        );
    }

    private (string, double, MarketingText, MarketingText) Reason(
        Placement placement,
        PlanCell cell,
        double exposures,
        double price,
        double net,
        double perMoney
    )
    {
        var limits = PlanLimitName.Of(placement, problem);
        if (exposures >= limits[0].Exposures)
        {
            var next = limits.FirstOrDefault(limit => limit.Exposures > exposures && limit.Exposures < long.MaxValue).Exposures;
            return (
                limits[0].Code,
                Math.Max(0, net),
                MarketingText.Of("Why" + limits[0].Code, placement.Name, exposures),
                next > 0 ? MarketingText.Of("ChangeLimit", Math.Max(0, net), next) : MarketingText.Of("ChangeLastLimit", Math.Max(0, net))
            );
        }
        if (exposures > 0 && exposures == placement.Guaranteed && net < 0)
        {
            return (
                "Guaranteed",
                net,
                MarketingText.Of("WhyGuaranteed", placement.Name, exposures, PerWhole(perMoney), PerWhole(price), problem.Currency),
                MarketingText.Of("ChangeGuaranteed", -net)
            );
        }
        if (exposures == 0)
        {
            return Nothing(placement, cell, limits[0].Exposures, price);
        }
        var isDay = price > prices.Total;
        return (
            isDay ? "DayBudget" : "TotalBudget",
            0,
            MarketingText.Of(isDay ? "WhyDayBudget" : "WhyTotalBudget", placement.Name, exposures, PerWhole(perMoney), problem.Currency),
            MarketingText.Of(isDay ? "ChangeDayBudget" : "ChangeTotalBudget", PerWhole(price), problem.Currency)
        );
    }

    private (string, double, MarketingText, MarketingText) Nothing(Placement placement, PlanCell cell, long most, double price)
    {
        var breakEven = BreakEvenPerThousand(cell, most, price);
        return (
            "Price",
            0,
            MarketingText.Of("WhyNothing", placement.Name, PerWhole(price), problem.Currency),
            breakEven > 0 ? MarketingText.Of("ChangePrice", Money(breakEven), Money(1000 * cell.UnitCost)) : MarketingText.Of("ChangeNone")
        );
    }

    private double PerWhole(double effectPerMinorUnit) => Amount.PerWhole(effectPerMinorUnit, problem.Currency);

    private Amount Money(double minorUnits) => new(minorUnits, problem.Currency);

    /// <summary>
    /// The highest price per thousand at which some number of exposures would pay, max (f(A) − ν·fee) / (ν·A): one peak over log A, by golden section.
    /// </summary>
    private static double BreakEvenPerThousand(PlanCell cell, long most, double price)
    {
        if (price <= 0 || most < 1)
        {
            return 0;
        }
        double Pays(double log) => (cell.Curve.Effect(Math.Exp(log)) - (price * cell.Fee)) / (price * Math.Exp(log));
        var (low, high, golden) = (0.0, Math.Log(most), (Math.Sqrt(5) - 1) / 2);
        for (var step = 0; step < 60; step++)
        {
            var (left, right) = (high - (golden * (high - low)), low + (golden * (high - low)));
            (low, high) = Pays(left) < Pays(right) ? (left, high) : (low, right);
        }
        return 1000 * Math.Max(Pays(0), Pays((low + high) / 2));
    }
}
