using Google.OrTools.Sat;

namespace Kuajie.Marketing.Partners;

/// <summary>What the solver found: which candidates, with which shares, and whether that is proven.</summary>
internal sealed record PortfolioSolution(bool[] Chosen, int[] Shares, long Value, long Cost, bool IsProven);

/// <summary>
/// The integer programme of one question about a portfolio. xᵢ ∈ {0, 1}, Pᵢ in basis points, least·xᵢ ≤ Pᵢ ≤ largest·xᵢ, Σ Cᵢ·Pᵢ the value,
/// 10,000·costᵢ ≥ priceᵢ·Pᵢ the whole minor units a share costs. Solved by CP-SAT with one worker and a limit in deterministic steps, so that the same
/// inputs give the same answer on every machine.
/// </summary>
internal sealed class PortfolioProgram
{
    private const string Solver = "num_workers:1,random_seed:1,max_deterministic_time:";
    private readonly CpModel model = new();
    private readonly IReadOnlyList<PartnerCandidate> candidates;
    private readonly PortfolioLimits limits;
    private readonly BoolVar[] chosen;
    private readonly IntVar[] shares;
    private readonly LinearExpr value;
    private readonly LinearExpr cost;

    public PortfolioProgram(IReadOnlyList<PartnerCandidate> candidates, PortfolioLimits limits, IEnumerable<PortfolioLimit> kept)
    {
        this.candidates = candidates;
        this.limits = limits;
        chosen = [.. candidates.Select(candidate => model.NewBoolVar(candidate.Name))];
        shares = [.. candidates.Select((candidate, index) => Share(candidate, chosen[index]))];
        value = LinearExpr.WeightedSum(shares, candidates.Select(candidate => candidate.RevenueMinorUnits));
        cost = LinearExpr.Sum(candidates.Select(Cost));
        foreach (var limit in kept)
        {
            Add(limit);
        }
    }

    public void RequireCostAtMost(long amount) => model.Add(cost <= amount);

    public void RequireValueAtLeast(long amount) => model.Add(value >= amount);

    public PortfolioProgram WithCost(long amount)
    {
        RequireCostAtMost(amount);
        return this;
    }

    public PortfolioProgram WithValue(long amount)
    {
        RequireValueAtLeast(amount);
        return this;
    }

    public void RequireChosen(int index, bool isChosen) => model.Add(chosen[index] == (isChosen ? 1 : 0));

    /// <summary>Keeps to exactly this set; shares are free.</summary>
    public void RequireSet(IReadOnlyList<bool> set)
    {
        for (var index = 0; index < chosen.Length; index++)
        {
            RequireChosen(index, set[index]);
        }
    }

    /// <summary>A no-good cut: some candidate differs from this set.</summary>
    public void ForbidSet(IReadOnlyList<bool> set) =>
        model.AddBoolOr(chosen.Select((variable, index) => set[index] ? variable.Not() : variable));

    public PortfolioSolution? MaximizeValue(SolveLimit limit)
    {
        model.Maximize(value);
        return Solve(limit);
    }

    public PortfolioSolution? MinimizeCost(SolveLimit limit)
    {
        model.Minimize(cost);
        return Solve(limit);
    }

    private PortfolioSolution? Solve(SolveLimit limit)
    {
        limit.Cancellation.ThrowIfCancellationRequested();
        var solver = new CpSolver { StringParameters = FormattableString.Invariant($"{Solver}{limit.Steps}") };
        using var ending = limit.Cancellation.Register(solver.StopSearch);
        var status = solver.Solve(model);
        // A solve that was ended says what it had by then, which must not be taken for an answer.
        limit.Cancellation.ThrowIfCancellationRequested();
        if (status is CpSolverStatus.Infeasible)
        {
            return null;
        }
        if (status is CpSolverStatus.Unknown)
        {
            throw new StepsRanOutException();
        }
        if (status is not (CpSolverStatus.Optimal or CpSolverStatus.Feasible))
        {
            throw new InvalidOperationException($"The solver ended with {status}: {model.Validate()}");
        }
        return new PortfolioSolution(
            [.. chosen.Select(variable => solver.Value(variable) == 1)],
            [.. shares.Select(variable => (int)solver.Value(variable))],
            solver.Value(value),
            solver.Value(cost),
            status is CpSolverStatus.Optimal
        );
    }

    private IntVar Share(PartnerCandidate candidate, BoolVar isChosen)
    {
        var share = model.NewIntVar(0, candidate.LargestShareBasisPoints, candidate.Name);
        model.Add(share >= isChosen * Math.Max(1, candidate.LeastShareBasisPoints));
        model.Add(share <= isChosen * candidate.LargestShareBasisPoints);
        return share;
    }

    private LinearExpr Cost(PartnerCandidate candidate, int index)
    {
        var fee = chosen[index] * candidate.FeeMinorUnits;
        if (candidate.PriceMinorUnits == 0)
        {
            return fee;
        }
        var paid = model.NewIntVar(0, candidate.PriceMinorUnits, candidate.Name);
        model.Add(paid * PartnerCandidate.FullShare >= shares[index] * candidate.PriceMinorUnits);
        model.Add(paid * PartnerCandidate.FullShare <= (shares[index] * candidate.PriceMinorUnits) + (PartnerCandidate.FullShare - 1));
        return fee + paid;
    }

    private void Add(PortfolioLimit limit)
    {
        switch (limit.Kind)
        {
            case LimitKind.Budget:
                RequireCostAtMost(limits.BudgetMinorUnits);
                break;
            case LimitKind.Required:
                RequireChosen(limit.Index, isChosen: true);
                break;
            case LimitKind.Count:
                model.Add(LinearExpr.Sum(chosen) <= limits.LargestCount!.Value);
                break;
            case LimitKind.Exclusive:
                model.AddAtMostOne(limits.ExclusiveGroups[limit.Index].Distinct().Select(name => chosen[IndexOf(name)]));
                break;
            case LimitKind.Quarter:
                model.Add(
                    LinearExpr.WeightedSum(chosen, candidates.Select(each => (long)each.QuarterWork.ElementAtOrDefault(limit.Index)))
                        <= limits.QuarterCapacities[limit.Index]
                );
                break;
            default:
                AddFields();
                break;
        }
    }

    private void AddFields()
    {
        var held = new List<BoolVar>();
        foreach (var field in candidates.Select((each, index) => (each.Field, index)).GroupBy(pair => pair.Field))
        {
            var isHeld = model.NewBoolVar(field.Key);
            model.Add(LinearExpr.Sum(field.Select(pair => chosen[pair.index])) >= isHeld);
            held.Add(isHeld);
        }
        model.Add(LinearExpr.Sum(held) >= limits.LeastFields);
    }

    private int IndexOf(string name)
    {
        for (var index = 0; index < candidates.Count; index++)
        {
            if (candidates[index].Name == name)
            {
                return index;
            }
        }
        throw new ArgumentException(name, nameof(name));
    }
}
