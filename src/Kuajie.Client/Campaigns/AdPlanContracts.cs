namespace Kuajie.Client.Campaigns;

/// <summary>Where a budget goes. Tables are delimited text; amounts in them are in major units.</summary>
/// <param name="Placements">Where exposures can go.</param>
/// <param name="BudgetMinorUnits">Total budget.</param>
/// <param name="Curves">Response curves by name.</param>
/// <param name="Observations">What exposures brought, to fit curves that are not given.</param>
/// <param name="Experiments">What experiments found, to calibrate fitted curves.</param>
/// <param name="Inventory">Inventory expected, for placements that name none.</param>
/// <param name="DayBudgets">Budgets of single days.</param>
/// <param name="Currency">Currency of all amounts, <c>CNY</c> where left out.</param>
/// <param name="TimeZone">IANA name of the zone whose days have budgets, <c>Asia/Shanghai</c> where left out.</param>
/// <param name="FrequencyPerUser">Exposures per user and placement at most; any where left out.</param>
/// <param name="IsRobust">Whether to plan for the worst the curves' uncertainty allows.</param>
/// <param name="IsCautious">Whether expected inventory counts at its lower end.</param>
/// <param name="Form">Form of fitted curves: <c>hill</c> or <c>power</c>; <c>hill</c> where left out.</param>
/// <param name="Effect">Asks for the least cost of this effect instead of the most effect.</param>
/// <param name="Points">Points of a frontier, 2 to 60; 20 where left out. Of no meaning for a plan.</param>
public sealed record AdPlanRequest(
    string Placements,
    long BudgetMinorUnits,
    string? Curves = null,
    string? Observations = null,
    string? Experiments = null,
    string? Inventory = null,
    string? DayBudgets = null,
    string? Currency = null,
    string? TimeZone = null,
    double? FrequencyPerUser = null,
    bool IsRobust = false,
    bool IsCautious = false,
    string? Form = null,
    double? Effect = null,
    int? Points = null
);

/// <summary>A plan, or why there is none.</summary>
/// <param name="Currency">Currency of all amounts.</param>
/// <param name="Conflict">Where there is none: limits that cannot all hold, none of which can be left out.</param>
/// <param name="LeftOut">Placements without enough data.</param>
/// <param name="Plan">The plan; absent where none is possible.</param>
/// <param name="LowerCostBoundMinorUnits">Where an effect was asked for: no plan reaches it for less, proven.</param>
/// <param name="Table">The plan as comma-separated text; absent where none is possible.</param>
public sealed record AdPlanResponse(
    string Currency,
    IReadOnlyList<string> Conflict,
    IReadOnlyList<LeftOutResponse> LeftOut,
    PlanResponse? Plan = null,
    long? LowerCostBoundMinorUnits = null,
    string? Table = null
);

/// <summary>A placement that takes no part.</summary>
/// <param name="Placement">Its name.</param>
/// <param name="Why">Why, in words.</param>
public sealed record LeftOutResponse(string Placement, string Why);

/// <summary>A plan with its proof.</summary>
/// <param name="Effect">What it brings on the curves planned with.</param>
/// <param name="UpperBound">No plan brings more: proven.</param>
/// <param name="Gap">How much better another plan could be at most, as a share of the bound.</param>
/// <param name="CostMinorUnits">Expected cost.</param>
/// <param name="BudgetMinorUnits">The total budget.</param>
/// <param name="BudgetReturn">Effect of one more minor unit of budget; 0 where the budget does not bind.</param>
/// <param name="NominalEffect">What it brings on the likeliest curves.</param>
/// <param name="WorstEffect">What it brings on the worst curves.</param>
/// <param name="Remarks">What holds of the plan as a whole, in words.</param>
/// <param name="Placements">What each placement got, and why.</param>
public sealed record PlanResponse(
    double Effect,
    double UpperBound,
    double Gap,
    long CostMinorUnits,
    long BudgetMinorUnits,
    double BudgetReturn,
    double NominalEffect,
    double WorstEffect,
    IReadOnlyList<string> Remarks,
    IReadOnlyList<PlannedPlacementResponse> Placements
);

/// <summary>What a placement got, and why.</summary>
/// <param name="Placement">Its name.</param>
/// <param name="Slot">Where it is shown.</param>
/// <param name="Day">The day, in the plan's time zone.</param>
/// <param name="From">Begin of its window.</param>
/// <param name="To">End of its window; 00:00 for the end of the day.</param>
/// <param name="Format">What is shown.</param>
/// <param name="Curve">Name of its response curve.</param>
/// <param name="Exposures">Exposures.</param>
/// <param name="Effect">What they bring.</param>
/// <param name="ExpectedCostMinorUnits">What they cost; may hold a fraction.</param>
/// <param name="BindingLimit">What holds it there: <c>own</c>, <c>partner</c>, <c>inventory</c>, <c>frequency</c>, <c>dayBudget</c>, <c>totalBudget</c>, <c>guaranteed</c> or <c>price</c>.</param>
/// <param name="ShadowPrice">Effect of one more exposure allowed, net of its price; negative where a deal forces exposures that do not pay.</param>
/// <param name="Why">The reason in words.</param>
/// <param name="Change">What would change it, in words.</param>
/// <param name="MarginalReturn">Effect per minor unit of the next exposure; absent where it costs nothing.</param>
public sealed record PlannedPlacementResponse(
    string Placement,
    string Slot,
    DateOnly Day,
    TimeOnly From,
    TimeOnly To,
    string Format,
    string Curve,
    long Exposures,
    double Effect,
    double ExpectedCostMinorUnits,
    string BindingLimit,
    double ShadowPrice,
    string Why,
    string Change,
    double? MarginalReturn = null
);

/// <summary>Effect against cost.</summary>
/// <param name="Currency">Currency of all amounts.</param>
/// <param name="Points">Plans for rising budgets; empty where the deals clash.</param>
/// <param name="Conflict">Where the deals clash: limits that cannot all hold.</param>
/// <param name="LeftOut">Placements without enough data.</param>
/// <param name="Table">The frontier as comma-separated text.</param>
public sealed record FrontierResponse(
    string Currency,
    IReadOnlyList<FrontierPointResponse> Points,
    IReadOnlyList<string> Conflict,
    IReadOnlyList<LeftOutResponse> LeftOut,
    string Table
);

/// <summary>The best plan for one budget.</summary>
/// <param name="BudgetMinorUnits">The budget.</param>
/// <param name="CostMinorUnits">What of it is spent.</param>
/// <param name="Effect">What it brings.</param>
/// <param name="UpperBound">No plan brings more: proven.</param>
/// <param name="Gap">How much better another plan could be at most, as a share of the bound.</param>
/// <param name="BudgetReturn">Effect of one more minor unit.</param>
/// <param name="WorstEffect">What it brings on the worst curves.</param>
public sealed record FrontierPointResponse(
    long BudgetMinorUnits,
    long CostMinorUnits,
    double Effect,
    double UpperBound,
    double Gap,
    double BudgetReturn,
    double WorstEffect
);
