namespace Kuajie.Marketing.Partners;

/// <summary>What a choice of partners has to keep to.</summary>
/// <param name="BudgetMinorUnits">Fees and prices together at most.</param>
public sealed record PortfolioLimits(long BudgetMinorUnits)
{
    /// <summary>Currency of all amounts (ISO 4217), for the sentences that name them; null where it is not known.</summary>
    public string? Currency { get; init; }

    /// <summary>Least number of different fields among the chosen.</summary>
    public int LeastFields { get; init; }

    /// <summary>Largest number of partners.</summary>
    public int? LargestCount { get; init; }

    /// <summary>Groups of names of which at most one is chosen: brands that compete.</summary>
    public IReadOnlyList<IReadOnlyList<string>> ExclusiveGroups { get; init; } = [];

    /// <summary>Work that can be done per quarter.</summary>
    public IReadOnlyList<int> QuarterCapacities { get; init; } = [];
}
