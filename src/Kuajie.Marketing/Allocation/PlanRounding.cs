namespace Kuajie.Marketing.Allocation;

/// <summary>Makes a plan in whole exposures out of the dual's answer, never above a budget.</summary>
internal sealed class PlanRounding
{
    private readonly PlanCell[] cells;
    private readonly PlanSpace space;
    private readonly double[] dayLeft;
    private readonly double[] exposures;
    private double left;

    /// <param name="cells">The cells.</param>
    /// <param name="space">Their bounds, whole numbers.</param>
    /// <param name="start">Exposures that keep to all budgets; rounded down here.</param>
    /// <param name="budget">Total budget.</param>
    /// <param name="dayBudgets">Budgets of days.</param>
    public PlanRounding(PlanCell[] cells, PlanSpace space, double[] start, double budget, double[] dayBudgets)
    {
        this.cells = cells;
        this.space = space;
        dayLeft = [.. dayBudgets];
        left = budget;
        exposures = new double[cells.Length];
        for (var cell = 0; cell < cells.Length; cell++)
        {
            exposures[cell] = Math.Clamp(Math.Floor(start[cell] + 1e-9), space.Low[cell], space.High[cell]);
            Pay(cell, cells[cell].Cost(exposures[cell]));
        }
        TakeBackOverspending();
    }

    public double[] Exposures => exposures;

    /// <summary>Gives what is left to the cells that jump between the two prices, the worthiest first, as far as it goes.</summary>
    public void FillJumps(double[] wanted)
    {
        var order = Enumerable
            .Range(0, cells.Length)
            .Where(cell => wanted[cell] > exposures[cell] + 1)
            .OrderByDescending(cell => Gain(cell, wanted[cell]) / Math.Max(1e-300, Extra(cell, wanted[cell])))
            .ToArray();
        foreach (var cell in order)
        {
            var to = Math.Min(Math.Floor(wanted[cell]), Affordable(cell));
            if (to > exposures[cell] && Gain(cell, to) > 0)
            {
                Set(cell, to);
            }
        }
    }

    /// <summary>Adds single exposures where the next one brings most for its price, until nothing more can be paid. For what rounding left over.</summary>
    public void TopUp(int steps)
    {
        var queue = new PriorityQueue<int, double>();
        for (var cell = 0; cell < cells.Length; cell++)
        {
            Offer(queue, cell);
        }
        while (steps-- > 0 && queue.TryDequeue(out var cell, out _))
        {
            if (Affordable(cell) >= exposures[cell] + 1)
            {
                Set(cell, exposures[cell] + 1);
                Offer(queue, cell);
            }
        }
    }

    private void Offer(PriorityQueue<int, double> queue, int cell)
    {
        var next = exposures[cell] + 1;
        if (next <= space.High[cell] && Gain(cell, next) > 0)
        {
            queue.Enqueue(cell, -Gain(cell, next) / Math.Max(1e-300, Extra(cell, next)));
        }
    }

    private double Gain(int cell, double to) => cells[cell].Curve.Effect(to) - cells[cell].Curve.Effect(exposures[cell]);

    private double Extra(int cell, double to) => cells[cell].Cost(to) - cells[cell].Cost(exposures[cell]);

    private double Affordable(int cell)
    {
        var money = cells[cell].Day < 0 ? left : Math.Min(left, dayLeft[cells[cell].Day]);
        money += cells[cell].Cost(exposures[cell]) - cells[cell].Fee;
        if (money < 0)
        {
            return 0;
        }
        return cells[cell].UnitCost == 0 ? space.High[cell] : Math.Min(space.High[cell], Math.Floor((money / cells[cell].UnitCost) + 1e-9));
    }

    private void Set(int cell, double to)
    {
        Pay(cell, Extra(cell, to));
        exposures[cell] = to;
    }

    private void Pay(int cell, double amount)
    {
        left -= amount;
        if (cells[cell].Day >= 0)
        {
            dayLeft[cells[cell].Day] -= amount;
        }
    }

    /// <summary>What floating point let slip beyond a budget is taken back, one exposure after the other.</summary>
    private void TakeBackOverspending()
    {
        for (var cell = 0; cell < cells.Length; cell++)
        {
            while ((left < -1e-6 || (cells[cell].Day >= 0 && dayLeft[cells[cell].Day] < -1e-6)) && exposures[cell] > space.Low[cell])
            {
                if (cells[cell].UnitCost == 0)
                {
                    break;
                }
                Set(cell, exposures[cell] - 1);
            }
        }
    }
}
