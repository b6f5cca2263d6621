using System.Globalization;
using Kuajie.Marketing.Faults;

namespace Kuajie.Marketing.Partners;

/// <summary>What is wrong with the inputs of a portfolio.</summary>
internal static class PortfolioFaults
{
    /// <summary>Amounts up to this keep every sum of the solver within 64 bits: Σ Cᵢ·10,000 over all candidates.</summary>
    private const long LargestSum = long.MaxValue / (8L * PartnerCandidate.FullShare);

    public static IEnumerable<InputFault> Of(IReadOnlyList<PartnerCandidate> candidates, PortfolioLimits limits) =>
        Names(candidates).Concat(candidates.SelectMany(Amounts)).Concat(Sums(candidates)).Concat(Limits(candidates, limits));

    private static IEnumerable<InputFault> Names(IReadOnlyList<PartnerCandidate> candidates) =>
        candidates
            .GroupBy(candidate => candidate.Name, StringComparer.Ordinal)
            .Where(group => group.Count() > 1 || string.IsNullOrWhiteSpace(group.Key))
            .Select(group => new InputFault("PartnerName", "name", group.Key ?? ""));

    private static IEnumerable<InputFault> Amounts(PartnerCandidate candidate)
    {
        (string Field, long Value)[] amounts =
        [
            ("revenue", candidate.RevenueMinorUnits),
            ("fee", candidate.FeeMinorUnits),
            ("price", candidate.PriceMinorUnits),
            .. candidate.QuarterWork.Select(work => ("work", (long)work)),
        ];
        foreach (var (field, value) in amounts.Where(amount => amount.Value < 0))
        {
            yield return new InputFault("NegativeAmount", $"{candidate.Name}: {field}", Text(value));
        }
        if (
            candidate.LeastShareBasisPoints < 0
            || candidate.LargestShareBasisPoints < 1
            || candidate.LargestShareBasisPoints > PartnerCandidate.FullShare
            || candidate.LeastShareBasisPoints > candidate.LargestShareBasisPoints
        )
        {
            yield return new InputFault(
                "ShareBounds",
                candidate.Name,
                $"{Text(candidate.LeastShareBasisPoints)} … {Text(candidate.LargestShareBasisPoints)}"
            );
        }
    }

    private static IEnumerable<InputFault> Sums(IReadOnlyList<PartnerCandidate> candidates)
    {
        var largest = candidates.Sum(each => (decimal)each.RevenueMinorUnits + each.FeeMinorUnits + each.PriceMinorUnits);
        if (largest > LargestSum)
        {
            yield return new InputFault("AmountTooLarge", "Σ", largest.ToString(CultureInfo.InvariantCulture));
        }
    }

    private static IEnumerable<InputFault> Limits(IReadOnlyList<PartnerCandidate> candidates, PortfolioLimits limits)
    {
        if (limits.BudgetMinorUnits < 0)
        {
            yield return new InputFault("NegativeAmount", "budget", Text(limits.BudgetMinorUnits));
        }
        foreach (var capacity in limits.QuarterCapacities.Where(capacity => capacity < 0))
        {
            yield return new InputFault("NegativeAmount", "capacity", Text(capacity));
        }
        var known = candidates.Select(candidate => candidate.Name).ToHashSet(StringComparer.Ordinal);
        foreach (var name in limits.ExclusiveGroups.SelectMany(group => group).Where(name => !known.Contains(name)).Distinct())
        {
            yield return new InputFault("UnknownPartner", "exclusive", name);
        }
    }

    private static string Text(long value) => value.ToString(CultureInfo.InvariantCulture);
}
