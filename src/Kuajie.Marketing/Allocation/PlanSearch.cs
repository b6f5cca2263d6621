namespace Kuajie.Marketing.Allocation;

/// <summary>The best plan found, the proven bound, and the prices it was found at.</summary>
internal sealed record PlanFound(double[] Exposures, double Effect, double Bound, PlanPrices Prices, int Parts);

/// <summary>
/// Branch and bound over exposures: the bound of a part is its dual; where a cell jumps between two numbers of exposures (an S-shaped curve, a fee), the
/// part is cut between them, which lowers the bound of both halves (Falk and Soland, "An algorithm for separable nonconvex programming problems",
/// Management Science 15(9), 1969); where none does, between whole numbers of exposures. Concave curves without fees and many exposures need one part.
/// Each part costs O(cells · bisection steps).
/// </summary>
internal sealed class PlanSearch(PlanCell[] cells, double budget, double[] dayBudgets, AdPlanOptions options)
{
    private const double Whole = 1e-6;
    private readonly int[][] cellsOfDay =
    [
        .. Enumerable
            .Range(0, dayBudgets.Length)
            .Select(day => Enumerable.Range(0, cells.Length).Where(cell => cells[cell].Day == day).ToArray()),
    ];

    private readonly PriorityQueue<(PlanSpace Space, double Bound, int Cell, double Cut), double> open = new();
    private double[] best = [];
    private double effect = double.NegativeInfinity;
    private double closed = double.NegativeInfinity;
    private PlanPrices? prices;

    /// <summary>No plan within bounds that brings the effect costs less; 0 where nothing is proven.</summary>
    public double LeastCost(PlanSpace whole, double wanted) => new PlanDual(cells, budget, dayBudgets, cellsOfDay, whole).LeastCost(wanted);

    /// <summary>The best plan within bounds; the lower bounds together keep to all budgets.</summary>
    /// <param name="whole">The bounds.</param>
    /// <param name="wanted">An effect at which the search may end, or where it is proven to be out of reach; null for the most.</param>
    public PlanFound Solve(PlanSpace whole, double? wanted = null)
    {
        Keep([.. whole.Low]);
        Look(whole);
        var parts = 1;
        var left = (options.Work / Math.Max(1, cells.Length)) - 1;
        while (open.TryPeek(out var part, out _) && IsWorthLooking(part.Bound, wanted) && left > 0)
        {
            open.Dequeue();
            Look(part.Space.With(part.Cell, part.Space.Low[part.Cell], part.Cut));
            Look(part.Space.With(part.Cell, part.Cut + 1, part.Space.High[part.Cell]));
            (parts, left) = (parts + 2, left - 2);
        }
        var bound = Math.Max(closed, open.TryPeek(out var last, out _) ? Math.Max(effect, last.Bound) : effect);
        return new PlanFound(best, effect, bound, prices!, parts);
    }

    private bool IsWorthLooking(double bound, double? wanted) =>
        wanted is { } least ? effect < least && bound >= least * (1 - 1e-12) : bound > effect * (1 + options.Gap) + 1e-12;

    private void Look(PlanSpace space)
    {
        options.Cancellation.ThrowIfCancellationRequested();
        if (!IsPossible(space))
        {
            return;
        }
        var dual = new PlanDual(cells, budget, dayBudgets, cellsOfDay, space);
        var (kept, broken) = dual.Solve();
        var bound = dual.Bound(kept);
        prices ??= kept;
        if (bound <= effect)
        {
            return;
        }
        var (few, many) = (dual.Exposures(kept), dual.Exposures(broken));
        Try(space, few, many);
        var (cell, cut) = Jump(few, many, kept);
        if (cell >= 0)
        {
            open.Enqueue((space, bound, cell, cut), -bound);
        }
        else
        {
            closed = Math.Max(closed, bound);
        }
    }

