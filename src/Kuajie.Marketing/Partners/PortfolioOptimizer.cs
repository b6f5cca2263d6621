using Kuajie.Marketing.Conflicts;
using Kuajie.Marketing.Faults;
using Kuajie.Marketing.Texts;

namespace Kuajie.Marketing.Partners;

/// <summary>
/// Chooses partners: maximise Σ Cᵢ·Pᵢ with bounds on Pᵢ under budget, spread over fields, competing brands and capacity. An integer programme over whole
/// minor units and basis points, solved exactly; a case with hundreds of candidates takes seconds, the worst case is exponential and ends after
/// <see cref="Steps"/>.
/// </summary>
public sealed class PortfolioOptimizer
{
    private readonly IReadOnlyList<PartnerCandidate> candidates;
    private readonly PortfolioLimits limits;
    private readonly IReadOnlyList<PortfolioLimit> named;

    /// <summary>A portfolio over candidates and limits.</summary>
    /// <exception cref="InvalidInputException">Inputs cannot be used; all faults at once.</exception>
    public PortfolioOptimizer(IReadOnlyList<PartnerCandidate> candidates, PortfolioLimits limits)
    {
        ArgumentNullException.ThrowIfNull(candidates);
        ArgumentNullException.ThrowIfNull(limits);
        InvalidInputException.ThrowIfAny(PortfolioFaults.Of(candidates, limits));
        this.candidates = candidates;
        this.limits = limits;
        named = PortfolioLimit.All(candidates, limits);
    }

    /// <summary>Limit of one solve in the solver's deterministic steps, about a second each.</summary>
    public double Steps { get; init; } = 30;

    /// <summary>Ends the solving with an <see cref="OperationCanceledException"/>.</summary>
    public CancellationToken Cancellation { get; init; }

    private SolveLimit Limit => new(Steps, Cancellation);

    /// <summary>The best choice and the best ones with other sets, by no-good cuts; or the limits that cannot all hold.</summary>
    /// <param name="count">How many choices at most, at least 1.</param>
    public PortfolioAnswer Choose(int count = 1)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        var program = Program();
        var found = new List<PortfolioChoice>();
        try
        {
            while (found.Count < count && program.MaximizeValue(Limit) is { } solution)
            {
                found.Add(Choice(solution));
                program.ForbidSet(solution.Chosen);
            }
            return new PortfolioAnswer(found, found.Count > 0 ? [] : Conflict());
        }
        catch (StepsRanOutException)
        {
            return new PortfolioAnswer(found, found.Count > 0 ? [] : [MarketingText.Of("Undecided")]);
        }
    }

    /// <summary>For every candidate, the fee of its own at which it leaves or enters the best choice. Two solves a candidate at most.</summary>
    /// <exception cref="StepsRanOutException">A solve found neither an answer nor that there is none.</exception>
    public IReadOnlyList<PriceTurn> PriceTurns()
    {
        var best = Program().MaximizeValue(Limit);
        return best is null ? [] : [.. candidates.Select((candidate, index) => Turn(candidate, index, best))];
    }

    /// <summary>
    /// Between which budgets the best set stays best. Exact: each step goes to the nearest budget at which the other sets could have caught up with what
    /// this set brought at the last one, so that no change between is passed over. Null where no choice is possible.
    /// </summary>
    /// <exception cref="StepsRanOutException">A solve found neither an answer nor that there is none.</exception>
    public BudgetRange? Budgets()
    {
        var best = Program().MaximizeValue(Limit);
        return best is null ? null : new BudgetRange(Lowest(best), Next(best));
    }

    private long? Next(PortfolioSolution best)
    {
        var value = best.Value;
        while (Others(best).WithValue(value + 1).MinimizeCost(Limit) is { } other)
        {
            var same = Same(best).WithCost(other.Cost).MaximizeValue(Limit)!;
            if (same.Value < other.Value || Others(best).WithCost(other.Cost).MaximizeValue(Limit)!.Value > same.Value)
            {
                return other.Cost;
            }
            value = same.Value;
        }
        return null;
    }

    private long Lowest(PortfolioSolution best)
    {
        var budget = limits.BudgetMinorUnits;
        while (true)
        {
            var rival = Others(best).WithCost(budget).MaximizeValue(Limit);
            var same = Same(best);
            budget = (rival is null ? same : same.WithValue(rival.Value)).MinimizeCost(Limit)!.Cost;
            if (budget == 0 || Same(best).WithCost(budget - 1).MaximizeValue(Limit) is not { } less)
            {
                return budget;
            }
            if (Others(best).WithCost(budget - 1).MaximizeValue(Limit) is { } other && other.Value > less.Value)
            {
                return budget;
            }
            budget--;
        }
    }

    private PriceTurn Turn(PartnerCandidate candidate, int index, PortfolioSolution best)
    {
        var isChosen = best.Chosen[index];
        var bar = isChosen ? Without(index)?.Value : best.Value + 1;
        if (isChosen && bar is null && candidate.IsRequired)
        {
            return new PriceTurn(candidate.Name, isChosen, candidate.FeeMinorUnits, null) { Currency = limits.Currency };
        }
        var with = Unbudgeted();
        with.RequireChosen(index, isChosen: true);
        with.RequireValueAtLeast(bar ?? 0);
        var room = with.MinimizeCost(Limit) is { } cheapest ? limits.BudgetMinorUnits - cheapest.Cost : (long?)null;
        var fee = candidate.FeeMinorUnits + room;
        return new PriceTurn(candidate.Name, isChosen, candidate.FeeMinorUnits, fee is >= 0 ? fee : null) { Currency = limits.Currency };
    }

    private PortfolioSolution? Without(int index)
    {
        var program = Program();
        program.RequireChosen(index, isChosen: false);
        return program.MaximizeValue(Limit);
    }

    private IReadOnlyList<MarketingText> Conflict() =>
        [
            .. ConflictFilter
                .Irreducible(named, kept => new PortfolioProgram(candidates, limits, kept).MinimizeCost(Limit) is not null)
                .Select(limit => limit.Text),
        ];

    private PortfolioProgram Program() => new(candidates, limits, named);

    private PortfolioProgram Unbudgeted() => new(candidates, limits, named.Where(limit => limit.Kind is not LimitKind.Budget));

    private PortfolioProgram Others(PortfolioSolution best)
    {
        var program = Unbudgeted();
        program.ForbidSet(best.Chosen);
        return program;
    }

    private PortfolioProgram Same(PortfolioSolution best)
    {
        var program = Unbudgeted();
        program.RequireSet(best.Chosen);
        return program;
    }

    private PortfolioChoice Choice(PortfolioSolution solution)
    {
        var partners = candidates
            .Select((candidate, index) => (candidate, share: solution.Shares[index], isChosen: solution.Chosen[index]))
            .Where(each => each.isChosen)
            .Select(each => new ChosenPartner(
                each.candidate.Name,
                each.share,
                each.candidate.RevenueMinorUnits * each.share / PartnerCandidate.FullShare,
                each.candidate.FeeMinorUnits + Paid(each.candidate, each.share)
            ));
        return new PortfolioChoice([.. partners], solution.Value / PartnerCandidate.FullShare, solution.Cost, solution.IsProven);
    }

    private static long Paid(PartnerCandidate candidate, int share) =>
        ((candidate.PriceMinorUnits * share) + PartnerCandidate.FullShare - 1) / PartnerCandidate.FullShare;
}
