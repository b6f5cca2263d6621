namespace Kuajie.Marketing.Partners;

/// <summary>A partner that may be chosen, from aggregates alone. Amounts are whole minor units of the portfolio's one currency.</summary>
/// <param name="Name">Its name, unique in a portfolio.</param>
/// <param name="Field">Its field, for example <c>sports</c>.</param>
/// <param name="RevenueMinorUnits">Cᵢ: revenue expected at a full share.</param>
/// <param name="FeeMinorUnits">What it costs to choose it at all.</param>
/// <param name="PriceMinorUnits">What a full share costs beyond the fee; a share costs its part, rounded up.</param>
public sealed record PartnerCandidate(string Name, string Field, long RevenueMinorUnits, long FeeMinorUnits = 0, long PriceMinorUnits = 0)
{
    /// <summary>A full share, in basis points.</summary>
    public const int FullShare = 10_000;

    /// <summary>Least share Pᵢ where it is chosen, in basis points, 0 … 10000; a chosen partner always has at least one basis point.</summary>
    public int LeastShareBasisPoints { get; init; }

    /// <summary>Largest share Pᵢ, in basis points, at most 10000.</summary>
    public int LargestShareBasisPoints { get; init; } = FullShare;

    /// <summary>Whether it must be chosen, for example because it is signed already.</summary>
    public bool IsRequired { get; init; }

    /// <summary>Work it takes in each quarter, in the unit of <see cref="PortfolioLimits.QuarterCapacities"/>; quarters beyond the list take none.</summary>
    public IReadOnlyList<int> QuarterWork { get; init; } = [];
}
