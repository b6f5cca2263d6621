namespace Kuajie.Client.Partners;

/// <summary>Which partners to choose.</summary>
/// <param name="Candidates">The candidates as delimited text, amounts in major units.</param>
/// <param name="BudgetMinorUnits">Fees and prices together at most.</param>
/// <param name="Currency">Currency of all amounts, <c>CNY</c> where left out.</param>
/// <param name="LeastFields">Least number of different fields.</param>
/// <param name="MostPartners">Largest number of partners; any where left out.</param>
/// <param name="QuarterCapacities">Work that can be done in each quarter; any where left out.</param>
/// <param name="Choices">How many choices, 1 to 10: the best and the best with other partners; 3 where left out.</param>
/// <param name="Sensitivity">Whether to say which prices and budgets change the choice; yes where left out.</param>
public sealed record PortfolioRequest(
    string Candidates,
    long BudgetMinorUnits,
    string? Currency = null,
    int LeastFields = 0,
    int? MostPartners = null,
    IReadOnlyList<int>? QuarterCapacities = null,
    int? Choices = null,
    bool? Sensitivity = null
);

/// <summary>Choices of partners, or why there is none.</summary>
/// <param name="Currency">Currency of all amounts.</param>
/// <param name="Choices">The best first, then the best with each other partners; empty where none is possible.</param>
/// <param name="Conflict">Where none is possible: limits that cannot all hold, none of which can be left out.</param>
/// <param name="PriceTurns">At which fee of its own each candidate enters or leaves the best choice.</param>
/// <param name="Budgets">Between which budgets the best choice stays; absent where not asked for.</param>
public sealed record PortfolioResponse(
    string Currency,
    IReadOnlyList<PortfolioChoiceResponse> Choices,
    IReadOnlyList<string> Conflict,
    IReadOnlyList<PriceTurnResponse> PriceTurns,
    BudgetRangeResponse? Budgets = null
);

/// <summary>One choice of partners.</summary>
/// <param name="RevenueMinorUnits">What it brings.</param>
/// <param name="CostMinorUnits">What it costs.</param>
/// <param name="IsProven">Whether it is proven that no choice with other partners than those before brings more.</param>
/// <param name="Partners">The chosen partners.</param>
public sealed record PortfolioChoiceResponse(
    long RevenueMinorUnits,
    long CostMinorUnits,
    bool IsProven,
    IReadOnlyList<ChosenPartnerResponse> Partners
);

/// <summary>A chosen partner.</summary>
/// <param name="Partner">Its name.</param>
/// <param name="Share">Its share, 0 to 1.</param>
/// <param name="RevenueMinorUnits">What it brings.</param>
/// <param name="CostMinorUnits">What it costs.</param>
public sealed record ChosenPartnerResponse(string Partner, double Share, long RevenueMinorUnits, long CostMinorUnits);

/// <summary>At which fee of its own a candidate enters or leaves the best choice.</summary>
/// <param name="Partner">Its name.</param>
/// <param name="IsChosen">Whether the best choice holds it.</param>
/// <param name="FeeMinorUnits">Its fee.</param>
/// <param name="Text">The turn in words.</param>
/// <param name="TurningFeeMinorUnits">The fee; absent where no fee turns it.</param>
public sealed record PriceTurnResponse(string Partner, bool IsChosen, long FeeMinorUnits, string Text, long? TurningFeeMinorUnits = null);

/// <summary>Between which budgets the best choice stays.</summary>
/// <param name="LowestMinorUnits">The lowest.</param>
/// <param name="NextMinorUnits">The next higher one at which other partners are better; absent where none ever is.</param>
public sealed record BudgetRangeResponse(long LowestMinorUnits, long? NextMinorUnits = null);
