using Kuajie.Marketing.Partners;
using Kuajie.Platform.Tables;

namespace Kuajie.Platform.Partners;

/// <summary>What a portfolio is asked for beside its candidates.</summary>
/// <param name="BudgetMinorUnits">Fees and prices together at most.</param>
/// <param name="Currency">Currency of all amounts.</param>
public sealed record PortfolioWish(long BudgetMinorUnits, string Currency)
{
    /// <summary>Least number of different fields.</summary>
    public int LeastFields { get; init; }

    /// <summary>Largest number of partners; null for any.</summary>
    public int? MostPartners { get; init; }

    /// <summary>Work that can be done in each quarter; empty for any.</summary>
    public IReadOnlyList<int> QuarterCapacities { get; init; } = [];

    /// <summary>How many choices at most, the best among them.</summary>
    public int Choices { get; init; } = 3;

    /// <summary>Whether to find out which prices and budgets change the choice: about as many solves as there are candidates, times two.</summary>
    public bool WithSensitivity { get; init; } = true;

    /// <summary>Limit of one solve in the solver's deterministic steps.</summary>
    public double Steps { get; init; } = 30;
}

/// <summary>A portfolio with what would change it.</summary>
/// <param name="Answer">The choices, or why there is none.</param>
/// <param name="Turns">At which price of its own each candidate leaves or enters; empty where not asked for, or where the steps ran out.</param>
/// <param name="Budgets">Between which budgets the choice stays; null likewise.</param>
/// <param name="Currency">Currency of all amounts.</param>
public sealed record PortfolioResult(PortfolioAnswer Answer, IReadOnlyList<PriceTurn> Turns, BudgetRange? Budgets, string Currency);

/// <summary>Chooses partners for a workspace, a file or a page.</summary>
public static class PortfolioWork
{
    /// <summary>Chooses.</summary>
    /// <param name="source">Where the candidates come from, for messages.</param>
    /// <param name="list">The candidates.</param>
    /// <param name="wish">What is asked for.</param>
    /// <param name="cancellation">Ends the solving.</param>
    /// <exception cref="Faults.KuajieException">An input cannot be used.</exception>
    /// <exception cref="Faults.SeveralFaultsException">Several cannot.</exception>
    public static PortfolioResult Choose(string source, CandidateList list, PortfolioWish wish, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(list);
        ArgumentNullException.ThrowIfNull(wish);
        var limits = new PortfolioLimits(wish.BudgetMinorUnits)
        {
            Currency = wish.Currency,
            LeastFields = wish.LeastFields,
            LargestCount = wish.MostPartners,
            ExclusiveGroups = list.Competing,
            QuarterCapacities = wish.QuarterCapacities,
        };
        var optimizer = InputFaults.Guard(
            source,
            () => new PortfolioOptimizer(list.Candidates, limits) { Steps = wish.Steps, Cancellation = cancellation }
        );
        var answer = optimizer.Choose(wish.Choices);
        if (!wish.WithSensitivity || answer.Best is not { IsProven: true })
        {
            return new PortfolioResult(answer, [], null, wish.Currency);
        }
        try
        {
            return new PortfolioResult(answer, optimizer.PriceTurns(), optimizer.Budgets(), wish.Currency);
        }
        catch (StepsRanOutException)
        {
            return new PortfolioResult(answer, [], null, wish.Currency);
        }
    }
}
