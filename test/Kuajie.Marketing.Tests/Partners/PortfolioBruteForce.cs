using Kuajie.Marketing.Partners;

namespace Kuajie.Marketing.Tests.Partners;

/// <summary>The plain twin of the solver: every set, every share in whole thousandths of the bounds it is given. For few candidates.</summary>
internal static class PortfolioBruteForce
{
    /// <summary>The best value Σ Cᵢ·Pᵢ of each possible set where shares are fixed (least = largest), best first.</summary>
    public static List<(int Set, long Value, long Cost)> Sets(IReadOnlyList<PartnerCandidate> candidates, PortfolioLimits limits)
    {
        var found = new List<(int, long, long)>();
        for (var set = 0; set < 1 << candidates.Count; set++)
        {
            var chosen = candidates.Where((_, index) => ((set >> index) & 1) == 1).ToList();
            var cost = chosen.Sum(Cost);
            if (IsPossible(candidates, chosen, limits) && cost <= limits.BudgetMinorUnits)
            {
                found.Add((set, chosen.Sum(each => each.RevenueMinorUnits * each.LargestShareBasisPoints), cost));
            }
        }
        return [.. found.OrderByDescending(each => each.Item2)];
    }

    private static long Cost(PartnerCandidate each) =>
        each.FeeMinorUnits + (long)Math.Ceiling((decimal)each.PriceMinorUnits * each.LargestShareBasisPoints / 10_000);

    private static bool IsPossible(IReadOnlyList<PartnerCandidate> candidates, List<PartnerCandidate> chosen, PortfolioLimits limits) =>
        candidates.All(each => !each.IsRequired || chosen.Contains(each))
        && chosen.Select(each => each.Field).Distinct().Count() >= limits.LeastFields
        && chosen.Count <= (limits.LargestCount ?? int.MaxValue)
        && limits.ExclusiveGroups.All(group => chosen.Count(each => group.Contains(each.Name)) <= 1)
        && limits
            .QuarterCapacities.Select((capacity, quarter) => (capacity, quarter))
            .All(each => chosen.Sum(partner => partner.QuarterWork.ElementAtOrDefault(each.quarter)) <= each.capacity);
}
