using Kuajie.Marketing.Amounts;
using Kuajie.Marketing.Faults;
using Kuajie.Marketing.Texts;

namespace Kuajie.Marketing.Allocation;

/// <summary>
/// Gives exposures to placements: most effect for a budget, least cost for an effect, or the frontier between them. Exposure limits of both sides,
/// inventory, frequency, deals, day budgets and the total are never passed. The optimum is proven by a dual bound, which also gives the shadow prices; see
/// <see cref="PlanDual"/> and <see cref="PlanSearch"/>. Effects are told apart from nothing down to a millionth in all. O(placements · bisection steps) for concave curves; S-shaped curves and fees may need several
/// such parts.
/// </summary>
public sealed class AdPlanOptimizer
{
    private const int WorkShares = 8;
    private readonly AdPlanProblem problem;
    private readonly AdPlanOptions options;
    private readonly PlanCell[] cells;
    private readonly PlanSpace whole;
    private readonly DateOnly[] days;
    private readonly double[] dayBudgets;

    /// <summary>A plan over placements and budgets.</summary>
    /// <exception cref="InvalidInputException">Inputs cannot be used; all faults at once.</exception>
    public AdPlanOptimizer(AdPlanProblem problem, AdPlanOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(problem);
        InvalidInputException.ThrowIfAny(AdPlanFaults.Of(problem));
        this.problem = problem;
        this.options = options ?? new AdPlanOptions();
        days = [.. problem.DayBudgetsMinorUnits.Keys.Order()];
        dayBudgets = [.. days.Select(day => (double)problem.DayBudgetsMinorUnits[day])];
        cells = [.. problem.Placements.Select(Cell)];
        whole = new PlanSpace(
            [.. problem.Placements.Select(placement => (double)placement.Guaranteed)],
            [.. problem.Placements.Select(placement => (double)PlanLimitName.Of(placement, problem)[0].Exposures)]
        );
    }

    /// <summary>The most effect for the budget.</summary>
    public AdPlanAnswer Maximize()
    {
        var conflict = PlanConflict.Of(problem);
        return conflict.Count > 0 ? new AdPlanAnswer(null, conflict) : new AdPlanAnswer(Plan(problem.BudgetMinorUnits), []);
    }

    /// <summary>
    /// The least cost for an effect, in whole minor units. Duality bounds the cost from below with one bisection; budgets from there up are then asked whether the effect can be had, in growing
    /// steps and then by halves, until the plan costs no more than <see cref="AdPlanOptions.Gap"/> above what is proven. A budget whose bound stays below the effect is proven too small.
    /// </summary>
    public AdPlanAnswer MinimizeCost(double effect)
    {
        var conflict = PlanConflict.Of(problem);
        if (conflict.Count > 0)
        {
            return new AdPlanAnswer(null, conflict);
        }
        var (best, enough) = (Search(problem.BudgetMinorUnits, effect, options), problem.BudgetMinorUnits);
        if (best.Effect < effect)
        {
            return new AdPlanAnswer(null, Unreached(effect, ToPlan(best, enough)));
        }
        enough = CostOf(best.Exposures);
        var least = new PlanSearch(cells, problem.BudgetMinorUnits, dayBudgets, options).LeastCost(whole, effect);
        var proven = Math.Max(LeastCost(), (long)Math.Ceiling((least * (1 - 1e-12)) - 1e-6)) - 1;
        var share = options with { Work = options.Work / WorkShares };
        var tooSmall = Math.Min(proven, enough - 1);
        var stride = Math.Max(1, (long)(options.Gap / 4 * enough));
        while (enough - tooSmall > Math.Max(1, options.Gap / 4 * enough) && enough - proven - 1 > options.Gap * enough)
        {
            var budget = tooSmall + Math.Min(stride, (enough - tooSmall) / 2);
            var found = Search(budget, effect, share);
            if (found.Effect >= effect)
            {
                (best, enough) = (found, CostOf(found.Exposures));
            }
            else
            {
                tooSmall = budget;
                stride *= 4;
                proven = found.Bound < effect * (1 - 1e-12) ? Math.Max(proven, budget) : proven;
            }
        }
        // What the money brings at most: it may be more than was asked for, and is told with its bound.
        var most = Search(enough, null, options);
        var plan = ToPlan(most.Effect >= effect ? most : best, enough);
        return new AdPlanAnswer(plan, []) { LowerCostBoundMinorUnits = Math.Min(proven + 1, plan.CostMinorUnits) };
    }