    private bool IsPossible(PlanSpace space)
    {
        var days = new double[dayBudgets.Length];
        double total = 0;
        for (var cell = 0; cell < cells.Length; cell++)
        {
            var cost = cells[cell].Cost(space.Low[cell]);
            total += cost;
            if (cells[cell].Day >= 0)
            {
                days[cells[cell].Day] += cost;
            }
        }
        return total <= budget + 1e-6 && days.Zip(dayBudgets).All(pair => pair.First <= pair.Second + 1e-6);
    }

    private void Try(PlanSpace space, double[] few, double[] many)
    {
        Keep(Rounded(space, few, many, fillsJumps: true));
        if (Enumerable.Range(0, cells.Length).Any(cell => many[cell] > few[cell] + 1))
        {
            // Without the jumping cells the rest is concave: what the jump leaves over goes where it brings most.
            var held = new PlanSpace([.. few.Select(Math.Floor)], [.. few.Select((at, cell) => at > 0 ? space.High[cell] : at)]);
            held = new PlanSpace([.. held.Low.Zip(space.Low, Math.Max)], held.High);
            var dual = new PlanDual(cells, budget, dayBudgets, cellsOfDay, held);
            var (kept, broken) = dual.Solve();
            Keep(Rounded(held, dual.Exposures(kept), dual.Exposures(broken), fillsJumps: true));
            Keep(Rounded(space, few, many, fillsJumps: false));
        }
    }

    private double[] Rounded(PlanSpace space, double[] few, double[] many, bool fillsJumps)
    {
        var rounding = new PlanRounding(cells, space, few, budget, dayBudgets);
        if (fillsJumps)
        {
            rounding.FillJumps(many);
        }
        rounding.TopUp((2 * cells.Length) + 1000);
        return rounding.Exposures;
    }

    private void Keep(double[] exposures)
    {
        double sum = 0;
        for (var cell = 0; cell < cells.Length; cell++)
        {
            sum += cells[cell].Curve.Effect(exposures[cell]);
        }
        if (sum > effect)
        {
            (best, effect) = (exposures, sum);
        }
    }

    /// <summary>
    /// Where to cut: the cell whose worth between its two answers lies furthest below them; where no cell jumps, the one furthest from whole exposures.
    /// With the last number of exposures of the lower half; −1 where all is whole.
    /// </summary>
    private (int Cell, double Cut) Jump(double[] few, double[] many, PlanPrices kept)
    {
        var (found, cut, deepest) = (-1, 0.0, 1e-12 * Math.Max(1, Math.Abs(effect)));
        var (broken, fraction, widest) = (-1, 0.0, Whole);
        for (var cell = 0; cell < cells.Length; cell++)
        {
            var width = many[cell] - few[cell];
            var apart = Math.Max(Math.Abs(few[cell] - Math.Round(few[cell])), Math.Min(width, 1));
            if (apart > widest)
            {
                (broken, fraction, widest) = (cell, Math.Floor(few[cell] + (width > 1 ? width / 2 : 0)), apart);
            }
            if (width < 1)
            {
                continue;
            }
            var (at, depth) = Depth(cell, few[cell], many[cell], kept.Of(cells[cell].Day));
            if (depth > deepest)
            {
                (found, cut, deepest) = (cell, at, depth);
            }
        }
        return found >= 0 ? (found, cut) : (broken, fraction);
    }

    private (double Cut, double Depth) Depth(int cell, double few, double many, double price)
    {
        var middle = Math.Clamp(Math.Floor((few + many) / 2), Math.Floor(few), Math.Floor(many) - 1);
        var isFee = cells[cell].Fee > 0 && few == 0;
        var ends = Math.Max(cells[cell].Worth(few, price), cells[cell].Worth(many, price));
        var depth = ends - cells[cell].Worth(Math.Max(middle, 1), price);
        return isFee ? (0, depth + (price * cells[cell].Fee / 2)) : (middle, depth);
    }
}
