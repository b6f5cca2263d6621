namespace Kuajie.Marketing.Allocation;

/// <summary>The worth of a minor unit, in units of effect: of the total budget, and on each day with a budget of its own (at least the total's).</summary>
internal sealed record PlanPrices(double Total, double[] Days)
{
    public double Of(int day) => day < 0 ? Total : Math.Max(Total, Days[day]);
}

/// <summary>
/// The dual of a plan: maximise Σ fᵢ(Aᵢ) subject to Σ cost ≤ B and Σ cost of day d ≤ B_d. With a price λ on the total and μ_d on each day the cells part,
/// each is solved exactly, and L(λ, μ) = Σᵢ max(fᵢ − (λ + μ_d)·costᵢ) + λB + Σ μ_d·B_d is at least the optimum for any prices ≥ 0 (weak duality; Boyd and
/// Vandenberghe 2004, 5.2.2), also where curves are not concave or costs jump. The best prices: because days lie within the total, λ + μ_d is the larger
/// of λ and the price at which day d alone keeps to its budget, so that one bisection per day and one for the total find them. Both ends of the last
/// bracket are kept: between them the cells jump whose curves are not concave.
/// </summary>
internal sealed class PlanDual
{
    private const int Halvings = 200;
    private const double Closeness = 1e-14;
    private readonly PlanCell[] cells;
    private readonly double budget;
    private readonly double[] dayBudgets;
    private readonly int[][] cellsOfDay;
    private readonly PlanSpace space;
    private readonly double[] fixedDayLow;

    public PlanDual(PlanCell[] cells, double budget, double[] dayBudgets, int[][] cellsOfDay, PlanSpace space)
    {
        this.cells = cells;
        this.budget = budget;
        this.dayBudgets = dayBudgets;
        this.cellsOfDay = cellsOfDay;
        this.space = space;
        fixedDayLow = new double[dayBudgets.Length];
    }

    /// <summary>Prices at which every budget is kept to, and the nearest below at which the binding ones are not (0 where none binds).</summary>
    public (PlanPrices Kept, PlanPrices Broken) Solve()
    {
        var kept = new double[dayBudgets.Length];
        for (var day = 0; day < dayBudgets.Length; day++)
        {
            var members = cellsOfDay[day];
            (fixedDayLow[day], kept[day]) = Bracket(price => Spend(members, price), dayBudgets[day]);
        }
        var (below, above) = Bracket(price => TotalSpend(new PlanPrices(price, kept)), budget);
        return (new PlanPrices(above, kept), new PlanPrices(below, fixedDayLow));
    }

    /// <summary>
    /// No plan that brings the effect costs less: whatever the prices, a plan of cost C brings at most g(λ, μ) + λ·C with g the bound of a plan without money, so C is at least (effect − g)/λ.
    /// The best λ is where the cells' own choices bring the effect: one bisection. 0 where nothing is proven.
    /// </summary>
    public double LeastCost(double effect)
    {
        var kept = new double[dayBudgets.Length];
        for (var day = 0; day < dayBudgets.Length; day++)
        {
            var members = cellsOfDay[day];
            kept[day] = Bracket(price => Spend(members, price), dayBudgets[day]).Above;
        }
        var (below, above) = Bracket(price => TotalEffect(new PlanPrices(price, kept)), effect);
        return Math.Max(At(below), At(above));

        double At(double price)
        {
            var prices = new PlanPrices(price, kept);
            return price > 0 ? Math.Max(0, (effect - (Bound(prices) - (price * budget))) / price) : 0;
        }
    }

    /// <summary>L(λ, μ): no plan within this part brings more.</summary>
    public double Bound(PlanPrices prices)
    {
        var bound = prices.Total * budget;
        for (var day = 0; day < dayBudgets.Length; day++)
        {
            bound += (prices.Of(day) - prices.Total) * dayBudgets[day];
        }
        for (var cell = 0; cell < cells.Length; cell++)
        {
            var price = prices.Of(cells[cell].Day);
            bound += cells[cell].Worth(cells[cell].Best(price, space.Low[cell], space.High[cell]), price);
        }
        return bound;
    }

    public double[] Exposures(PlanPrices prices)
    {
        var exposures = new double[cells.Length];
        for (var cell = 0; cell < cells.Length; cell++)
        {
            exposures[cell] = cells[cell].Best(prices.Of(cells[cell].Day), space.Low[cell], space.High[cell]);
        }
        return exposures;
    }

    private double Spend(int[] members, double price)
    {
        double spend = 0;
        foreach (var cell in members)
        {
            spend += cells[cell].Cost(cells[cell].Best(price, space.Low[cell], space.High[cell]));
        }
        return spend;
    }

    private double TotalSpend(PlanPrices prices)
    {
        double spend = 0;
        for (var cell = 0; cell < cells.Length; cell++)
        {
            spend += cells[cell].Cost(cells[cell].Best(prices.Of(cells[cell].Day), space.Low[cell], space.High[cell]));
        }
        return spend;
    }

    private double TotalEffect(PlanPrices prices)
    {
        double effect = 0;
        for (var cell = 0; cell < cells.Length; cell++)
        {
            effect += cells[cell].Curve.Effect(cells[cell].Best(prices.Of(cells[cell].Day), space.Low[cell], space.High[cell]));
        }
        return effect;
    }

    /// <summary>Prices around the one at which spending passes the limit: too low and high enough; zeros where it never does.</summary>
    private static (double Below, double Above) Bracket(Func<double, double> spendAt, double limit)
    {
        if (spendAt(0) <= limit)
        {
            return (0, 0);
        }
        double above = 1;
        while (spendAt(above) > limit && above < 1e100)
        {
            above *= 16;
        }
        var below = above / 16;
        while (below > 1e-100 && spendAt(below) <= limit)
        {
            (above, below) = (below, below / 16);
        }
        for (var step = 0; step < Halvings && above - below > Closeness * above; step++)
        {
            var middle = Math.Sqrt(below * above);
            if (middle <= below || middle >= above)
            {
                break;
            }
            (below, above) = spendAt(middle) > limit ? (middle, above) : (below, middle);
        }
        return (below, above);
    }
}