    /// <summary>Plans for budgets in equal steps from the least cost that the deals take to all that can be spent. Empty where the deals clash.</summary>
    /// <param name="points">How many, at least 2.</param>
    public IReadOnlyList<AdPlan> Frontier(int points = 20)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(points, 2);
        if (PlanConflict.Of(problem).Count > 0)
        {
            return [];
        }
        var least = LeastCost();
        var most = Math.Max(least, (long)Math.Ceiling(cells.Select((cell, index) => cell.Cost(whole.High[index])).Sum()));
        return [.. Enumerable.Range(0, points).Select(point => Plan(least + (long)((decimal)(most - least) * point / (points - 1))))];
    }

    private AdPlan Plan(long budget) => ToPlan(Search(budget, null, options), budget);

    private PlanFound Search(long budget, double? effect, AdPlanOptions search) =>
        new PlanSearch(cells, budget, dayBudgets, search).Solve(whole, effect);

    private long CostOf(double[] exposures) => (long)Math.Ceiling(cells.Select((cell, index) => cell.Cost(exposures[index])).Sum() - 1e-6);

    private AdPlan ToPlan(PlanFound found, long budget)
    {
        var reasons = new PlanReasons(problem, found.Prices);
        var decisions = problem
            .Placements.Select((placement, index) => reasons.Of(placement, cells[index], found.Exposures[index]))
            .ToArray();
        var cost = (long)Math.Ceiling(decisions.Sum(decision => decision.ExpectedCostMinorUnits) - 1e-6);
        return new AdPlan(
            decisions,
            found.Effect,
            found.Bound,
            cost,
            budget,
            found.Prices.Total,
            days.Select((day, index) => (day, found.Prices.Of(index) - found.Prices.Total)).ToDictionary(),
            EffectOn(found.Exposures, placement => placement.Curve),
            EffectOn(found.Exposures, placement => placement.WorstCurve ?? placement.Curve),
            found.Parts,
            Remarks(found, budget, cost)
        );
    }

    private MarketingText[] Remarks(PlanFound found, long budget, long cost) =>
        found.Prices.Total > 0
            ? [MarketingText.Of("RemarkBudgetBinds", Amount.PerWhole(found.Prices.Total, problem.Currency), problem.Currency)]
        : dayBudgets.Where((_, day) => found.Prices.Of(day) > 0).Any()
            ? [MarketingText.Of("RemarkDaysBind", new Amount(budget - cost, problem.Currency))]
        : [MarketingText.Of("RemarkUnmoved", new Amount(budget - cost, problem.Currency))];

    private MarketingText[] Unreached(double effect, AdPlan plan)
    {
        var without = new AdPlanOptimizer(problem with { BudgetMinorUnits = (long)1e15 }, options);
        var target = MarketingText.Of("TargetEffect", effect, plan.Effect);
        if (without.Plan((long)1e15).Effect >= effect)
        {
            return [target, MarketingText.Of("LimitBudget", new Amount(problem.BudgetMinorUnits, problem.Currency))];
        }
        var free = new AdPlanOptimizer(
            problem with
            {
                BudgetMinorUnits = (long)1e15,
                DayBudgetsMinorUnits = new Dictionary<DateOnly, long>(),
            },
            options
        ).Plan((long)1e15);
        return free.Effect >= effect
            ? [target, MarketingText.Of("LimitDayBudgets")]
            : [target, MarketingText.Of("LimitExposures", free.Effect)];
    }

    private double EffectOn(double[] exposures, Func<Placement, ResponseCurve> curve) =>
        problem.Placements.Select((placement, index) => curve(placement).Effect(exposures[index])).Sum();

    private long LeastCost() => (long)Math.Ceiling(cells.Select((cell, index) => cell.Cost(whole.Low[index])).Sum() - 1e-6);

    private PlanCell Cell(Placement placement) =>
        new(
            problem.IsRobust ? placement.WorstCurve ?? placement.Curve : placement.Curve,
            placement.Cost.PerExposure,
            placement.Cost.Fee,
            Array.BinarySearch(days, placement.Day) is >= 0 and var day ? day : -1
        );
}
