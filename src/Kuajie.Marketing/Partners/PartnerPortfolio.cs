using Kuajie.Marketing.Amounts;
using Kuajie.Marketing.Texts;

namespace Kuajie.Marketing.Partners;

/// <summary>A chosen partner and its share.</summary>
/// <param name="Name">Its name.</param>
/// <param name="ShareBasisPoints">Pᵢ, in basis points.</param>
/// <param name="RevenueMinorUnits">Cᵢ·Pᵢ, rounded down.</param>
/// <param name="CostMinorUnits">Fee and its share of the price, rounded up.</param>
public sealed record ChosenPartner(string Name, int ShareBasisPoints, long RevenueMinorUnits, long CostMinorUnits);

/// <summary>One choice of partners: the best of all with this set.</summary>
/// <param name="Partners">The chosen, in the order of the candidates.</param>
/// <param name="RevenueMinorUnits">Σ Cᵢ·Pᵢ, rounded down.</param>
/// <param name="CostMinorUnits">What it costs; at most the budget.</param>
/// <param name="IsProven">Whether no better one exists; false only where the steps ran out.</param>
public sealed record PortfolioChoice(IReadOnlyList<ChosenPartner> Partners, long RevenueMinorUnits, long CostMinorUnits, bool IsProven);

/// <summary>At which price of its own a partner leaves or enters the best choice, everything else as it is.</summary>
/// <param name="Name">The partner.</param>
/// <param name="IsChosen">Whether the best choice holds it.</param>
/// <param name="FeeMinorUnits">Its fee now.</param>
/// <param name="TurningFeeMinorUnits">
/// Chosen: the highest fee at which a best choice still holds it; null where it stays at any fee that the budget bears. Not chosen: the highest fee at
/// which a choice with it beats today's best; null where none does, not even without a fee.
/// </param>
public sealed record PriceTurn(string Name, bool IsChosen, long FeeMinorUnits, long? TurningFeeMinorUnits)
{
    /// <summary>Currency of the fees, or null where it is not known.</summary>
    public string? Currency { get; init; }

    /// <summary>The turn in words.</summary>
    public MarketingText Text =>
        (IsChosen, TurningFeeMinorUnits) switch
        {
            (true, null) => MarketingText.Of("PriceStays", Name),
            (true, { } fee) => MarketingText.Of("PriceLeaves", Name, Money(fee), Money(FeeMinorUnits)),
            (false, null) => MarketingText.Of("PriceNever", Name),
            (false, { } fee) => MarketingText.Of("PriceEnters", Name, Money(fee), Money(FeeMinorUnits)),
        };

    private Amount Money(long minorUnits) => new(minorUnits, Currency);
}

/// <summary>Between which budgets the best set of partners stays the same.</summary>
/// <param name="LowestMinorUnits">The lowest budget, going down from today's, down to which it stays.</param>
/// <param name="NextMinorUnits">The lowest higher budget at which another set is better; null where none ever is.</param>
public sealed record BudgetRange(long LowestMinorUnits, long? NextMinorUnits);

/// <summary>The answer to a portfolio: the best choice with alternatives, or why there is none.</summary>
/// <param name="Choices">The best choice first, then the best with each another set; empty where none is possible.</param>
/// <param name="Conflict">Where none is possible: limits that cannot all hold, none of which can be left out; in words.</param>
public sealed record PortfolioAnswer(IReadOnlyList<PortfolioChoice> Choices, IReadOnlyList<MarketingText> Conflict)
{
    /// <summary>The best choice; null where none is possible.</summary>
    public PortfolioChoice? Best => Choices.Count > 0 ? Choices[0] : null;
}
