using Kuajie.Marketing.Amounts;
using Kuajie.Marketing.Texts;

namespace Kuajie.Marketing.Partners;

internal enum LimitKind
{
    Required,
    Exclusive,
    Fields,
    Count,
    Quarter,
    Budget,
}

/// <summary>One named limit of a portfolio, which a conflict can name.</summary>
/// <param name="Kind">What it limits.</param>
/// <param name="Index">Which candidate, group or quarter.</param>
/// <param name="Text">The limit in words.</param>
internal sealed record PortfolioLimit(LimitKind Kind, int Index, MarketingText Text)
{
    /// <summary>All limits. What one would rather see named in a conflict comes first: the deletion filter drops the last first.</summary>
    public static IReadOnlyList<PortfolioLimit> All(IReadOnlyList<PartnerCandidate> candidates, PortfolioLimits limits)
    {
        List<PortfolioLimit> all =
        [
            new(LimitKind.Budget, 0, MarketingText.Of("LimitBudget", new Amount(limits.BudgetMinorUnits, limits.Currency))),
        ];
        if (limits.LeastFields > 0)
        {
            all.Add(new(LimitKind.Fields, 0, MarketingText.Of("LimitFields", limits.LeastFields)));
        }
        if (limits.LargestCount is { } count)
        {
            all.Add(new(LimitKind.Count, 0, MarketingText.Of("LimitCount", count)));
        }
        all.AddRange(
            limits.QuarterCapacities.Select(
                (capacity, quarter) =>
                    new PortfolioLimit(LimitKind.Quarter, quarter, MarketingText.Of("LimitQuarter", quarter + 1, capacity))
            )
        );
        all.AddRange(
            limits.ExclusiveGroups.Select(
                (group, index) =>
                    new PortfolioLimit(LimitKind.Exclusive, index, MarketingText.Of("LimitExclusive", string.Join(", ", group)))
            )
        );
        all.AddRange(
            candidates
                .Select((candidate, index) => (candidate, index))
                .Where(pair => pair.candidate.IsRequired)
                .Select(pair => new PortfolioLimit(LimitKind.Required, pair.index, MarketingText.Of("LimitRequired", pair.candidate.Name)))
        );
        return all;
    }
}
