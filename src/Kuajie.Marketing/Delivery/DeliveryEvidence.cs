using Kuajie.Algorithms.Numerics.Distributions;
using Kuajie.Marketing.Allocation;
using Kuajie.Marketing.Faults;

namespace Kuajie.Marketing.Delivery;

/// <summary>What the past says of a campaign's placements.</summary>
/// <param name="Traffic">How often they were to be filled on each day by the campaign's midnights, one window a day, up to the last whole day.</param>
/// <param name="Visits">Users who may see the campaign, and how often they came of late.</param>
/// <param name="EligibleShare">Share of the traffic that these users make up, 0 … 1.</param>
public sealed record DeliveryEvidence(InventoryHistory Traffic, VisitTable Visits, double EligibleShare)
{
    /// <summary>How often impressions are clicked; null where too few are known.</summary>
    public BetaDistribution? ClickRate { get; init; }

    /// <summary>How often impressions convert; null where too few are known.</summary>
    public BetaDistribution? ActionRate { get; init; }

    internal IEnumerable<InputFault> Faults() =>
        [
            .. Traffic.WindowsPerDay == 1 ? [] : new[] { new InputFault("History", "traffic", $"{Traffic.WindowsPerDay}") },
            .. EligibleShare is >= 0 and <= 1
                ? []
                : new[] { new InputFault("DeliveryTerm", "eligibleShare", FormattableString.Invariant($"{EligibleShare}")) },
            .. Visits.Faults(),
        ];
}
