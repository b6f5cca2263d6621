namespace Kuajie.Marketing.Allocation;

/// <summary>What a plan has to decide and to keep to.</summary>
/// <param name="Placements">Where exposures can go.</param>
/// <param name="Currency">Currency of all amounts.</param>
/// <param name="BudgetMinorUnits">Total budget, in whole minor units.</param>
public sealed record AdPlanProblem(IReadOnlyList<Placement> Placements, string Currency, long BudgetMinorUnits)
{
    /// <summary>Budgets of single days; a day without one has only the total.</summary>
    public IReadOnlyDictionary<DateOnly, long> DayBudgetsMinorUnits { get; init; } = new Dictionary<DateOnly, long>();

    /// <summary>Exposures per user and placement at most, on average over its reach; null for none.</summary>
    public double? FrequencyPerUser { get; init; }

    /// <summary>
    /// Whether to plan for the worst case: every placement on its <see cref="Placement.WorstCurve"/> at once. For independent uncertainty that is the
    /// exact worst case, because the effect is a sum and every term can be at its lowest.
    /// </summary>
    public bool IsRobust { get; init; }
}
