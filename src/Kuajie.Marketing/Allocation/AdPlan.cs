using Kuajie.Marketing.Texts;

namespace Kuajie.Marketing.Allocation;

/// <summary>What one placement got, and why.</summary>
/// <param name="Name">The placement.</param>
/// <param name="Exposures">Whole exposures.</param>
/// <param name="Effect">What they bring, on the curve planned with.</param>
/// <param name="ExpectedCostMinorUnits">What they cost: an expectation, which may hold a fraction of a minor unit.</param>
/// <param name="BindingLimit">
/// What holds it there: <c>Own</c>, <c>Partner</c>, <c>Inventory</c>, <c>Frequency</c>, <c>DayBudget</c>, <c>TotalBudget</c>, <c>Guaranteed</c> or
/// <c>Price</c>.
/// </param>
/// <param name="MarginalReturn">Effect per minor unit of the next exposure; infinite where it costs nothing.</param>
/// <param name="ShadowPrice">
/// Effect that one more exposure allowed would bring, net of its price; 0 where no exposure limit binds, negative where a deal forces exposures that do
/// not pay.
/// </param>
/// <param name="Why">The reason in words.</param>
/// <param name="Change">What would change it, in words.</param>
public sealed record PlacementDecision(
    string Name,
    long Exposures,
    double Effect,
    double ExpectedCostMinorUnits,
    string BindingLimit,
    double MarginalReturn,
    double ShadowPrice,
    MarketingText Why,
    MarketingText Change
);

/// <summary>A plan with its proof.</summary>
/// <param name="Decisions">One per placement, in their order.</param>
/// <param name="Effect">What the plan brings on the curves planned with.</param>
/// <param name="UpperBound">No plan brings more: proven by weak duality.</param>
/// <param name="CostMinorUnits">Expected cost, rounded up; at most the budget.</param>
/// <param name="BudgetMinorUnits">The total budget planned with.</param>
/// <param name="BudgetReturn">Effect of one more minor unit of total budget (its shadow price); 0 where the budget does not bind.</param>
/// <param name="DayReturns">The same of each day's budget; 0 where it does not bind.</param>
/// <param name="NominalEffect">What the plan brings on the likeliest curves: for a robust plan more than <paramref name="Effect"/>.</param>
/// <param name="WorstEffect">What it brings on the worst curves.</param>
/// <param name="Parts">Parts the search looked at.</param>
/// <param name="Remarks">What holds of the plan as a whole, in words.</param>
public sealed record AdPlan(
    IReadOnlyList<PlacementDecision> Decisions,
    double Effect,
    double UpperBound,
    long CostMinorUnits,
    long BudgetMinorUnits,
    double BudgetReturn,
    IReadOnlyDictionary<DateOnly, double> DayReturns,
    double NominalEffect,
    double WorstEffect,
    int Parts,
    IReadOnlyList<MarketingText> Remarks
)
{
    /// <summary>How much better another plan could be at most, as a share of the bound: rounding to whole exposures and what the search left open.</summary>
    public double Gap => UpperBound > 0 ? Math.Max(0, UpperBound - Effect) / UpperBound : 0;
}

/// <summary>A plan, or why there is none.</summary>
/// <param name="Plan">The plan; null where none is possible.</param>
/// <param name="Conflict">Limits that cannot all hold, none of which can be left out; in words.</param>
public sealed record AdPlanAnswer(AdPlan? Plan, IReadOnlyList<MarketingText> Conflict)
{
    /// <summary>Where the cost was minimised: no plan reaches the effect for less, proven.</summary>
    public long? LowerCostBoundMinorUnits { get; init; }
}
